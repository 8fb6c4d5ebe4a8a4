/** `closed`: requests pass. `open`: nobody asks. `half_open`: one request of all processes is on its way to find out. */
export type BreakerPhase = 'closed' | 'open' | 'half_open';

/** What all processes know of one provider; times are milliseconds of the store's clock. */
export interface BreakerState {
  readonly phase: BreakerPhase;
  /** Failures in a row while closed. */
  readonly failures: number;
  /** How often it opened since the provider last answered. */
  readonly openings: number;
  /** The request that failed last: method and path. */
  readonly lastFailed: string | null;
  /** Why the last request failed. */
  readonly cause: string | null;
  /** When the outage began, or ended. */
  readonly since: number;
  /** Open: when somebody may try. Half-open: when whoever tries is taken for dead. */
  readonly probeAt: number | null;
  /** Number of the latest probe; the results of all others no longer matter. */
  readonly probe: number;
}

/** When a breaker opens, and how long it stays so; times are milliseconds. */
export interface BreakerRules {
  readonly failuresToOpen: number;
  /** Longest rest before the first probe; it doubles with every probe that fails. */
  readonly firstRest: number;
  /** Longest rest of all. */
  readonly longestRest: number;
  /** How long a probe may take: one that says nothing for longer was a dead process's. */
  readonly probeFor: number;
}

// A request is over within its timeout (30 s at a provider, 60 s at Directus).
export const breakerRules: BreakerRules = {
  failuresToOpen: 5,
  firstRest: 1000,
  longestRest: 30_000,
  probeFor: 75_000,
};

/** What became of a request. `probe`: its number, where it was one. */
export type RequestEnd =
  /** Whatever it said, the provider is there. */
  | { readonly kind: 'answered'; readonly probe?: number | undefined }
  | {
      readonly kind: 'failed';
      readonly probe?: number | undefined;
      /** Method and path. */
      readonly request: string;
      /** True: the same request alone may fail so, e.g. for the one record that it is about. */
      readonly mayBeItsOwn: boolean;
      readonly cause: string;
    }
  /** It says nothing of the provider: it was never sent, or given up. */
  | { readonly kind: 'unsaid'; readonly probe?: number | undefined };

/** The clock, and chance. */
export interface Moment {
  readonly now: number;
  /** From 0 up to but not 1. */
  readonly random: number;
}

export const freshBreaker = (now: number): BreakerState => ({
  phase: 'closed',
  failures: 0,
  openings: 0,
  lastFailed: null,
  cause: null,
  since: now,
  probeAt: null,
  probe: 0,
});

/** Lets one request of all through where it is time to try: gives its number, and the state from then on. */
export function takeProbe(
  state: BreakerState,
  { now }: Pick<Moment, 'now'>,
  rules: BreakerRules = breakerRules,
): { readonly state: BreakerState; readonly probe: number | undefined } {
  if (state.phase === 'closed' || (state.probeAt ?? now) > now) return { state, probe: undefined };
  const probe = state.probe + 1;
  return { state: { ...state, phase: 'half_open', probe, probeAt: now + rules.probeFor }, probe };
}

/** The state after a request ended. */
export function afterRequest(
  state: BreakerState,
  end: RequestEnd,
  { now, random }: Moment,
  rules: BreakerRules = breakerRules,
): BreakerState {
  const isProbe = state.phase === 'half_open' && end.probe === state.probe;
  // Begun before it opened, or a probe that others have given up: what is known since then is newer.
  if (state.phase !== 'closed' && !isProbe) return state;
  switch (end.kind) {
    case 'answered':
      return isProbe || state.failures > 0
        ? { ...freshBreaker(isProbe ? now : state.since), probe: state.probe }
        : state;
    case 'unsaid':
      return isProbe ? { ...state, phase: 'open', probeAt: now } : state;
    case 'failed': {
      const isRepeated = end.mayBeItsOwn && end.request === state.lastFailed;
      const failures = isRepeated ? state.failures : state.failures + 1;
      const failed = { ...state, failures, lastFailed: end.request, cause: end.cause };
      if (!isProbe && failures < rules.failuresToOpen) return failed;
      return {
        ...failed,
        phase: 'open',
        openings: state.openings + 1,
        since: isProbe ? state.since : now,
        probeAt: now + rest(state.openings, random, rules),
      };
    }
  }
}

/** At least half of the rest is kept, so that those who failed together come back neither together nor at once. */
function rest(openings: number, random: number, { firstRest, longestRest }: BreakerRules): number {
  const longest = Math.min(longestRest, firstRest * 2 ** openings);
  return Math.ceil(longest * (0.5 + random / 2));
}
