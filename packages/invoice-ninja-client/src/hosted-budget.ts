import { createTokenBucket, type RateBudget, type TokenBucketOptions } from '@unified-sync/http-client';

/**
 * A budget that stays below the 500 requests a minute which the hosted service allows one **address**
 * (`RouteServiceProvider`): make one per process and give it to every client there, whatever the
 * company. Processes behind one address need an own share each. A server of your own has no limit.
 *
 * @example
 * const budget = hostedBudget();
 * const ninja = createInvoiceNinjaClient({ baseUrl: 'https://invoicing.co', token, budget });
 */
export const hostedBudget = (options: Pick<TokenBucketOptions, 'now' | 'sleep'> = {}): RateBudget =>
  // Together 500 in the worst minute: a full bucket at once, and what flows in after it.
  createTokenBucket({ capacity: 100, refillPerSecond: 400 / 60, ...options });
