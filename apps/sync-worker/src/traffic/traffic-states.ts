import { closedView, type BreakerView, type TrafficStore } from './traffic-store.ts';

/** A breaker as this process knows it; `tryAt` is by its own clock. */
export interface KnownBreaker extends Omit<BreakerView, 'probeIn'> {
  readonly tryAt: number;
}

/** What this process knows of all breakers and pauses: at most {@link staleAfter} behind the store. */
export interface TrafficStates {
  breaker(key: string): Promise<KnownBreaker>;
  /** By this process's clock. */
  pausedUntil(budget: string): Promise<number>;
  /** What was just read of one breaker, or made of it. */
  learn(key: string, view: BreakerView): void;
  learnPause(budget: string, until: number): void;
}

/** Milliseconds for which what was read is believed: one query a second while there are requests, none without. */
export const staleAfter = 1000;

export function createTrafficStates(options: {
  readonly store: Pick<TrafficStore, 'read'>;
  /** Milliseconds from any fixed point. */
  readonly now: () => number;
}): TrafficStates {
  const { store, now } = options;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  let breakers = new Map<string, KnownBreaker>();
  let pauses = new Map<string, number>();

  async function read(): Promise<void> {
    const at = now();
    const view = await store.read();
    breakers = new Map([...view.breakers].map(([key, one]) => [key, known(one, at)]));
    pauses = new Map([...view.budgets].map(([key, one]) => [key, at + one.pausedFor]));
    readAt = at;
  }

  async function refresh(): Promise<void> {
    if (now() - readAt < staleAfter) return;
    reading ??= read().finally(() => (reading = undefined));
    await reading;
  }

  return {
    async breaker(key) {
      await refresh();
      return breakers.get(key) ?? known(closedView, 0);
    },
    async pausedUntil(budget) {
      await refresh();
      return pauses.get(budget) ?? 0;
    },
    learn(key, view) {
      breakers.set(key, known(view, now()));
    },
    learnPause(budget, until) {
      pauses.set(budget, Math.max(until, pauses.get(budget) ?? 0));
    },
  };
}

const known = ({ probeIn, ...view }: BreakerView, at: number): KnownBreaker => ({
  ...view,
  tryAt: at + probeIn,
});
