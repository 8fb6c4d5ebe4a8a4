import { z } from 'zod';
import type { CallOptions, RevolutApi } from '../api.ts';
import { type Reason, reasonSchema } from '../entities/exchange.ts';
import type { PaymentResult } from '../entities/transaction.ts';
import { checkAmount, checkReference, moveMoney } from './move-money.ts';
import type { IdempotentOptions } from './request-id.ts';

/** A transfer between own accounts of one currency. */
export interface TransferCreate {
  source_account_id: string;
  target_account_id: string;
  /** Major units, above zero. */
  amount: number;
  currency: string;
  reference?: string | undefined;
}

export interface TransfersResource {
  /** Moves money between two own accounts, once: see {@link IdempotentOptions}. */
  create(input: TransferCreate, options?: IdempotentOptions): Promise<PaymentResult>;
  /** Gives the codes that `transfer_reason_code` of a payment takes, by country and currency. */
  reasons(options?: CallOptions): Promise<Reason[]>;
}

export const createTransfers = (api: RevolutApi): TransfersResource => ({
  async create(input, options = {}) {
    checkAmount('amount', input.amount);
    checkReference(input.reference);
    const { source_account_id: account_id, amount, currency } = input;
    const asked = { account_id, amount, currency };
    return await moveMoney(api, { path: '/1.0/transfer', body: { ...input }, asked }, options);
  },
  reasons: async ({ signal } = {}) =>
    await api.http.request('GET', '/1.0/transfer-reasons', { schema: z.array(reasonSchema), signal }),
});
