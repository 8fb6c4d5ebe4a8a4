import { choice, defineCollection } from '@unified-sync/sync-engine';
import { currency, inHub, line, synced } from './hub-columns.ts';

/** Clients and suppliers. */
export const companies = defineCollection({
  ...inHub,
  name: 'companies',
  columns: {
    ...synced,
    name: line,
    type: { kind: 'value', codec: choice(['client', 'supplier', 'both']) },
    phone: line,
    website: line,
    vat_number: line,
    registration_number: line,
    address_line_1: line,
    address_line_2: line,
    postal_code: line,
    city: line,
    state: line,
    country: line,
    currency,
    payment_terms: line,
    invoice_ninja_id: line,
  },
});
