import { defineCollection } from '../definition/collection.ts';
import { amount, currency, date, longText, providerId, reference, text } from '../definition/fields.ts';
import { syncedFields } from './synced-fields.ts';

/** Money spent, without an invoice of its own. */
export const expenses = defineCollection({
  label: ['Expenses', 'Dépenses', 'Ausgaben'],
  icon: 'shopping_cart',
  template: '{{date}} {{amount}} {{currency}}',
  fields: {
    description: longText(['Description', 'Description', 'Beschreibung']),
    amount: amount(['Amount', 'Montant', 'Betrag']),
    tax: amount(['VAT', 'TVA', 'MWST']),
    currency: currency(),
    date: date(['Date', 'Date', 'Datum']),
    category: text(['Category', 'Catégorie', 'Kategorie']),
    vendor: reference(['Supplier', 'Fournisseur', 'Lieferant'], 'companies'),
    invoice_ninja_id: providerId(['Invoice Ninja', 'Invoice Ninja', 'Invoice Ninja']),
    ...syncedFields,
  },
});
