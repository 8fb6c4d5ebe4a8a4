import { path, type Paginated } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, RevolutApi } from '../api.ts';
import {
  type Transaction,
  transactionSchema,
  type TransactionState,
  type TransactionType,
} from '../entities/transaction.ts';
import { listBackwards } from '../listing/backwards.ts';
import { type Moment, parameter } from '../listing/instants.ts';
import { type Changes, listChanged, type ListChangedOptions } from '../listing/list-changed.ts';
import { checkLimit } from './check-limit.ts';

/** Options of the list of transactions. */
export interface TransactionListOptions extends CallOptions {
  /** Created at this moment or later. @default the beginning */
  from?: Moment | undefined;
  /** Created before this moment. @default now */
  to?: Moment | undefined;
  /** Id of an account. */
  account?: string | undefined;
  type?: TransactionType | undefined;
  state?: readonly TransactionState[] | undefined;
  /** Transactions a page: 1 to 1000. @default 1000 */
  perPage?: number | undefined;
}

export interface TransactionsResource {
  /**
   * Lists transactions by their creation, newest first. None is lost where one moment has several of them,
   * and none comes twice.
   *
   * What completes or is reverted later does not come again: use `listChanged` for that.
   */
  list(options?: TransactionListOptions): Paginated<Transaction>;
  /**
   * Lists what is new or has changed, and says on its last page where the next run starts. Revolut has no
   * filter on changes: a sweep reads the last `rescanDays` again, and what was open before them is read one
   * by one until it is final.
   *
   * @example
   * for await (const { items, cursor } of revolut.transactions.listChanged({ since }).pages()) {
   *   await store(items);
   *   if (cursor !== undefined) await saveCursor(cursor);
   * }
   */
  listChanged(options?: ListChangedOptions): Changes<Transaction>;
  /** @throws {NotFoundError} when there is none. */
  get(id: string, options?: CallOptions): Promise<Transaction>;
  /**
   * Gives what was paid with a `request_id` within 14 days from `from`, or `undefined`.
   *
   * @param from Where to look from. @default just under 14 days ago
   */
  findByRequestId(
    requestId: string,
    options?: CallOptions & { from?: Moment | undefined },
  ): Promise<Transaction | undefined>;
}

const largest = 1000;
const rows = z.array(transactionSchema);
/** The longest window that Revolut searches, less a margin for two clocks (milliseconds). */
const requestIdWindow = 14 * 86_400_000 - 600_000;

export function createTransactions({ http, now }: RevolutApi): TransactionsResource {
  const list = (options: TransactionListOptions): Paginated<Transaction> => {
    const { account, type, state, perPage = largest, signal } = options;
    const from = parameter(options.from);
    return listBackwards({
      path: '/1.0/transactions',
      limit: checkLimit('perPage', perPage, largest),
      largest,
      before: options.to,
      keyOf: ({ id }) => id,
      timeOf: ({ created_at }) => created_at,
      read: async (to, count) =>
        await http.request('GET', '/1.0/transactions', {
          schema: rows,
          query: { from, to, count, account, type, state },
          signal,
        }),
    });
  };
  const get = async (id: string, { signal }: CallOptions = {}): Promise<Transaction> =>
    await http.request('GET', path`/1.0/transaction/${id}`, { schema: transactionSchema, signal });

  return {
    list: (options = {}) => list(options),
    listChanged({ perPage, signal, ...options } = {}) {
      const source = {
        list: (from: string | undefined) => list({ from, perPage, signal }),
        get: async (id: string) => await get(id, { signal }),
      };
      return listChanged(source, options);
    },
    get,
    async findByRequestId(request_id, { from = new Date(now() - requestIdWindow), signal } = {}) {
      // `?id_type=request_id` of a single transaction is deprecated since June 2026.
      const query = { request_id, from: parameter(from), to: windowEnd(from, now()) };
      const found = await http.request('GET', '/1.0/transactions', { schema: rows, query, signal });
      return found.find((transaction) => transaction.request_id === request_id);
    },
  };
}

/** The end of 14 days from `from`, unless that is still to come: then the server's own now. */
function windowEnd(from: Moment, now: number): string | undefined {
  const end = new Date(parameter(from) ?? 0).getTime() + requestIdWindow;
  return end < now - 600_000 ? new Date(end).toISOString() : undefined;
}
