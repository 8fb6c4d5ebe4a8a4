import { choice, defineCollection } from '@unified-sync/sync-engine';
import { amount, company, currency, day, inHub, line, lines, synced } from './hub-columns.ts';

/** Offers to clients; whether one has expired follows from `valid_until`. */
export const quotes = defineCollection({
  ...inHub,
  name: 'quotes',
  columns: {
    ...synced,
    number: line,
    company,
    status: { kind: 'value', codec: choice(['draft', 'sent', 'approved', 'converted']) },
    date: day,
    valid_until: day,
    net: amount,
    tax: amount,
    gross: amount,
    currency,
    lines,
    invoice_ninja_id: line,
  },
});
