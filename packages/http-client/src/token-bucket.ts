import type { RateBudget } from './client-options.ts';
import { type Sleep, sleep as realSleep } from './sleep.ts';

/** How a token bucket is made. */
export interface TokenBucketOptions {
  /** Requests that may be sent at once after a quiet time. */
  capacity: number;
  /** Requests per second in the long run; may be below 1, e.g. `100 / 3600`. */
  refillPerSecond: number;
  /** Milliseconds from any fixed point; a test gives its own clock. @default performance.now */
  now?: () => number;
  /** @default setTimeout */
  sleep?: Sleep;
}

/**
 * A {@link RateBudget} that allows bursts up to `capacity` and `refillPerSecond` in the long run. Callers
 * are served in the order in which they came. One timer at most, and none while nobody waits.
 *
 * @throws {TypeError} when `capacity` is below 1 or `refillPerSecond` is not above 0.
 * @example
 * createTokenBucket({ capacity: 60, refillPerSecond: 1 }) // 60 requests a minute
 */
export function createTokenBucket(options: TokenBucketOptions): RateBudget {
  const { capacity, refillPerSecond, now = () => performance.now(), sleep = realSleep } = options;
  checkAtLeast('capacity', capacity, 1);
  checkAtLeast('refillPerSecond', refillPerSecond, Number.MIN_VALUE);

  let tokens = capacity;
  let refilledAt = now();
  let pausedUntil = Number.NEGATIVE_INFINITY;
  // In the order of arrival; whoever gives up is taken out from anywhere.
  const waiting = new Set<() => void>();
  let alarm: AbortController | undefined;

  function refill(): void {
    const time = now();
    // A clock that is set back gives nothing, and takes nothing.
    tokens = Math.min(capacity, tokens + (Math.max(0, time - refilledAt) / 1000) * refillPerSecond);
    refilledAt = time;
  }

  /** Milliseconds until the next request may be sent. */
  function delay(): number {
    refill();
    const untilToken = tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / refillPerSecond) * 1000);
    return Math.max(untilToken, pausedUntil - refilledAt, 0);
  }

  function serve(): void {
    for (const next of waiting) {
      const milliseconds = delay();
      if (milliseconds > 0) {
        wakeIn(milliseconds);
        return;
      }
      tokens -= 1;
      waiting.delete(next);
      next();
    }
    alarm?.abort();
    alarm = undefined;
  }

  function wakeIn(milliseconds: number): void {
    alarm?.abort();
    const current = new AbortController();
    alarm = current;
    sleep(milliseconds, current.signal).then(
      () => {
        if (alarm === current) serve();
      },
      // Put off by a later alarm, or nobody waits any more.
      () => undefined,
    );
  }

  return {
    async take(signal) {
      signal?.throwIfAborted();
      if (waiting.size === 0 && delay() === 0) {
        tokens -= 1;
        return;
      }
      await new Promise<void>((resolve, reject) => {
        const serveMe = (): void => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        };
        const giveUp = (): void => {
          waiting.delete(serveMe);
          reject(signal?.reason);
          if (waiting.size === 0) serve();
        };
        signal?.addEventListener('abort', giveUp, { once: true });
        waiting.add(serveMe);
        if (waiting.size === 1) serve();
      });
    },
    pause(milliseconds) {
      refill();
      // What was saved up is void: the provider has just said that it was too much.
      tokens = Math.min(tokens, 0);
      pausedUntil = Math.max(pausedUntil, refilledAt + milliseconds);
      serve();
    },
  };
}

function checkAtLeast(field: string, value: unknown, least: number): void {
  if (typeof value === 'number' && value >= least && Number.isFinite(value)) return;
  const wanted = least === 1 ? 'a number from 1' : 'a number above 0';
  throw new TypeError(
    `${field}: expected ${wanted}, got ${String(value)}. Look it up in the provider's limits.`,
  );
}
