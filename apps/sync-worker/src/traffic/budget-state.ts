import { lanes, noCredit, pickLane, type ByLane, type Lane } from '@unified-sync/sync-engine';

/** What is left of an allowance; times are milliseconds of the store's clock. */
export interface BudgetState {
  /** Requests that anybody may send now; fractions grow. */
  readonly tokens: number;
  /** Kept for a lane whose turn it was, until it asks again. */
  readonly reserved: ByLane;
  /** Requests that the lane asked for and did not get. */
  readonly wanted: ByLane;
  /** Until when that is taken to be so. */
  readonly wantedUntil: ByLane;
  /** What each lane is owed: see `pickLane`. */
  readonly credit: ByLane;
  readonly refilledAt: number;
  /** Nobody sends before. */
  readonly pausedUntil: number;
}

/** How an allowance refills. */
export interface BudgetPace {
  /** Requests that may be sent at once after a quiet time. */
  readonly capacity: number;
  readonly perSecond: number;
}

/** What a process asks for. */
export interface Asked {
  readonly lane: Lane;
  /** Requests that wait. */
  readonly need: number;
  /** Tokens that it takes where there are as many: some in advance, so that not every request asks. */
  readonly want: number;
}

/** What it is given. */
export interface Grant {
  readonly tokens: number;
  /** Milliseconds after which asking again may bring more. */
  readonly wait: number;
}

/** Milliseconds for which a token may be kept by whom it was given to. */
export const tokenLife = 1000;
/** Milliseconds between two askings of one who waits, at most. */
const longestWait = 1000;
// Longer than two who wait need to ask again.
const remembered = 2500;

/**
 * The pace at which no minute sees more than so many requests: a fifth at once, the rest evenly. The minute is longer by
 * the life of a token, since one that was given in it may be spent later.
 */
export function paceOf(requestsPerMinute: number): BudgetPace {
  const capacity = Math.max(1, Math.floor(requestsPerMinute / 5));
  return { capacity, perSecond: (requestsPerMinute - capacity) / (60 + tokenLife / 1000) };
}

export const fullBudget = ({ capacity }: BudgetPace, now: number): BudgetState => ({
  tokens: capacity,
  reserved: noCredit,
  wanted: noCredit,
  wantedUntil: noCredit,
  credit: noCredit,
  refilledAt: now,
  pausedUntil: 0,
});

/** The state as time has made it: refilled, and without those who have not asked for a while. */
export function atTime(state: BudgetState, { capacity, perSecond }: BudgetPace, now: number): BudgetState {
  const gone = lanes.filter((lane) => state.wantedUntil[lane] <= now);
  const given = gone.reduce((sum, lane) => sum + state.reserved[lane], 0);
  const kept = lanes.reduce((sum, lane) => sum + state.reserved[lane], 0) - given;
  // Nothing flows in during a pause; a clock that is set back gives nothing, and takes nothing.
  const from = Math.max(state.refilledAt, Math.min(state.pausedUntil, now));
  const grown = (Math.max(0, now - from) / 1000) * perSecond;
  const without = (values: ByLane): ByLane => ({
    ...values,
    ...Object.fromEntries(gone.map((lane) => [lane, 0])),
  });
  return {
    ...state,
    tokens: Math.max(0, Math.min(capacity - kept, state.tokens + given + grown)),
    reserved: without(state.reserved),
    wanted: without(state.wanted),
    refilledAt: now,
  };
}

/**
 * Gives a lane tokens. Each token goes to the lane that `pickLane` names among those that wait, in whatever
 * process: the most urgent one, unless the share of another is due. A token of another lane is kept for it.
 */
export function takeTokens(
  before: BudgetState,
  pace: BudgetPace,
  asked: Asked & { readonly now: number },
): { readonly state: BudgetState; readonly grant: Grant } {
  const { lane, need, now } = asked;
  const state = atTime(before, pace, now);
  const { granted, ...rest } =
    state.pausedUntil > now ? { granted: 0, ...spent(state) } : shareOut(state, asked);
  const missing = Math.max(0, need - granted);
  const left = Math.max(0, state.pausedUntil - now);
  return {
    state: {
      ...state,
      ...rest,
      wanted: { ...state.wanted, [lane]: missing },
      wantedUntil: { ...state.wantedUntil, [lane]: now + remembered },
    },
    grant: { tokens: granted, wait: missing === 0 ? 0 : waitOf(left, rest.tokens, pace) },
  };
}

type Spent = Pick<BudgetState, 'tokens' | 'reserved' | 'credit'>;

const spent = ({ tokens, reserved, credit }: BudgetState): Spent => ({ tokens, reserved, credit });

function shareOut(state: BudgetState, { lane, need, want }: Asked): Spent & { readonly granted: number } {
  const wanted = Math.max(need, want);
  let granted = Math.min(wanted, state.reserved[lane]);
  let { tokens, credit } = state;
  let reserved: ByLane = { ...state.reserved, [lane]: state.reserved[lane] - granted };
  while (granted < wanted && tokens >= 1) {
    const waiting: ByLane = { ...difference(state.wanted, reserved), [lane]: wanted - granted };
    const choice = pickLane({ waiting, credit });
    credit = choice.credit;
    tokens -= 1;
    if (choice.lane === lane || choice.lane === undefined) granted += 1;
    else reserved = { ...reserved, [choice.lane]: reserved[choice.lane] + 1 };
  }
  return { granted, tokens, credit, reserved };
}

/** Nobody sends for so long, and what was saved up is void: the provider has just said that it was too much. */
export const pauseBudget = (
  state: BudgetState,
  { milliseconds, now }: { readonly milliseconds: number; readonly now: number },
): BudgetState => ({
  ...state,
  tokens: 0,
  reserved: noCredit,
  refilledAt: now,
  pausedUntil: Math.max(state.pausedUntil, now + milliseconds),
});

function waitOf(paused: number, tokens: number, { perSecond }: BudgetPace): number {
  const refill = (Math.max(0, 1 - tokens) / perSecond) * 1000;
  return Math.ceil(Math.min(longestWait, Math.max(paused, refill, 1)));
}

const difference = (left: ByLane, right: ByLane): ByLane => ({
  webhook: Math.max(0, left.webhook - right.webhook),
  user: Math.max(0, left.user - right.user),
  reconcile: Math.max(0, left.reconcile - right.reconcile),
  backfill: Math.max(0, left.backfill - right.backfill),
});
