import { add, decimal, subtract, sum, toNumber } from '../decimal.ts';
import type { InvoiceData } from '../records/billing-document.ts';
import type { PaymentData, Paymentable } from '../records/payment.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { moveMoney } from './client-money.ts';
import { removeRow, restoreRow } from './lifecycle.ts';

const suffix = '_deleted';

/**
 * Deletes an invoice (MarkInvoiceDeleted): its number gets a suffix, its tasks and expenses forget it, and
 * its payments lose the part it had. Payments that had nothing else are deleted along, without an event.
 */
export function deleteInvoice(installation: Installation, row: Row<InvoiceData>): void {
  const { tables, clock } = installation;
  if (row.isDeleted) return;
  const payments = paymentsOf(installation, row);
  const used = sum(
    payments.flatMap(({ data }) => partsOf(data.paymentables, row).map(({ amount }) => decimal(amount))),
  );
  const paid = sum(payments.map(({ data }) => decimal(data.amount)));
  const takesAll = payments.length > 0 && used === paid;

  for (const payment of payments) {
    const parts = partsOf(payment.data.paymentables, row);
    const share = toNumber(sum(parts.map(({ amount }) => decimal(amount))));
    const { archivedAt, isDeleted, hidden } = payment;
    const removedPaymentables = [...(hidden.removedPaymentables ?? []), ...parts];
    const state = takesAll ? { archivedAt: clock.micros(), isDeleted: true } : { archivedAt, isDeleted };
    const money = takesAll
      ? {}
      : { amount: subtract(payment.data.amount, share), applied: subtract(payment.data.applied, share) };
    const paymentables = payment.data.paymentables.filter((part) => !parts.includes(part));
    tables.payments.save(
      payment,
      { ...money, paymentables },
      { state: { ...state, hidden: { ...hidden, removedPaymentables } } },
    );
    if (!takesAll) installation.emit('payments', 'update', payment);
  }
  for (const expense of tables.expenses.lookup('invoice', row.companyKey, row.id))
    tables.expenses.save(expense, { invoice_id: '' });
  for (const task of tables.tasks.lookup('invoice', row.companyKey, row.id))
    tables.tasks.save(task, { invoice_id: '' });
  moveMoney(installation, row.data.client_id, { balance: -row.data.balance, paid_to_date: -toNumber(used) });
  tables.invoices.save(row, { number: freeNumber(installation, row, `${row.data.number}${suffix}`) });
  removeRow({ installation, name: 'invoices', table: tables.invoices }, row);
}

/** Undoes a deletion, number and payments included; an archived invoice is merely shown again. */
export function restoreInvoice(installation: Installation, row: Row<InvoiceData>): void {
  const { tables } = installation;
  const target = { installation, name: 'invoices', table: tables.invoices } as const;
  if (!row.isDeleted) {
    restoreRow(target, row);
    return;
  }
  const payments = paymentsOf(installation, row);
  for (const payment of payments) {
    const removed = payment.hidden.removedPaymentables ?? [];
    const parts = partsOf(removed, row);
    const share = toNumber(sum(parts.map(({ amount }) => decimal(amount))));
    const money = payment.isDeleted
      ? {}
      : { amount: add(payment.data.amount, share), applied: add(payment.data.applied, share) };
    const rest = removed.filter((part) => !parts.includes(part));
    const state = {
      archivedAt: 0,
      isDeleted: false,
      hidden: { ...payment.hidden, removedPaymentables: rest },
    };
    tables.payments.save(
      payment,
      { ...money, paymentables: [...payment.data.paymentables, ...parts] },
      { state },
    );
  }
  moveMoney(installation, row.data.client_id, {
    balance: row.data.balance,
    paid_to_date: row.data.paid_to_date,
  });
  const [number = ''] = row.data.number.split(suffix);
  tables.invoices.save(row, { number: freeNumber(installation, row, number) });
  restoreRow(target, row);
}

function paymentsOf({ tables }: Installation, row: Row<InvoiceData>): readonly Row<PaymentData>[] {
  return tables.payments.lookup('invoice', row.companyKey, row.id);
}

function partsOf(parts: readonly Paymentable[], row: Row<InvoiceData>): readonly Paymentable[] {
  return parts.filter(({ invoice_id }) => invoice_id === row.id);
}

function freeNumber({ tables }: Installation, row: Row<InvoiceData>, wanted: string): string {
  for (let attempt = 0; ; attempt += 1) {
    const number = attempt === 0 ? wanted : `${wanted}_${attempt}`;
    if (tables.invoices.lookup('number', row.companyKey, number).every((other) => other === row))
      return number;
  }
}
