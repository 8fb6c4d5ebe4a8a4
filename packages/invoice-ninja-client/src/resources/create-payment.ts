import { ApiError, ConflictError, type Paginated, type ValidationError } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, NinjaApi } from '../api.ts';
import { type Payment, paymentSchema } from '../entities/payment.ts';
import { checkInput } from './check-input.ts';
import { finalConflict } from './final-conflict.ts';
import type { Writable } from './known.ts';

/** Fields of a payment that may be changed later. */
export const paymentFields = [
  'assigned_user_id',
  'transaction_reference',
  'date',
  'number',
  'private_notes',
  'type_id',
  'exchange_rate',
  'exchange_currency_id',
  'custom_value1',
  'custom_value2',
  'custom_value3',
  'custom_value4',
] as const;

const onCreate = ['client_id', 'amount', 'invoices', 'credits', 'email_receipt', 'is_manual'];

/** A payment to book. `date` is today in the company's time zone where it is not given. */
export interface PaymentCreate extends Writable<Payment, (typeof paymentFields)[number] | 'is_manual'> {
  client_id: string;
  /** In major units; absent or 0: invoices minus credits. More than they need stays unapplied. */
  amount?: number | undefined;
  /** What goes to which invoice. Drafts among them are marked as sent. */
  invoices?: readonly { invoice_id: string; amount: number }[] | undefined;
  /** What is taken from which credit. */
  credits?: readonly { credit_id: string; amount: number }[] | undefined;
  /** The text `true` or `false`. @default the company's setting */
  email_receipt?: 'true' | 'false' | undefined;
}

/** Options of `payments.create`. */
export interface PaymentCreateOptions extends CallOptions {
  /** Your own key, 1 to 64 characters, one per payment and company: a second payment with it is refused. */
  idempotencyKey?: string | undefined;
}

interface Payments {
  list(options: { filters: { number: string } | { filter: string } } & CallOptions): Paginated<Payment>;
}

/** Books a payment: once, or with a key as often as it takes. */
export async function createPayment(
  { http }: NinjaApi,
  payments: Payments,
  input: PaymentCreate,
  { idempotencyKey, signal }: PaymentCreateOptions,
): Promise<Payment> {
  checkInput('payments.create', input, [...paymentFields, ...onCreate]);
  if (idempotencyKey !== undefined && (idempotencyKey === '' || idempotencyKey.length > 64))
    throw new TypeError(`idempotencyKey: expected 1 to 64 characters, got ${idempotencyKey.length}.`);

  try {
    const { data } = await http.request('POST', '/payments', {
      schema: z.looseObject({ data: paymentSchema }),
      // The server makes up a key from the clock where there is none: two such requests are two payments.
      json: { ...input, ...(idempotencyKey !== undefined && { idempotency_key: idempotencyKey }) },
      // The double of a request within a second is a 400; it says when to try again, and a key lets us.
      repeatable: idempotencyKey !== undefined,
      signal,
    });
    return data;
  } catch (error) {
    if (idempotencyKey === undefined) return finalConflict(error);
    if (!isRefusal(error)) throw error;
    return await findOriginal(payments, input, error, signal);
  }
}

const isRefusal = (error: unknown): error is ValidationError =>
  ApiError.isInstance(error) && error.code === 'validation' && 'fields' in error;

/**
 * After a lost answer the replay is refused: for its key, but also for its number, or because its invoices
 * are paid by now. The key itself cannot be searched for, and is in no answer.
 */
async function findOriginal(
  payments: Payments,
  input: PaymentCreate,
  refusal: ValidationError,
  signal: AbortSignal | undefined,
): Promise<Payment> {
  const { number, transaction_reference: reference } = input;
  const isKeyUsed = 'idempotency_key' in refusal.fields;
  // A number is unique, so it tells a payment without the key; a reference may stand on several.
  const filters = number ? { number } : reference && isKeyUsed ? { filter: reference } : undefined;
  const found = new Map<string, Payment>();
  if (filters !== undefined)
    for await (const payment of payments.list({ filters, signal }))
      if (isSame(payment, input)) found.set(payment.id, payment);
  const [original] = found.values();
  if (original !== undefined && found.size === 1) return original;
  throw isKeyUsed ? alreadyDone(refusal, filters === undefined ? undefined : found.size) : refusal;
}

/** The same key or number for another payment is a mistake of the caller, and must not look like success. */
function isSame(payment: Payment, input: PaymentCreate): boolean {
  const { number, transaction_reference: reference, amount, invoices = [] } = input;
  return (
    !payment.is_deleted &&
    payment.client_id === input.client_id &&
    (!amount || payment.amount === amount) &&
    (!number || payment.number === number) &&
    (!reference || payment.transaction_reference === reference) &&
    invoices.every((part) =>
      payment.paymentables.some((paid) => paid.invoice_id === part.invoice_id && paid.amount === part.amount),
    )
  );
}

/** @param found How many payments fit; `undefined` where nothing could be searched for. */
function alreadyDone(
  { provider, method, path, data }: ValidationError,
  found: number | undefined,
): ConflictError {
  const reason =
    found === undefined
      ? 'neither number nor transaction_reference was given'
      : `${found} payments fit what was sent`;
  return new ConflictError(
    `${provider}: ${method} ${path}: already done: a payment with this idempotencyKey exists, but it cannot be told for sure which one it is (${reason}). Do not book it again: look for it.`,
    { provider, method, path, status: 422, data, retryable: false },
  );
}
