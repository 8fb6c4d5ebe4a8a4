import type { Payment } from '@unified-sync/invoice-ninja-client';
import type { SideRecord } from '@unified-sync/sync-engine';
import { embeddedCurrency } from './billing-record.ts';
import { recordPart, sideRecord, type RecordContext } from './record-context.ts';

/** A payment, with its split over invoices; what came from credits is not shown. */
export function paymentRecord(payment: Payment, context: RecordContext): SideRecord {
  const { lookups } = context;
  const fields = {
    id: payment.id,
    client_id: payment.client_id,
    allocations: payment.paymentables.flatMap(({ invoice_id = '', amount }) =>
      invoice_id === '' ? [] : [{ invoice: invoiceName(invoice_id, context), amount }],
    ),
    amount: payment.amount,
    refunded: payment.refunded,
    currency:
      payment.currency_id === ''
        ? embeddedCurrency(payment.client, context)
        : lookups.currencyCode(payment.currency_id),
    date: payment.date,
    method: lookups.paymentType(payment.type_id),
    transaction_reference: payment.transaction_reference,
    status_id: payment.status_id,
  };
  return sideRecord(payment, { '': recordPart(payment, fields, context) });
}

/** Ids of the invoices that a payment went to. */
export const invoicesOf = ({ paymentables }: Payment): readonly string[] =>
  paymentables.flatMap(({ invoice_id = '' }) => (invoice_id === '' ? [] : [invoice_id]));

/** Marks an invoice that has no number by its id. */
export const idMark = '#';

function invoiceName(id: string, { invoiceNumbers }: RecordContext): string {
  const number = invoiceNumbers.get(id) ?? '';
  return number === '' ? `${idMark}${id}` : number;
}
