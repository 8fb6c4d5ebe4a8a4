import { add, decimal, subtract } from '../decimal.ts';
import { failedAction } from '../http/api-failure.ts';
import { blankPayment, type PaymentData } from '../records/payment.ts';
import type { InvoiceData } from '../records/billing-document.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { newPaymentable, payDown } from './apply-payment.ts';
import { clientOf, currencyOf, moveMoney } from './client-money.ts';
import { markSent, markSentAndTell } from './mark-sent.ts';
import { nextNumber } from './numbers.ts';

/** True for an invoice on which money can be put. */
export function isPayable({ data, isDeleted }: Row<InvoiceData>): boolean {
  return !isDeleted && ['1', '2', '3'].includes(data.status_id);
}

/** Pays the whole balance with a new payment. Refuses what is paid or deleted. */
export function markPaid(installation: Installation, row: Row<InvoiceData>): void {
  if (!isPayable(row)) throw failedAction('Invoice cannot be marked as paid');
  markSent(installation, row);
  addManualPayment(installation, row, row.data.balance, 'Manual entry');
  // The invoice is saved quietly several times and its event fired by hand, twice.
  installation.emit('invoices', 'update', row);
  installation.emit('invoices', 'update', row);
}

/** Pays a part of an invoice with a new payment. */
export function payAmount(
  installation: Installation,
  row: Row<InvoiceData>,
  amount: number,
  reference: string,
): void {
  if (!isPayable(row) || decimal(amount) === 0n) return;
  markSent(installation, row);
  addManualPayment(installation, row, amount, reference);
  installation.emit('invoices', 'update', row);
}

function addManualPayment(
  installation: Installation,
  row: Row<InvoiceData>,
  amount: number,
  reference: string,
): void {
  const { clock, tables } = installation;
  const company = installation.company(row.companyKey);
  const client = clientOf(installation, row.data.client_id);
  // What is too much stays with the payment.
  const applied = decimal(amount) > decimal(row.data.balance) ? row.data.balance : amount;
  const data: PaymentData = {
    ...blankPayment(),
    user_id: row.data.user_id,
    client_id: row.data.client_id,
    amount,
    applied,
    number: nextNumber(installation, 'payments', tables.payments, row.companyKey),
    status_id: '4',
    transaction_reference: reference,
    currency_id: currencyOf(installation, client, row.companyKey),
    is_manual: true,
    date: clock.today(company.utcOffset),
    paymentables: [{ ...newPaymentable(installation, applied), invoice_id: row.id }],
  };
  const payment = tables.payments.insert(row.companyKey, data);
  installation.emit('payments', 'create', payment);
  payDown(installation, row, applied);
  moveMoney(installation, row.data.client_id, { paid_to_date: amount });
}

/** Sends an invoice by e-mail: a draft is sent from now on. Two `sent` events for one click. */
export function emailInvoice(installation: Installation, row: Row<InvoiceData>): void {
  markSentAndTell(installation, row);
  installation.tables.invoices.save(row, { last_sent_date: installation.clock.today() });
  installation.emit('invoices', 'sent', row);
}

/** Cancels an invoice that was sent: its balance is owed no more. Others stay as they are. */
export function cancelInvoice(installation: Installation, row: Row<InvoiceData>): void {
  const { status_id, balance, client_id } = row.data;
  if (row.archivedAt > 0 || !['2', '3'].includes(status_id)) return;
  installation.tables.invoices.save(
    row,
    { status_id: '5', balance: 0 },
    { state: { hidden: { ...row.hidden, beforeCancellation: { status_id, balance } } } },
  );
  moveMoney(installation, client_id, { balance: -balance });
  installation.emit('invoices', 'update', row);
}

/**
 * Stores a changed invoice. What was paid stays paid: the balance moves by as much as the amount, and so
 * does the client's.
 */
export function reviseInvoice(installation: Installation, row: Row<InvoiceData>, revised: InvoiceData): void {
  const { tables } = installation;
  const difference = subtract(revised.amount, row.data.amount);
  const isDraft = row.data.status_id === '1';
  const balance = isDraft ? row.data.balance : add(row.data.balance, difference);
  const status_id = isDraft || difference === 0 ? row.data.status_id : statusOf(balance, revised.amount);
  tables.invoices.save(row, { ...revised, balance, status_id });
  if (!isDraft && difference !== 0) moveMoney(installation, row.data.client_id, { balance: difference });
}

/** Status of an invoice that was sent, by what is left to pay. */
export function statusOf(balance: number, amount: number): string {
  if (balance === 0) return '4';
  return balance > 0 && balance < amount ? '3' : '2';
}
