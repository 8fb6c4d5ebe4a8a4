import { defineCollection } from '@unified-sync/sync-engine';
import { currency, inHub, line, longText, rate, synced } from './hub-columns.ts';

/** What is sold. */
export const products = defineCollection({
  ...inHub,
  name: 'products',
  columns: {
    ...synced,
    sku: line,
    description: longText,
    price: rate,
    cost: rate,
    currency,
    tax_rate: rate,
    invoice_ninja_id: line,
  },
});
