import type { BreakerPhase, RequestEnd } from './breaker-state.ts';
import type { Asked, BudgetPace, BudgetState, Grant } from './budget-state.ts';

/** A breaker as it was when it was read. */
export interface BreakerView {
  readonly phase: BreakerPhase;
  /** Failures in a row. */
  readonly failures: number;
  /** When the outage began, or ended; `null`: there never was one. */
  readonly since: Date | null;
  /** Why the last request failed. */
  readonly cause: string | null;
  /** Milliseconds until somebody may try; half-open: until whoever tries is taken for dead. */
  readonly probeIn: number;
}

/** A budget as it was when it was read. */
export interface BudgetView {
  /** As it was left; `null`: nothing was taken of it. */
  readonly state: BudgetState | null;
  /** When that was read: milliseconds of the store's clock. */
  readonly now: number;
  /** Milliseconds for which nobody may send. */
  readonly pausedFor: number;
}

/** What all processes know, at one instant. Who is not named is closed, full and not paused. */
export interface TrafficView {
  readonly breakers: ReadonlyMap<string, BreakerView>;
  readonly budgets: ReadonlyMap<string, BudgetView>;
}

/** Where breakers and budgets are, for all processes. Every call is atomic. */
export interface TrafficStore {
  read(): Promise<TrafficView>;
  /** Asks to be the one request that tries. `probe`: its number, `undefined` for all others. */
  takeProbe(key: string): Promise<{ readonly breaker: BreakerView; readonly probe: number | undefined }>;
  endRequest(key: string, end: RequestEnd): Promise<BreakerView>;
  takeTokens(key: string, pace: BudgetPace, asked: Asked): Promise<Grant>;
  /** Nobody may send for so many milliseconds. `pace`: `null` where no limit is known. */
  pause(key: string, pace: BudgetPace | null, milliseconds: number): Promise<void>;
}

export const closedView: BreakerView = {
  phase: 'closed',
  failures: 0,
  since: null,
  cause: null,
  probeIn: 0,
};
