import { defineCollection } from '@unified-sync/sync-engine';
import { amount, currency, day, inHub, line, longText, synced } from './hub-columns.ts';

/** Money spent, without an invoice of its own. */
export const expenses = defineCollection({
  ...inHub,
  name: 'expenses',
  columns: {
    ...synced,
    description: longText,
    amount,
    tax: amount,
    currency,
    date: day,
    category: line,
    invoice_ninja_id: line,
  },
});
