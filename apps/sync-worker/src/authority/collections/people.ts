import { defineCollection } from '@unified-sync/sync-engine';
import { company, inHub, line, synced } from './hub-columns.ts';

/** Contacts, most of them of a company. */
export const people = defineCollection({
  ...inHub,
  name: 'people',
  columns: {
    ...synced,
    first_name: line,
    last_name: line,
    email: line,
    phone: line,
    company,
    invoice_ninja_id: line,
  },
});
