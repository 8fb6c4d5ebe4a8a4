export interface BackoffOptions {
  /** Attempts that failed before: 0 after the first failure. */
  readonly attempt: number;
  /** Longest delay after the first failure, in milliseconds; it doubles with every further one. @default 1_000 */
  readonly base?: number;
  /** Longest delay of all, in milliseconds. @default 300_000 */
  readonly cap?: number;
  /** A number from 0 up to but not 1. */
  readonly random: () => number;
}

/**
 * Milliseconds to wait before the next attempt: exponential, capped, with full jitter, so that those who
 * failed together do not come back together.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 * @throws {RangeError} if `attempt` is no whole number from 0, or `base` or `cap` is not above 0.
 */
export function backoff({ attempt, base = 1_000, cap = 300_000, random }: BackoffOptions): number {
  if (!Number.isInteger(attempt) || attempt < 0)
    throw new RangeError('backoff: attempt must be a whole number from 0');
  if (!(base > 0 && cap > 0)) throw new RangeError('backoff: base and cap must be milliseconds above 0');
  return Math.floor(random() * Math.min(cap, base * 2 ** attempt));
}
