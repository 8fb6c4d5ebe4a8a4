import { setTimeout } from 'node:timers/promises';
import type { ClientOptions, RateBudget, Sleep } from '@unified-sync/http-client';
import { lanes } from '@unified-sync/sync-engine';
import type { Log } from '../log.ts';
import type { BreakerPhase } from './breaker-state.ts';
import { atTime, paceOf, type BudgetPace } from './budget-state.ts';
import { createBreaker, type Breaker } from './create-breaker.ts';
import { createSharedBudget } from './create-shared-budget.ts';
import { createTrafficStates } from './traffic-states.ts';
import { closedView, type BudgetView, type TrafficStore } from './traffic-store.ts';

/** What a provider allows somebody. */
export interface TrafficLimit {
  /** Who is named alike shares one allowance, e.g. all connections to one address. */
  readonly budget: string;
  /** `null`: no limit is known. */
  readonly requestsPerMinute: number | null;
}

/** How it stands between us and one provider. */
export interface TrafficStatus {
  /** `hub`, or a connection. */
  readonly owner: string;
  readonly phase: BreakerPhase;
  /** Failures in a row. */
  readonly failures: number;
  /** When the outage began, or ended; `null`: there never was one. */
  readonly since: Date | null;
  /** Why the last request failed; `null` where it did not. */
  readonly cause: string | null;
  /** Milliseconds until somebody may try. */
  readonly nextTryIn: number;
  readonly budget: string;
  readonly requestsPerMinute: number | null;
  /** Requests that may be sent at once; `null`: no limit is known. */
  readonly requestsLeft: number | null;
  /** Milliseconds for which nobody may send, since a 429 said so. */
  readonly pausedFor: number;
}

/** Breakers and budgets of all that the worker talks to, shared by all processes. */
export interface Traffic {
  /** For the client of `hub`, or of a connection. @throws {TypeError} for any other name. */
  of(owner: string): Required<Pick<ClientOptions, 'around' | 'budget'>>;
  /**
   * Milliseconds that jobs of an owner should wait, since its provider is down, or the hub, without which nothing is
   * brought together; 0: they need not.
   */
  wait(owner: string): Promise<number>;
  /** As it is now: reads the store. */
  status(): Promise<readonly TrafficStatus[]>;
  /** Requests a minute of the tightest limit; `null`: there is none. */
  readonly tightest: number | null;
}

export interface TrafficOptions {
  readonly store: TrafficStore;
  /** By owner: `hub`, and every connection. */
  readonly limits: Readonly<Record<string, TrafficLimit>>;
  readonly log: Log;
  /** Milliseconds from any fixed point. @default performance.now */
  readonly now?: () => number;
  /** @default setTimeout */
  readonly sleep?: Sleep;
}

/** Opens nothing and asks nobody: states are read when the first request is made. */
export function createTraffic(options: TrafficOptions): Traffic {
  const { store, limits, log, now = () => performance.now(), sleep = wait } = options;
  const states = createTrafficStates({ store, now });
  const breakers = new Map<string, Breaker>(
    Object.keys(limits).map((key) => [key, createBreaker({ key, store, states, log, now })]),
  );
  const budgets = new Map<string, RateBudget>(
    Object.values(limits).map(({ budget: key, requestsPerMinute }) => {
      const pace = requestsPerMinute === null ? null : paceOf(requestsPerMinute);
      return [key, createSharedBudget({ key, pace, store, states, log, now, sleep })];
    }),
  );
  const rates = Object.values(limits).flatMap(({ requestsPerMinute }) => requestsPerMinute ?? []);

  const breakerOf = (owner: string): Breaker => {
    const breaker = breakers.get(owner);
    if (breaker === undefined)
      throw new TypeError(`${owner}: expected hub or a connection of the configuration`);
    return breaker;
  };

  return {
    tightest: rates.length === 0 ? null : Math.min(...rates),
    of(owner) {
      const { around } = breakerOf(owner);
      const budget = budgets.get(limits[owner]?.budget ?? '');
      if (budget === undefined) throw new TypeError(`${owner}: expected a budget, got none`);
      return { around, budget };
    },
    wait: async (owner) =>
      Math.max(...(await Promise.all([owner, 'hub'].map(async (each) => await breakerOf(each).wait())))),
    async status() {
      const view = await store.read();
      return Object.entries(limits).map(([owner, { budget, requestsPerMinute }]) => {
        const { probeIn, ...breaker } = view.breakers.get(owner) ?? closedView;
        const spent = view.budgets.get(budget);
        return {
          owner,
          ...breaker,
          nextTryIn: breaker.phase === 'closed' ? 0 : probeIn,
          budget,
          requestsPerMinute,
          requestsLeft: requestsPerMinute === null ? null : leftOf(paceOf(requestsPerMinute), spent),
          pausedFor: spent?.pausedFor ?? 0,
        };
      });
    },
  };
}

/** What is kept for a lane is left, too. */
function leftOf(pace: BudgetPace, view: BudgetView | undefined): number {
  if (view === undefined || view.state === null) return pace.capacity;
  const { tokens, reserved } = atTime(view.state, pace, view.now);
  return Math.floor(lanes.reduce((sum, lane) => sum + reserved[lane], tokens));
}

const wait: Sleep = async (milliseconds, signal) =>
  await setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal });
