import { choice, decimal, defineCollection, listOf, text } from '@unified-sync/sync-engine';
import { amount, company, currency, day, inHub, line, synced } from './hub-columns.ts';

/** Money from clients, each for any number of invoices. */
export const payments = defineCollection({
  ...inHub,
  name: 'payments',
  columns: {
    ...synced,
    company,
    /** Which invoice (by its number, unique per owner company) got how much. */
    allocations: {
      kind: 'value',
      codec: listOf({ invoice: text(), amount: decimal({ precision: 19, scale: 4 }) }),
    },
    amount,
    refunded: amount,
    currency,
    date: day,
    method: line,
    reference: line,
    status: {
      kind: 'value',
      codec: choice(['pending', 'completed', 'partially_refunded', 'refunded', 'cancelled', 'failed']),
    },
    invoice_ninja_id: line,
  },
});
