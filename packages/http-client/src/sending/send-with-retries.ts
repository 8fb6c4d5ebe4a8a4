import { ApiError } from '../api-error.ts';
import type { Call } from '../request/call.ts';
import { attempt, type ReadAnswer } from './attempt.ts';
import { openScope, untilAborted } from './call-scope.ts';
import { authorizedHeaders, renewedHeaders } from './credentials.ts';
import { backoff, mayRepeat, wasRefused, waitBeforeRetry } from './retry-policy.ts';
import { deadlineError } from './transport-error.ts';

/** The longest pause of a budget that one answer can cause, in milliseconds: a mad Retry-After must not stop it for good. */
const longestPause = 3_600_000;

/** Sends a call until it succeeds, must not be repeated, or has no time left. */
export async function sendWithRetries<Result>(call: Call, read: ReadAnswer<Result>): Promise<Result> {
  const scope = openScope(call.options.signal, call.settings.deadline, () => deadlineError(call));
  try {
    return await untilAborted(scope.signal, async () => await repeat(call, scope.signal, read));
  } finally {
    scope.close();
  }
}

async function repeat<Result>(call: Call, signal: AbortSignal, read: ReadAnswer<Result>): Promise<Result> {
  const { maxRetries, sleep } = call.settings;
  let headers = await authorizedHeaders(call);
  let mayRenew = true;
  for (let retries = 0; ;) {
    try {
      return await attempt(call, headers, signal, read);
    } catch (error) {
      // The caller's reason, or the deadline's error: what else went wrong does not matter any more.
      signal.throwIfAborted();
      if (!ApiError.isInstance(error) || error === call.ended) throw error;
      call.lastError = error;
      pauseBudget(call, error, retries);

      if (error.status === 401 && mayRenew) {
        // Once per call, and outside of the retries: a 401 after a 5xx must not use them up.
        mayRenew = false;
        const renewed = await renewedHeaders(call, headers);
        if (renewed !== undefined) {
          headers = renewed;
          continue;
        }
      }
      if (!mayRepeat(call, error) || retries >= maxRetries) throw error;
      await sleep(waitBeforeRetry(call, error, retries), signal);
      retries += 1;
      headers = await authorizedHeaders(call);
    }
  }
}

function pauseBudget({ settings }: Call, error: ApiError, retries: number): void {
  if (!wasRefused(error)) return;
  settings.budget?.pause(Math.min(error.retryAfter ?? backoff(retries), longestPause));
}
