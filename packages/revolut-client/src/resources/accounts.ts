import { path, type Paginated } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, RevolutApi } from '../api.ts';
import { type Account, accountSchema, type BankDetails, bankDetailsSchema } from '../entities/account.ts';
import { listAtOnce } from '../listing/by-token.ts';

export interface AccountsResource {
  /** Lists all accounts; they come in one page. */
  list(options?: CallOptions): Paginated<Account>;
  /** @throws {NotFoundError} when there is none. */
  get(id: string, options?: CallOptions): Promise<Account>;
  /** Gives where others pay to: one entry for each way, e.g. local and SWIFT. */
  bankDetails(id: string, options?: CallOptions): Promise<BankDetails[]>;
}

export const createAccounts = ({ http }: RevolutApi): AccountsResource => ({
  list: ({ signal } = {}) =>
    listAtOnce(
      async () => await http.request('GET', '/1.0/accounts', { schema: z.array(accountSchema), signal }),
    ),
  get: async (id, { signal } = {}) =>
    await http.request('GET', path`/1.0/accounts/${id}`, { schema: accountSchema, signal }),
  bankDetails: async (id, { signal } = {}) =>
    await http.request('GET', path`/1.0/accounts/${id}/bank-details`, {
      schema: z.array(bankDetailsSchema),
      signal,
    }),
});
