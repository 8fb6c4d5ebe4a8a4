/** The time as the server believes it to be. */
export interface Clock {
  /** Milliseconds that the server is ahead of (or, negative, behind) the true time. */
  skew: number;
  /** Milliseconds since 1970. */
  now: () => number;
  /** The next instant with microseconds, as Revolut writes it; never the same one twice unless frozen. */
  instant: () => string;
}

export function createClock(now: () => number): Clock {
  let last = 0n;
  const clock: Clock = {
    skew: 0,
    now: () => now() + clock.skew,
    instant() {
      const micros = BigInt(Math.floor(clock.now())) * 1000n;
      last = micros > last ? micros : last + 1n;
      const fraction = String(last % 1_000_000n).padStart(6, '0');
      return `${new Date(Number(last / 1000n)).toISOString().slice(0, 19)}.${fraction}Z`;
    },
  };
  return clock;
}
