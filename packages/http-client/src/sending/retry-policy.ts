import type { ApiError } from '../api-error.ts';
import type { Call } from '../request/call.ts';

const firstBackoff = 500;
const longestBackoff = 20_000;

/** Milliseconds that the wait after this many retries lasts at most: 500, 1000, 2000 … 20000. */
export const backoff = (retries: number): number => Math.min(longestBackoff, firstBackoff * 2 ** retries);

/** A rate limit refuses a request instead of doing it: it may be sent again, whatever the method. */
export const wasRefused = (error: ApiError): boolean => error.status === 429 || error.code === 'rate_limit';

export const mayRepeat = (call: Call, error: ApiError): boolean =>
  error.retryable && (call.repeatable || wasRefused(error));

/**
 * Milliseconds to wait: what the provider asks for, else full jitter.
 *
 * @throws the error itself, with a note, when the wait would end past the deadline.
 */
export function waitBeforeRetry(call: Call, error: ApiError, retries: number): number {
  const { now, random, deadline } = call.settings;
  const wait = error.retryAfter ?? random() * backoff(retries);
  if (now() + wait < call.endsAt) return wait;
  addToMessage(
    error,
    `not repeated: a wait of ${Math.round(wait)} ms would end past the deadline of ${deadline} ms`,
  );
  throw error;
}

/** `inspect` shows the stack, which holds a copy of the message. */
function addToMessage(error: Error, note: string): void {
  const before = error.message;
  error.message = `${before}; ${note}`;
  if (error.stack !== undefined) error.stack = error.stack.replace(before, () => error.message);
}
