import { add, decimal, subtract, sum, toNumber } from '../decimal.ts';
import { decodeId } from '../ids.ts';
import { isRecord, type Input } from '../http/api-request.ts';
import { blankPayment, type PaymentData } from '../records/payment.ts';
import type { Principal } from '../store/company.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { applyPayment, newPaymentable } from './apply-payment.ts';
import { clientOf, currencyOf, moveMoney } from './client-money.ts';
import { fill, text } from './coerce.ts';
import { nextNumber } from './numbers.ts';
import { currencies } from './statics.ts';

const readOnly = new Set([
  'user_id',
  'refunded',
  'applied',
  'is_manual',
  'status_id',
  'paymentables',
  'currency_id',
]);

/** So much for one invoice, or from one credit. */
export interface Part {
  readonly id: string;
  readonly amount: number;
}

/** Reads `invoices[]` or `credits[]` of a payment. */
export function partsIn(input: Input, list: 'invoices' | 'credits'): readonly Part[] {
  const sent = input[list];
  const idField = list === 'invoices' ? 'invoice_id' : 'credit_id';
  return (Array.isArray(sent) ? sent.filter(isRecord) : []).map((part) => ({
    id: text(part[idField]),
    amount: toNumber(decimal(part['amount'])),
  }));
}

/** The sum over parts. */
export function totalOf(parts: readonly Part[]): number {
  return toNumber(sum(parts.map(({ amount }) => decimal(amount))));
}

/** Stores a new payment that was found to be valid, and puts it where it belongs. */
export function createPayment(
  installation: Installation,
  input: Input,
  amount: number,
  idempotencyKey: string,
  { company, userId }: Principal,
): Row<PaymentData> {
  const { clock, tables } = installation;
  const [invoices, credits] = [partsIn(input, 'invoices'), partsIn(input, 'credits')];
  const given = fill(blankPayment(), input, readOnly);
  const client = clientOf(installation, text(input['client_id']));
  const currency = currencyOf(installation, client, company.key);
  const data: PaymentData = {
    ...blankPayment(),
    ...exchange(currency, company.settings.currency_id),
    ...given,
    user_id: userId,
    amount,
    currency_id: currency,
    is_manual: true,
    status_id: '4',
    date: given.date || clock.today(company.utcOffset),
    number: given.number || nextNumber(installation, 'payments', tables.payments, company.key),
  };
  const row = tables.payments.insert(
    company.key,
    data.exchange_rate === 0 ? { ...data, exchange_rate: 1 } : data,
    { hidden: { idempotencyKey } },
  );
  installation.emit('payments', 'create', row);
  moveMoney(installation, row.data.client_id, { paid_to_date: add(amount, totalOf(credits)) });
  distribute(installation, row, invoices, credits);
  // The second save of the same request: one new payment, two events.
  installation.emit('payments', 'update', row);
  return row;
}

/**
 * Changes a payment. Whatever it was, it is completed and manual afterwards, and invoices that are sent
 * along are paid once more.
 */
export function updatePayment(installation: Installation, row: Row<PaymentData>, input: Input): void {
  const { amount: _amount, client_id: _client, ...given } = fill(blankPayment(), input, readOnly);
  installation.tables.payments.save(row, { ...given, is_manual: true, status_id: '4' });
  distribute(installation, row, partsIn(input, 'invoices'), partsIn(input, 'credits'));
  installation.emit('payments', 'update', row);
}

function distribute(
  installation: Installation,
  row: Row<PaymentData>,
  invoices: readonly Part[],
  credits: readonly Part[],
): void {
  const { tables } = installation;
  for (const { id, amount } of invoices) {
    const invoice = tables.invoices.get(decodeId(id) ?? 0);
    if (invoice !== undefined) applyPayment(installation, row, invoice, amount);
  }
  for (const { id, amount } of credits) applyCredit(installation, row, id, amount);
  const applied = add(row.data.applied, subtract(totalOf(invoices), totalOf(credits)));
  tables.payments.save(row, { applied });
  moveMoney(installation, row.data.client_id, {});
}

function applyCredit(installation: Installation, row: Row<PaymentData>, id: string, amount: number): void {
  const { tables } = installation;
  const credit = tables.credits.get(decodeId(id) ?? 0);
  if (credit === undefined) return;
  const part = { ...newPaymentable(installation, amount), credit_id: credit.id };
  tables.payments.save(row, { paymentables: [...row.data.paymentables, part] });
  const owed = credit.data.status_id === '1' ? credit.data.amount : credit.data.balance;
  const balance = subtract(owed, amount);
  tables.credits.save(credit, {
    balance,
    paid_to_date: add(credit.data.paid_to_date, amount),
    status_id: balance === 0 ? '4' : '3',
  });
  moveMoney(installation, row.data.client_id, { credit_balance: -amount });
  installation.emit('credits', 'update', credit);
}

/** The rate into the company's currency, where the client pays in another. */
function exchange(from: string, to: string): Pick<PaymentData, 'exchange_rate' | 'exchange_currency_id'> {
  if (from === to) return { exchange_rate: 1, exchange_currency_id: '' };
  const rate = Number((perDollar(to) / perDollar(from)).toFixed(6));
  return { exchange_rate: rate, exchange_currency_id: to };
}

function perDollar(id: string): number {
  return currencies.find((currency) => currency.id === id)?.exchange_rate ?? 1;
}
