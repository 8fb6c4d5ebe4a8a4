import { z } from 'zod';
import type { CallOptions, RevolutApi } from '../api.ts';
import { type Rate, rateSchema, type Reason, reasonSchema } from '../entities/exchange.ts';
import type { PaymentResult } from '../entities/transaction.ts';
import { checkAmount, checkReference, moveMoney } from './move-money.ts';
import type { IdempotentOptions } from './request-id.ts';

/** One side of an exchange. */
export interface ExchangeSide {
  account_id: string;
  currency: string;
  /** Major units, above zero; on exactly one side. */
  amount?: number | undefined;
}

/** An exchange: sells the amount of `from`, or buys the amount of `to`. */
export interface ExchangeCreate {
  from: ExchangeSide;
  to: ExchangeSide;
  reference?: string | undefined;
  exchange_reason_code?: string | undefined;
}

export interface ExchangesResource {
  /**
   * Exchanges money between two own accounts, once: see {@link IdempotentOptions}.
   *
   * @throws {TypeError} unless exactly one side has an amount.
   */
  create(input: ExchangeCreate, options?: IdempotentOptions): Promise<PaymentResult>;
  /**
   * Gives the rate between two currencies now.
   *
   * @param query `amount` in major units of `from`. @default 1
   * @throws {NotFoundError} when there is no rate between them.
   */
  rate(
    query: { from: string; to: string; amount?: number | undefined },
    options?: CallOptions,
  ): Promise<Rate>;
  /** Gives the codes that `exchange_reason_code` takes. */
  reasons(options?: CallOptions): Promise<Reason[]>;
}

export const createExchanges = (api: RevolutApi): ExchangesResource => ({
  async create(input, options = {}) {
    const { from, to, reference } = input;
    if ((from.amount === undefined) === (to.amount === undefined))
      throw new TypeError('exchanges.create: expected an amount in exactly one of `from` and `to`.');
    checkAmount('amount', from.amount ?? to.amount);
    checkReference(reference);
    const side = from.amount === undefined ? to : from;
    return await moveMoney(api, { path: '/1.0/exchange', body: { ...input }, asked: side }, options);
  },
  rate: async ({ from, to, amount }, { signal } = {}) =>
    await api.http.request('GET', '/1.0/rate', { schema: rateSchema, query: { from, to, amount }, signal }),
  reasons: async ({ signal } = {}) =>
    await api.http.request('GET', '/1.0/exchange-reasons', { schema: z.array(reasonSchema), signal }),
});
