import type { Random } from './random.ts';

/** How a {@link Clock} is made. */
export interface ClockOptions {
  /** Milliseconds since 1970, as `Date.now`. */
  now: () => number;
  random: Random;
}

/** The time as the server believes it to be. */
export interface Clock {
  /** Milliseconds that the server is ahead of (or, negative, behind) the true time. */
  skew: number;
  /** Milliseconds since 1970. */
  now(): number;
  /** Microseconds since 1970: the precision in which rows are stored. */
  micros(): number;
  /** Whole seconds since 1970: the precision in which the API shows times. */
  seconds(): number;
  /** Today as `YYYY-MM-DD`, where the company's day is so many seconds ahead of UTC. */
  today(utcOffset?: number): string;
  /** Does the work with the clock standing at this time (milliseconds since 1970). */
  at<Result>(time: number, work: () => Result): Result;
}

export function createClock({ now, random }: ClockOptions): Clock {
  let frozen: number | undefined;
  const clock: Clock = {
    skew: 0,
    now: () => frozen ?? now() + clock.skew,
    micros: () => Math.floor(clock.now()) * 1000 + Math.floor(random() * 1000),
    seconds: () => Math.floor(clock.now() / 1000),
    today: (utcOffset = 0) => new Date(clock.now() + utcOffset * 1000).toISOString().slice(0, 10),
    at(time, work) {
      const before = frozen;
      frozen = time;
      try {
        return work();
      } finally {
        frozen = before;
      }
    },
  };
  return clock;
}
