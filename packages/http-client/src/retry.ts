import { ApiError } from './api-error.ts';
import { attempt, type ReadAnswer } from './attempt.ts';
import { openScope, untilAborted } from './call-scope.ts';
import type { Call } from './call.ts';
import { authorizedHeaders, renewedHeaders } from './credentials.ts';
import { timeoutError } from './error-mapping.ts';

/** Milliseconds that the first wait may last at most; each further one twice as many. */
const firstBackoff = 500;
const longestBackoff = 20_000;

/** Sends a call until it succeeds, must not be repeated, or has no time left. */
export async function sendWithRetries<Result>(call: Call, read: ReadAnswer<Result>): Promise<Result> {
  const { deadline } = call.settings;
  const scope = openScope(call.signal, deadline, () =>
    timeoutError(call, call.headers, `the deadline of ${deadline} ms`, call.lastError),
  );
  try {
    return await untilAborted(scope.signal, async () => await repeat(call, scope.signal, read));
  } finally {
    scope.close();
  }
}

async function repeat<Result>(call: Call, signal: AbortSignal, read: ReadAnswer<Result>): Promise<Result> {
  const { budget, sleep } = call.settings;
  let headers = await authorizedHeaders(call);
  let mayRenew = true;
  for (let retries = 0; ;) {
    try {
      return await attempt(call, headers, signal, read);
    } catch (error) {
      // The caller's reason, or the deadline's error: what else went wrong does not matter any more.
      signal.throwIfAborted();
      if (!ApiError.isInstance(error)) throw error;
      call.lastError = error;
      if (error.status === 429) budget?.pause(error.retryAfter ?? backoff(retries));

      const renewed = error.status === 401 && mayRenew ? await renewedHeaders(call, headers) : undefined;
      if (renewed !== undefined) {
        // Once per call, and outside of the retries: new credentials are no second chance for a 5xx.
        mayRenew = false;
        headers = renewed;
        continue;
      }
      if (!mayRepeat(call, error) || retries >= call.settings.maxRetries) throw error;
      await sleep(waitBefore(call, error, retries), signal);
      retries += 1;
      headers = await authorizedHeaders(call);
    }
  }
}

/** A 429 was refused, not done: it may be sent again whatever the method. */
const mayRepeat = (call: Call, error: ApiError): boolean =>
  error.retryable && (call.repeatable || error.status === 429);

/**
 * Milliseconds to wait: what the provider asks for, else full jitter.
 *
 * @throws the error itself, when the wait would end past the deadline.
 */
function waitBefore(call: Call, error: ApiError, retries: number): number {
  const { now, random, deadline } = call.settings;
  const wait = error.retryAfter ?? random() * backoff(retries);
  if (now() + wait < call.endsAt) return wait;
  addToMessage(
    error,
    `not repeated: a wait of ${Math.round(wait)} ms would end past the deadline of ${deadline} ms`,
  );
  throw error;
}

const backoff = (retries: number): number => Math.min(longestBackoff, firstBackoff * 2 ** retries);

/** `inspect` shows the stack, which holds a copy of the message. */
function addToMessage(error: Error, note: string): void {
  const before = error.message;
  error.message = `${before}; ${note}`;
  if (error.stack !== undefined) error.stack = error.stack.replace(before, () => error.message);
}
