import { ApiError, ConflictError } from '@unified-sync/http-client';

/** What every call that moves money takes. */
export interface IdempotentOptions {
  /**
   * Text of up to 40 characters that stands for this one payment. The same one pays once, however often it is
   * sent, for **two weeks**; afterwards it pays again. @default a new one for each call
   */
  requestId?: string | undefined;
  /**
   * When `requestId` was first sent: the call is refused when Revolut may have forgotten it. Give it wherever
   * a call is repeated from a queue. @default not checked
   */
  firstSentAt?: Date | undefined;
  /** Aborting it rejects the call with the signal's own reason. Whether money moved is then unknown. */
  signal?: AbortSignal | undefined;
}

/** Milliseconds for which Revolut remembers a `request_id`, less a margin for two clocks. */
const memory = 14 * 86_400_000 - 3_600_000;

/**
 * Checks the id of a call before anything is sent.
 *
 * @throws {TypeError} for an id that Revolut would not take.
 * @throws {ConflictError} for one that Revolut may have forgotten: it would pay again.
 */
export function checkRequestId(path: string, options: IdempotentOptions, now: number): void {
  const { requestId, firstSentAt } = options;
  if (requestId !== undefined && (typeof requestId !== 'string' || !/^.{1,40}$/s.test(requestId)))
    throw new TypeError('requestId: expected text of 1 to 40 characters. Leave it out to get one.');
  if (firstSentAt === undefined) return;
  if (requestId === undefined)
    throw new TypeError('firstSentAt: expected together with the requestId that was sent then.');
  if (!(now - firstSentAt.getTime() < memory))
    throw new ConflictError(
      `revolut: the requestId was first sent about two weeks ago (${firstSentAt.toISOString()}) or earlier. Revolut may have forgotten it and would pay again: look for the payment instead.`,
      { provider: 'revolut', method: 'POST', path, retryable: false },
    );
}

/**
 * No answer says whether money moved. Look with `transactions.findByRequestId(error.requestIdSent)`, or send
 * the same input with that `requestId` again. Not `retryable`: a call without a `requestId` gets a new one
 * each time, and would pay twice.
 */
export class UnclearPaymentError extends ApiError {
  override readonly name = 'UnclearPaymentError';
  /** The `request_id` that was sent. */
  readonly requestIdSent: string;
  constructor(cause: ApiError, requestIdSent: string) {
    const { code, provider, method, path, status, requestId } = cause;
    super(`${cause.message}. Whether it was done is unknown: ask for request_id ${requestIdSent}.`, code, {
      provider,
      method,
      path,
      retryable: false,
      data: cause.data,
      cause,
      ...(status !== undefined && { status }),
      ...(requestId !== undefined && { requestId }),
    });
    this.requestIdSent = requestIdSent;
  }
}

/** True for failures after which a write may have taken effect. */
export const isUnclear = (error: unknown): error is ApiError =>
  ApiError.isInstance(error) && ['network', 'timeout', 'server', 'response_shape'].includes(error.code);
