import type { Clock } from '../store/clock.ts';

/** Things that happen, in the order of their times whatever the order they were planned in. */
export interface Timeline {
  /** Plans something; times after the end are moved before it. Milliseconds since 1970. */
  plan(time: number, happens: () => void): void;
  /** Lets everything happen, with the clock standing at each one's time. */
  run(clock: Clock): void;
}

export function createTimeline(end: number): Timeline {
  const planned: { time: number; order: number; happens: () => void }[] = [];
  return {
    plan(time, happens) {
      planned.push({ time: Math.min(Math.floor(time), end - 1000), order: planned.length, happens });
    },
    run(clock) {
      planned.sort((left, right) => left.time - right.time || left.order - right.order);
      for (const { time, happens } of planned) clock.at(time, happens);
    },
  };
}
