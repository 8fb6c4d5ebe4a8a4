import { choice, defineCollection } from '@unified-sync/sync-engine';
import { amount, company, currency, day, inHub, line, lines, synced } from './hub-columns.ts';

/** Invoices to clients; whether one is overdue follows from `due_date` and `balance`. */
export const clientInvoices = defineCollection({
  ...inHub,
  name: 'client_invoices',
  columns: {
    ...synced,
    number: line,
    company,
    status: {
      kind: 'value',
      codec: choice(['draft', 'sent', 'partial', 'paid', 'cancelled', 'reversed']),
    },
    date: day,
    due_date: day,
    net: amount,
    tax: amount,
    gross: amount,
    paid: amount,
    balance: amount,
    currency,
    po_number: line,
    lines,
    invoice_ninja_id: line,
  },
});
