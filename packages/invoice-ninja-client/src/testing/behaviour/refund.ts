import { add, decimal, isNumeric, subtract, toNumber } from '../decimal.ts';
import { decodeId } from '../ids.ts';
import { invalid } from '../http/api-failure.ts';
import type { Input } from '../http/api-request.ts';
import type { PaymentData } from '../records/payment.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { moveMoney } from './client-money.ts';
import { text } from './coerce.ts';
import { statusOf } from './invoice-actions.ts';
import { partsIn, totalOf, type Part } from './save-payment.ts';

/** Gives a payment back, in whole or in part: `POST /payments/refund`. */
export function refundPayment(installation: Installation, row: Row<PaymentData>, input: Input): void {
  const { tables, clock } = installation;
  const parts = partsIn(input, 'invoices');
  const amount = parts.length > 0 ? totalOf(parts) : toNumber(decimal(input['amount']));
  checkRefund(row, input, parts, amount);

  const now = clock.seconds();
  const refunded = add(row.data.refunded, amount);
  tables.payments.save(row, {
    refunded,
    status_id: decimal(refunded) >= decimal(row.data.amount) ? '6' : '5',
    paymentables: row.data.paymentables.map((part) => {
      const returned = parts.find(({ id }) => id === part.invoice_id);
      return returned === undefined
        ? part
        : { ...part, refunded: add(part.refunded, returned.amount), updated_at: now };
    }),
  });
  for (const part of parts) reopenInvoice(installation, part);
  moveMoney(installation, row.data.client_id, { balance: totalOf(parts), paid_to_date: -amount });
  installation.emit('payments', 'update', row);
}

function checkRefund(row: Row<PaymentData>, input: Input, parts: readonly Part[], amount: number): void {
  if (input['amount'] !== undefined && !isNumeric(input['amount']))
    throw invalid({ amount: ['The amount field must be a number.'] });
  if (text(input['date']) === '') throw invalid({ date: ['The date field is required.'] });
  const [paid] = row.data.paymentables.filter(({ invoice_id }) => invoice_id !== undefined);
  if (paid !== undefined && parts.length === 0)
    throw invalid({
      id: [
        'Attempting to refund a payment with invoices attached, please specify valid invoice/s to be refunded.',
      ],
    });
  for (const { id, amount: wanted } of parts) {
    const part = row.data.paymentables.find(({ invoice_id }) => invoice_id === id);
    if (part === undefined) throw invalid({ id: [`The invoice ${id} is not related to this payment`] });
    const most = subtract(part.amount, part.refunded);
    if (decimal(wanted) > decimal(most)) {
      throw invalid({
        id: [
          `Attempting to refund more than allowed for invoice id ${id}, maximum refundable amount is ${most}`,
        ],
      });
    }
  }
  const most = subtract(row.data.amount, row.data.refunded);
  if (decimal(amount) > decimal(most)) {
    throw invalid({
      amount: [
        `Attempting to refund more than allowed for payment id ${row.id}, maximum refundable amount is ${most}`,
      ],
    });
  }
}

/** The invoice is owed again; an archived one comes back. It is saved quietly: no event. */
function reopenInvoice({ tables }: Installation, { id, amount }: Part): void {
  const invoice = tables.invoices.get(decodeId(id) ?? 0);
  if (invoice === undefined) return;
  const balance = add(invoice.data.balance, amount);
  tables.invoices.save(
    invoice,
    {
      balance,
      paid_to_date: subtract(invoice.data.paid_to_date, amount),
      status_id: balance === invoice.data.amount ? '2' : statusOf(balance, invoice.data.amount),
    },
    { state: invoice.isDeleted ? {} : { archivedAt: 0 } },
  );
}
