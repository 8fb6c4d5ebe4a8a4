import type { Clock } from '../store/clock.ts';

/** Counts requests by address in windows of a minute. */
export interface Throttle {
  /** Counts one more; true where it is one too many. */
  isExceeded(address: string): boolean;
  /** Requests left in this minute. */
  remaining(address: string): number;
  readonly limit: number;
}

const minute = 60_000;

/** The limit of the hosted service: per address, whatever the token. */
export function createThrottle(clock: Clock, limit: number): Throttle {
  const windows = new Map<string, { start: number; count: number }>();
  const windowOf = (address: string): { start: number; count: number } => {
    const now = clock.now();
    const known = windows.get(address);
    if (known !== undefined && now - known.start < minute) return known;
    const fresh = { start: now, count: 0 };
    windows.set(address, fresh);
    return fresh;
  };
  return {
    limit,
    remaining: (address) => Math.max(0, limit - windowOf(address).count),
    isExceeded(address) {
      const window = windowOf(address);
      window.count += 1;
      return window.count > limit;
    },
  };
}
