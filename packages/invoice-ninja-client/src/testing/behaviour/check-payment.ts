import { add, decimal, isNumeric } from '../decimal.ts';
import { decodeId } from '../ids.ts';
import { invalid } from '../http/api-failure.ts';
import { isRecord, type Input } from '../http/api-request.ts';
import type { InvoiceData } from '../records/billing-document.ts';
import { blankPayment, type PaymentData } from '../records/payment.ts';
import type { Company } from '../store/company.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { clientOf } from './client-money.ts';
import { checkTypes, text } from './coerce.ts';
import { isPayable } from './invoice-actions.ts';
import { checkUnique } from './numbers.ts';
import { partsIn, totalOf, type Part } from './save-payment.ts';

/** Refuses a new payment that StorePaymentRequest refuses. */
export function checkNewPayment(
  installation: Installation,
  input: Input,
  amount: number,
  idempotencyKey: string,
  company: Company,
): void {
  const { tables } = installation;
  const client = clientOf(installation, text(input['client_id']));
  if (text(input['client_id']) === '') throw invalid({ client_id: ['The client id field is required.'] });
  if (client === undefined || client.companyKey !== company.key || client.isDeleted) {
    throw invalid({ client_id: ['The selected client id is invalid.'] });
  }
  checkTypes(blankPayment(), input);
  checkParts(installation, input, client.id);
  checkBalance(input, amount);
  checkUnique(tables.payments, 'number', company.key, input['number']);
  if (idempotencyKey.length > 64) {
    throw invalid({ idempotency_key: ['The idempotency key field must not be greater than 64 characters.'] });
  }
  checkUnique(tables.payments, 'idempotency_key', company.key, idempotencyKey);
}

/** Refuses a change of a payment that UpdatePaymentRequest refuses. */
export function checkPaymentChange(installation: Installation, row: Row<PaymentData>, input: Input): void {
  checkTypes(blankPayment(), input);
  checkUnique(installation.tables.payments, 'number', row.companyKey, input['number'], row);
  checkParts(installation, input, row.data.client_id);
  const more = totalOf(partsIn(input, 'invoices'));
  if (
    more !== 0 &&
    decimal(add(more, row.data.applied)) > decimal(row.data.amount) - decimal(row.data.refunded)
  ) {
    throw invalid({ invoices: ['Insufficient balance on payment.'] });
  }
}

function checkParts(installation: Installation, input: Input, clientId: string): void {
  const lists = [input['invoices'], input['credits']];
  const amounts = lists.flatMap((list) => (Array.isArray(list) ? list.filter(isRecord) : []));
  if (amounts.some((part) => !isNumeric(part['amount']))) {
    throw invalid({ 'invoices.0.amount': ['The invoices.0.amount field is required.'] });
  }
  const invoices = partsIn(input, 'invoices');
  if (new Set(invoices.map(({ id }) => id)).size < invoices.length) {
    throw invalid({ 'invoices.0.invoice_id': ['The invoices.0.invoice_id field has a duplicate value.'] });
  }
  for (const [index, part] of invoices.entries()) checkInvoice(installation, part, index, clientId);
  for (const [index, { id, amount }] of partsIn(input, 'credits').entries()) {
    const credit = installation.tables.credits.get(decodeId(id) ?? 0);
    const field = `credits.${index}.credit_id`;
    if (credit === undefined || credit.isDeleted || credit.data.client_id !== clientId)
      throw invalid({ [field]: [`The selected ${field} is invalid.`] });
    if (decimal(amount) > decimal(left(credit)))
      throw invalid({
        [`credits.${index}.amount`]: ['Attempting to use more than one credit has available.'],
      });
  }
}

function checkInvoice({ tables }: Installation, { id, amount }: Part, index: number, clientId: string): void {
  const invoice = tables.invoices.get(decodeId(id) ?? 0);
  const field = `invoices.${index}.invoice_id`;
  if (invoice === undefined || invoice.isDeleted || invoice.data.client_id !== clientId) {
    throw invalid({ [field]: [`The selected ${field} is invalid.`] });
  }
  if (!isPayable(invoice)) throw invalid({ invoices: ['One or more of these invoices have been paid'] });
  if (decimal(amount) > decimal(left(invoice))) {
    throw invalid({ [`invoices.${index}.amount`]: ['Amount cannot be greater than invoice balance'] });
  }
}

/** What can be paid on an invoice or taken from a credit: all of a draft, for this sends it. */
function left({ data }: Row<Pick<InvoiceData, 'status_id' | 'amount' | 'balance'>>): number {
  return data.status_id === '1' ? data.amount : data.balance;
}

/** PaymentAmountsBalanceRule: what goes to invoices must come from the amount and the credits. */
function checkBalance(input: Input, amount: number): void {
  const isGiven = isNumeric(input['amount']) && decimal(input['amount']) !== 0n;
  const [invoices, credits] = [totalOf(partsIn(input, 'invoices')), totalOf(partsIn(input, 'credits'))];
  if (isGiven && decimal(invoices) > decimal(add(amount, credits))) {
    throw invalid({ amount: ['Amounts do not balance correctly.'] });
  }
}
