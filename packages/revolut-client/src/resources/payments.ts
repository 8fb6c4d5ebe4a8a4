import type { CallOptions, RevolutApi } from '../api.ts';
import { type Requirements, requirementsSchema } from '../entities/counterparty.ts';
import { type Quote, quoteSchema } from '../entities/exchange.ts';
import type { PaymentResult } from '../entities/transaction.ts';
import { checkAmount, checkReference, moveMoney } from './move-money.ts';
import type { IdempotentOptions } from './request-id.ts';

/** Who gets the money. */
export interface Receiver {
  counterparty_id: string;
  /** Needed where the counterparty has several accounts. */
  account_id?: string | undefined;
  card_id?: string | undefined;
}

export type ChargeBearer = 'shared' | 'debtor' | 'prefer_debtor' | (string & {});

/** A payment to make. */
export interface PaymentCreate {
  /** The account that it leaves. */
  account_id: string;
  receiver: Receiver;
  /** Major units, above zero. */
  amount: number;
  currency: string;
  /** Up to 140 characters. */
  reference?: string | undefined;
  charge_bearer?: ChargeBearer | undefined;
  transfer_reason_code?: string | undefined;
  exchange_reason_code?: string | undefined;
  fiscal_code?: string | undefined;
  name_validation_id?: string | undefined;
}

export type QuoteRequest = Pick<
  PaymentCreate,
  'account_id' | 'receiver' | 'amount' | 'currency' | 'charge_bearer'
>;

export interface PaymentsResource {
  /**
   * Pays a counterparty, once: see {@link IdempotentOptions}. `pending` in the answer is not success yet.
   *
   * @throws {UnclearPaymentError} when no answer came, and the call had no `requestId` of its own.
   * @throws {ConflictError} when the `requestId` was used for another payment.
   */
  create(input: PaymentCreate, options?: IdempotentOptions): Promise<PaymentResult>;
  /** Gives the fields that a payment would need. Pays nothing. */
  requirements(
    input: Pick<PaymentCreate, 'account_id' | 'receiver'> & { amount?: number; currency?: string },
    options?: CallOptions,
  ): Promise<Requirements>;
  /** Gives what a payment would cost. Pays nothing. */
  quote(input: QuoteRequest, options?: CallOptions): Promise<Quote>;
}

export function createPayments(api: RevolutApi): PaymentsResource {
  const { http } = api;
  return {
    async create(input, options = {}) {
      checkAmount('amount', input.amount);
      checkReference(input.reference);
      return await moveMoney(api, { path: '/1.0/pay', body: { ...input }, asked: input }, options);
    },
    requirements: async (input, { signal } = {}) =>
      await http.request('POST', '/1.0/pay/fields', {
        schema: requirementsSchema,
        json: input,
        repeatable: true,
        signal,
      }),
    quote: async (input, { signal } = {}) =>
      await http.request('POST', '/1.0/pay/indicative-quote', {
        schema: quoteSchema,
        json: input,
        repeatable: true,
        signal,
      }),
  };
}
