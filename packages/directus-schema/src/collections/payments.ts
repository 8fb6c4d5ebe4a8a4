import { defineCollection } from '../definition/collection.ts';
import {
  amount,
  choice,
  currency,
  date,
  list,
  listText,
  providerId,
  reference,
  text,
} from '../definition/fields.ts';
import { syncedFields } from './synced-fields.ts';

/** Payments from clients, each for any number of invoices. */
export const payments = defineCollection({
  label: ['Payments', 'Paiements', 'Zahlungen'],
  icon: 'payments',
  template: '{{date}} {{amount}} {{currency}}',
  fields: {
    company: reference(['Company', 'Société', 'Firma'], 'companies'),
    allocations: list(
      ['Invoices', 'Factures', 'Rechnungen'],
      {
        invoice: listText(['Invoice (id)', 'Facture (id)', 'Rechnung (ID)']),
        amount: listText(['Amount', 'Montant', 'Betrag']),
      },
      '{{invoice}}: {{amount}}',
    ),
    amount: amount(['Amount', 'Montant', 'Betrag']),
    refunded: amount(['Refunded', 'Remboursé', 'Erstattet']),
    currency: currency(),
    date: date(['Date', 'Date', 'Datum']),
    method: text(['Method', 'Moyen de paiement', 'Zahlungsart']),
    reference: text(['Reference', 'Référence', 'Referenz']),
    status: choice(
      ['Status', 'Statut', 'Status'],
      ['pending', 'completed', 'partially_refunded', 'refunded', 'cancelled', 'failed'],
    ),
    invoice_ninja_id: providerId(['Invoice Ninja', 'Invoice Ninja', 'Invoice Ninja']),
    ...syncedFields,
  },
});
