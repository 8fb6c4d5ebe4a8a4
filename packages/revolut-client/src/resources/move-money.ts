import type { RevolutApi } from '../api.ts';
import { errorCodes, revolutErrorCode } from '../error-body.ts';
import { type PaymentResult, paymentResultSchema } from '../entities/transaction.ts';
import { type AskedPayment, originalPayment } from './original-payment.ts';
import { checkRequestId, type IdempotentOptions, isUnclear, UnclearPaymentError } from './request-id.ts';

/** One way of moving money. */
interface Move {
  path: string;
  body: Readonly<Record<string, unknown>>;
  asked: AskedPayment;
}

/**
 * Moves money once. Every attempt of the call carries the same `request_id`, so it is safe to repeat; when
 * an attempt before the last one was done without our seeing its answer, Revolut says "duplicate" and the
 * original is found.
 */
export async function moveMoney(
  api: RevolutApi,
  { path, body, asked }: Move,
  options: IdempotentOptions,
): Promise<PaymentResult> {
  checkRequestId(path, options, api.now());
  const { requestId = api.createRequestId(), signal } = options;
  try {
    return await api.http.request('POST', path, {
      schema: paymentResultSchema,
      json: { ...body, request_id: requestId },
      repeatable: true,
      signal,
    });
  } catch (error) {
    if (revolutErrorCode(error) === errorCodes.duplicateRequest)
      return await originalPayment(api, path, requestId, asked, { signal });
    // With an id of its own, the caller can repeat the call safely: the error stays as retryable as it is.
    if (options.requestId === undefined && isUnclear(error)) throw new UnclearPaymentError(error, requestId);
    throw error;
  }
}

/** @throws {TypeError} for what is no amount of money to send: Revolut takes major units above zero. */
export function checkAmount(name: string, amount: unknown): void {
  if (typeof amount === 'number' && Number.isFinite(amount) && amount > 0 && amount < 1e15) return;
  throw new TypeError(
    `${name}: expected a number above 0, in major units (12.5 for 12.50), got ${String(amount)}.`,
  );
}

/** @throws {TypeError} for a reference that Revolut would cut off without a word. */
export function checkReference(reference: string | undefined): void {
  if (reference === undefined || reference.length <= 140) return;
  throw new TypeError(
    `reference: expected up to 140 characters, got ${reference.length}. Revolut would cut it off.`,
  );
}
