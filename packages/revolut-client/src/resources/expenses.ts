import { path, type Paginated } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, RevolutApi } from '../api.ts';
import { type Expense, expenseSchema, type ExpenseState } from '../entities/expense.ts';
import { listBackwards } from '../listing/backwards.ts';
import { type Moment, parameter } from '../listing/instants.ts';
import { checkLimit } from './check-limit.ts';

/** Options of the list of expenses. */
export interface ExpenseListOptions extends CallOptions {
  /** `expense_date` at this moment or later. @default all */
  from?: Moment | undefined;
  /** `expense_date` before this moment. @default all */
  to?: Moment | undefined;
  state?: ExpenseState | undefined;
  transaction_type?: string | undefined;
  /** Expenses a page: 1 to 500. @default 500 */
  perPage?: number | undefined;
}

/** A receipt as it was uploaded. */
export interface Receipt {
  bytes: Uint8Array;
  /** E.g. `application/pdf`; empty where the answer names none. */
  contentType: string;
}

/** Expenses exist in production only: in the sandbox each of these throws a `TypeError`. */
export interface ExpensesResource {
  /** Lists expenses by `expense_date`, newest first. A later change of their state is not listed anew. */
  list(options?: ExpenseListOptions): Paginated<Expense>;
  /** @throws {NotFoundError} when there is none. */
  get(id: string, options?: CallOptions): Promise<Expense>;
  /** Downloads a receipt. Its body has no time limit but that of `signal`. */
  receipt(id: string, receiptId: string, options?: CallOptions): Promise<Receipt>;
}

const largest = 500;
const root = '/1.0/expenses';
const rows = z.array(expenseSchema);

export function createExpenses({ http, environment }: RevolutApi): ExpensesResource {
  const inProduction = (): void => {
    if (environment !== 'production')
      throw new TypeError('expenses: exist in production only; the sandbox answers 404 to all of them.');
  };
  return {
    list(options = {}) {
      inProduction();
      const { state, transaction_type, perPage = largest, signal } = options;
      const from = parameter(options.from);
      return listBackwards({
        path: root,
        limit: checkLimit('perPage', perPage, largest),
        largest,
        step: 1000n,
        before: options.to,
        keyOf: ({ id }) => id,
        timeOf: ({ expense_date }) => expense_date,
        read: async (to, count) =>
          await http.request('GET', root, {
            schema: rows,
            query: { from, to, count, state, transaction_type },
            signal,
          }),
      });
    },
    async get(id, { signal } = {}) {
      inProduction();
      return await http.request('GET', path`/1.0/expenses/${id}`, { schema: expenseSchema, signal });
    },
    async receipt(id, receiptId, { signal } = {}) {
      inProduction();
      const where = path`/1.0/expenses/${id}/receipts/${receiptId}/content`;
      const response = await http.raw('GET', where, { signal });
      return {
        bytes: new Uint8Array(await response.arrayBuffer()),
        contentType: response.headers.get('content-type') ?? '',
      };
    },
  };
}
