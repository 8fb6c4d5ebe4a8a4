import type { Sleep } from '../sleep.ts';

/** A clock that a test moves. */
export interface ManualClock {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Moves the clock instead of waiting, and writes down for how long. */
  sleep: Sleep;
  advance(milliseconds: number): void;
  /** Every wait so far, in milliseconds. */
  readonly sleeps: readonly number[];
}

/**
 * Makes a clock for the options `now` and `sleep`: retries take no time, and their waits can be checked.
 *
 * @param start Milliseconds since 1970. @default 2026-01-01T00:00:00Z
 */
export function manualClock(start: number = Date.UTC(2026, 0, 1)): ManualClock {
  let time = start;
  const sleeps: number[] = [];
  return {
    now: () => time,
    sleeps,
    advance(milliseconds) {
      time += milliseconds;
    },
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      sleeps.push(milliseconds);
      time += milliseconds;
    },
  };
}
