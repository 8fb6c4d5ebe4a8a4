import { createTokenBucket, type RateBudget } from '@unified-sync/http-client';

/**
 * A budget of 60 requests a minute, which Revolut allows a **business**, whatever the number of its apps
 * and processes (guide "Usage and limits"). In any 60 seconds no more than 10 + 50 requests are sent.
 *
 * Each client makes one for itself. Give the same one to every client of a business, and a smaller share
 * of it to each process.
 *
 * @param share Part of the allowance, above 0 and up to 1. @default 1
 * @throws {TypeError} when `share` is not in that range.
 */
export function revolutBudget(share = 1): RateBudget {
  if (!(share > 0 && share <= 1))
    throw new TypeError(`share: expected a number above 0 and up to 1, got ${share}.`);
  return createTokenBucket({ capacity: Math.max(1, 10 * share), refillPerSecond: (50 / 60) * share });
}
