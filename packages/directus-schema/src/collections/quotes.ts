import { defineCollection } from '../definition/collection.ts';
import { amount, choice, currency, date, list, providerId, reference, text } from '../definition/fields.ts';
import { lineColumns } from './line-columns.ts';
import { syncedFields } from './synced-fields.ts';

/** Quotes; whether one has expired follows from `valid_until`. */
export const quotes = defineCollection({
  label: ['Quotes', 'Offres', 'Offerten'],
  icon: 'request_quote',
  template: '{{number}} {{gross}} {{currency}}',
  fields: {
    number: text(['Number', 'Numéro', 'Nummer']),
    company: reference(['Company', 'Société', 'Firma'], 'companies'),
    status: choice(['Status', 'Statut', 'Status'], ['draft', 'sent', 'approved', 'converted']),
    date: date(['Date', 'Date', 'Datum']),
    valid_until: date(['Valid until', "Valable jusqu'au", 'Gültig bis']),
    net: amount(['Net', 'Net', 'Netto']),
    tax: amount(['VAT', 'TVA', 'MWST']),
    gross: amount(['Total', 'Total', 'Total']),
    currency: currency(),
    lines: list(['Lines', 'Lignes', 'Positionen'], lineColumns, '{{quantity}} × {{product}}: {{line_total}}'),
    invoice_ninja_id: providerId(['Invoice Ninja', 'Invoice Ninja', 'Invoice Ninja']),
    ...syncedFields,
  },
});
