import { defineCollection } from '../definition/collection.ts';
import {
  amount,
  choice,
  currency,
  date,
  file,
  list,
  providerId,
  reference,
  text,
} from '../definition/fields.ts';
import { lineColumns } from './line-columns.ts';
import { syncedFields } from './synced-fields.ts';

/** Invoices to clients; whether one is overdue follows from `due_date` and `balance`. */
export const clientInvoices = defineCollection({
  label: ['Client invoices', 'Factures clients', 'Kundenrechnungen'],
  icon: 'receipt_long',
  template: '{{number}} {{gross}} {{currency}}',
  fields: {
    number: text(['Number', 'Numéro', 'Nummer']),
    company: reference(['Company', 'Société', 'Firma'], 'companies'),
    status: choice(
      ['Status', 'Statut', 'Status'],
      ['draft', 'sent', 'partial', 'paid', 'cancelled', 'reversed'],
    ),
    date: date(['Date', 'Date', 'Datum']),
    due_date: date(['Due date', 'Échéance', 'Fällig am']),
    net: amount(['Net', 'Net', 'Netto']),
    tax: amount(['VAT', 'TVA', 'MWST']),
    gross: amount(['Total', 'Total', 'Total']),
    paid: amount(['Paid', 'Payé', 'Bezahlt']),
    balance: amount(['Balance', 'Solde', 'Offen']),
    currency: currency(),
    po_number: text(['Order number', 'Numéro de commande', 'Bestellnummer']),
    qr_reference: text(['QR reference', 'Référence QR', 'QR-Referenz'], { maxLength: 27 }),
    pdf: file(['PDF', 'PDF', 'PDF']),
    lines: list(['Lines', 'Lignes', 'Positionen'], lineColumns, '{{quantity}} × {{product}}: {{line_total}}'),
    invoice_ninja_id: providerId(['Invoice Ninja', 'Invoice Ninja', 'Invoice Ninja']),
    erpnext_sales_invoice: providerId(['ERPNext', 'ERPNext', 'ERPNext']),
    ...syncedFields,
  },
});
