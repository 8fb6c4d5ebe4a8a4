import { ApiError } from '@unified-sync/http-client';
import { paymentSchema, type Payment } from '@unified-sync/invoice-ninja-client';
import type { CreateRequest, NinjaEntity, WriteTools } from '../entity.ts';
import { invoicesOf, paymentRecord } from '../records/payment-record.ts';
import { rowsOf } from '../rows-of.ts';
import { withClientOf } from '../writes/billing-input.ts';
import { keyed } from '../writes/key-slot.ts';
import { paymentToBook } from '../writes/payment-input.ts';
import { RefusedWrite, UnclearWrite } from '../writes/write-error.ts';
import { removeRow } from './remove-row.ts';

type Tools = WriteTools<Payment>;

/** Payments: booked once, and Invoice Ninja's from then on. */
export const payments: NinjaEntity<Payment> = {
  name: 'payments',
  schema: paymentSchema,
  rows: ({ payments: resource }) => rowsOf(resource, ['client', 'invoices']),
  show: paymentRecord,
  invoiceNumbers: (payment) => ({
    wanted: invoicesOf(payment),
    known: new Map(payment.invoices?.map(({ id, number }) => [id, number])),
  }),
  async create(request, tools) {
    const { input, client, invoices } = await paymentToBook(request.fields, tools);
    const answer = await book({ ...input, ...keyed(tools.settings, request.key) }, request, tools);
    return {
      row: { ...withClientOf({ client_id: client.id, client }, answer), invoices: [...invoices] },
      part: '',
    };
  },
  async update() {
    // Any write makes a payment a completed, manual one, and cannot change what it pays.
    throw new RefusedWrite('a booked payment is changed in Invoice Ninja alone');
  },
  remove: async (row, _part, { ninja }) => withClientOf(row, await removeRow(ninja.payments, row)),
  async restore() {
    throw new RefusedWrite('Invoice Ninja cannot restore a deleted payment: record a new one');
  },
};

async function book(
  input: Parameters<Tools['ninja']['payments']['create']>[0],
  { key, idempotencyKey }: CreateRequest,
  { ninja, findByKey }: Tools,
): Promise<Payment> {
  try {
    return await ninja.payments.create(input, { idempotencyKey });
  } catch (error) {
    if (!isBookedAlready(error)) throw error;
    const [found, ...others] = await findByKey(key);
    if (found !== undefined && others.length === 0) return found;
    throw new UnclearWrite('Invoice Ninja knows the idempotency key, but the payment cannot be told', {
      cause: error,
    });
  }
}

// The client says so where the key was used before and the payment cannot be found by its reference.
const isBookedAlready = (error: unknown): boolean =>
  ApiError.isInstance(error) && error.code === 'conflict' && error.status === 422;
