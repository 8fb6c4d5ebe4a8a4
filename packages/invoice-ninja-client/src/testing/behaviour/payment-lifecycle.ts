import { add, decimal, subtract, sum, toNumber } from '../decimal.ts';
import { decodeId } from '../ids.ts';
import type { PaymentData, Paymentable } from '../records/payment.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { moveMoney } from './client-money.ts';
import { statusOf } from './invoice-actions.ts';
import { restoreRow } from './lifecycle.ts';

/**
 * Deletes a payment for good: its paymentables vanish, its invoices are owed again (an archived one comes
 * back), and of all this only the payment's own event tells.
 */
export function deletePayment(installation: Installation, row: Row<PaymentData>): void {
  const { tables, clock } = installation;
  if (row.isDeleted) return;
  const { client_id, amount, refunded, paymentables } = row.data;
  const returned = paymentables.map((part) => giveBack(installation, client_id, part));
  tables.payments.save(
    row,
    { status_id: '2', paymentables: [] },
    {
      state: {
        archivedAt: clock.micros(),
        isDeleted: true,
        hidden: { ...row.hidden, removedPaymentables: [] },
      },
    },
  );
  const rest = decimal(amount) - decimal(refunded) - sum(returned.map(decimal));
  moveMoney(installation, client_id, { paid_to_date: rest > 0n ? -toNumber(rest) : 0 });
  installation.emit('payments', 'delete', row);
}

/** Brings an archived payment back. A deleted one stays deleted, and the answer does not say so. */
export function restorePayment(installation: Installation, row: Row<PaymentData>): void {
  if (row.isDeleted) return;
  restoreRow({ installation, name: 'payments', table: installation.tables.payments }, row);
}

/** Returns how much the part took from the client's paid-to-date. */
function giveBack(installation: Installation, clientId: string, part: Paymentable): number {
  const net = subtract(part.amount, part.refunded);
  if (part.invoice_id !== undefined) return returnToInvoice(installation, clientId, part.invoice_id, net);
  const { tables } = installation;
  const credit = tables.credits.get(decodeId(part.credit_id ?? '') ?? 0);
  if (credit !== undefined && !credit.isDeleted) {
    tables.credits.save(credit, {
      status_id: '2',
      balance: add(credit.data.balance, net),
      paid_to_date: subtract(credit.data.paid_to_date, net),
    });
    moveMoney(installation, clientId, { credit_balance: net });
  }
  return 0;
}

function returnToInvoice(
  installation: Installation,
  clientId: string,
  invoiceId: string,
  net: number,
): number {
  const { tables } = installation;
  const invoice = tables.invoices.get(decodeId(invoiceId) ?? 0);
  if (invoice === undefined || invoice.data.status_id === '6') return 0;
  const paidToDate = subtract(invoice.data.paid_to_date, net);
  if (invoice.isDeleted || invoice.data.status_id === '5') {
    // Nothing is owed on it; only what was paid is taken back.
    tables.invoices.save(invoice, { paid_to_date: paidToDate });
    if (invoice.data.status_id === '5') moveMoney(installation, clientId, { paid_to_date: -net });
    return net;
  }
  const balance = add(invoice.data.balance, net);
  const status_id = balance === invoice.data.amount ? '2' : statusOf(balance, invoice.data.amount);
  tables.invoices.save(
    invoice,
    { balance, paid_to_date: paidToDate, status_id },
    { state: { archivedAt: 0 } },
  );
  moveMoney(installation, clientId, { balance: net, paid_to_date: -net });
  return net;
}
