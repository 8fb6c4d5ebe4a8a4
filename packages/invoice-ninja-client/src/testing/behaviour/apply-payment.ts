import { add, decimal, subtract } from '../decimal.ts';
import { encodeId } from '../ids.ts';
import type { InvoiceData } from '../records/billing-document.ts';
import type { PaymentData, Paymentable } from '../records/payment.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { moveMoney } from './client-money.ts';
import { markSent } from './mark-sent.ts';

/** Puts so much of a payment on an invoice: a new paymentable each time, even for the same invoice. */
export function applyPayment(
  installation: Installation,
  payment: Row<PaymentData>,
  invoice: Row<InvoiceData>,
  amount: number,
): void {
  const { tables } = installation;
  const part = { ...newPaymentable(installation, amount), invoice_id: invoice.id };
  tables.payments.save(payment, { paymentables: [...payment.data.paymentables, part] });
  markSent(installation, invoice);
  payDown(installation, invoice, amount);
  installation.emit('invoices', 'update', invoice);
}

/** Lowers an invoice's balance by a payment and moves its status on. */
export function payDown(installation: Installation, invoice: Row<InvoiceData>, amount: number): void {
  const balance = decimal(invoice.data.balance);
  const isPaid = decimal(amount) >= balance;
  // More than the balance pays the balance, no more.
  const used = isPaid ? invoice.data.balance : amount;
  installation.tables.invoices.save(invoice, {
    balance: subtract(invoice.data.balance, used),
    paid_to_date: add(invoice.data.paid_to_date, used),
    status_id: isPaid ? '4' : '3',
    partial: 0,
    partial_due_date: '',
    ...(isPaid && { next_send_date: '' }),
  });
  moveMoney(installation, invoice.data.client_id, { balance: -used });
}

/** A part of a payment that does not yet say where it went. */
export function newPaymentable({ clock, nextKey }: Installation, amount: number): Paymentable {
  const now = clock.seconds();
  const id = encodeId(nextKey('paymentables'));
  return { id, amount, refunded: 0, created_at: now, updated_at: now, archived_at: 0 };
}
