import { type ClientOptions, createTokenBucket, type RateBudget } from '@unified-sync/http-client';

/**
 * A budget of 60 requests a minute, which Revolut allows a **business**, whatever the number of its apps
 * and processes (guide "Usage and limits"). In any 60 seconds no more than 10 + 50 requests are sent.
 *
 * Each client makes one for itself. Give the same one to every client of a business, and a smaller share
 * of it to each process.
 *
 * @param share Part of the allowance, above 0 and up to 1. @default 1
 * @param clock A test gives its own. @default the platform's
 * @throws {TypeError} when `share` is not in that range.
 */
export function revolutBudget(share = 1, clock: Pick<ClientOptions, 'now' | 'sleep'> = {}): RateBudget {
  if (!(share > 0 && share <= 1))
    throw new TypeError(`share: expected a number above 0 and up to 1, got ${share}.`);
  const { now, sleep } = clock;
  return createTokenBucket({
    capacity: Math.max(1, 10 * share),
    refillPerSecond: (50 / 60) * share,
    ...(now !== undefined && { now }),
    ...(sleep !== undefined && { sleep }),
  });
}
