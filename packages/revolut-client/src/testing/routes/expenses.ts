import { microseconds } from '../../listing/instants.ts';
import { notFound } from '../http/failure.ts';
import { limitOf, momentOf, newestFirst } from '../http/read.ts';
import { ok, type Route } from '../http/route.ts';
import type { World } from '../store/world.ts';

/** In production only: the sandbox knows none of these paths. */
export function expenseRoutes({ db }: World): Route[] {
  const only = 'production';
  const scopes = ['READ'];
  return [
    {
      method: 'GET',
      pattern: '/expenses',
      scopes,
      only,
      answer({ query }) {
        const from = momentOf(query, 'from');
        const to = momentOf(query, 'to');
        const [state, type] = [query.get('state'), query.get('transaction_type')];
        const rows = newestFirst(db.expenses.all(), ({ expense_date }) => expense_date)
          .filter((row) => from === undefined || microseconds(row.expense_date) >= from)
          .filter((row) => to === undefined || microseconds(row.expense_date) < to)
          .filter((row) => state === null || row.state === state)
          .filter((row) => type === null || row.transaction_type === type);
        return ok(rows.slice(0, limitOf(query, 'count', 100, 500)));
      },
    },
    {
      method: 'GET',
      pattern: '/expenses/:id',
      scopes,
      only,
      answer(_request, id = '') {
        const row = db.expenses.get(id);
        if (row === undefined) throw notFound('Expense');
        return ok(row);
      },
    },
    {
      method: 'GET',
      pattern: '/expenses/:id/receipts/:receipt/content',
      scopes,
      only,
      answer(_request, id = '', receiptId = '') {
        const receipt = db.receipts.get(receiptId);
        if (db.expenses.get(id)?.receipt_ids.includes(receiptId) !== true || receipt === undefined)
          throw notFound('Receipt');
        return { status: 200, bytes: { data: receipt.bytes, contentType: receipt.contentType } };
      },
    },
  ];
}
