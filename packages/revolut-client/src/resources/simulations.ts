import { path } from '@unified-sync/http-client';
import type { CallOptions, RevolutApi } from '../api.ts';
import { type PaymentResult, paymentResultSchema } from '../entities/transaction.ts';
import { checkAmount } from './move-money.ts';

/** Money to put into an account of the sandbox. */
export interface TopUp {
  account_id: string;
  /** Major units, up to 10,000. */
  amount: number;
  currency: string;
  reference?: string | undefined;
  /** @default 'completed' */
  state?: 'pending' | 'completed' | 'reverted' | 'failed' | undefined;
}

/** What only the sandbox has: in production each of these throws a `TypeError`. */
export interface SimulationsResource {
  topUp(input: TopUp, options?: CallOptions): Promise<PaymentResult>;
  /** Ends a pending transfer in one way. The state is final. */
  transaction(
    id: string,
    action: 'complete' | 'revert' | 'decline' | 'fail',
    options?: CallOptions,
  ): Promise<PaymentResult>;
}

export function createSimulations({ http, environment }: RevolutApi): SimulationsResource {
  const inSandbox = (): void => {
    if (environment !== 'sandbox') throw new TypeError('simulations: exist in the sandbox only.');
  };
  const schema = paymentResultSchema;
  return {
    async topUp(input, { signal } = {}) {
      inSandbox();
      checkAmount('amount', input.amount);
      return await http.request('POST', '/1.0/sandbox/topup', { schema, json: input, signal });
    },
    async transaction(id, action, { signal } = {}) {
      inSandbox();
      const where = path`/1.0/sandbox/transactions/${id}/${action}`;
      return await http.request('POST', where, { schema, signal });
    },
  };
}
