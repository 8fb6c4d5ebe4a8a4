import type { RateBudget, Sleep } from '@unified-sync/http-client';
import type { Lane } from '@unified-sync/sync-engine';
import type { Log } from '../log.ts';
import { tokenLife, type BudgetPace } from './budget-state.ts';
import { HeldBack } from './held-back.ts';
import { currentLane } from './lane-scope.ts';
import type { TrafficStates } from './traffic-states.ts';
import type { TrafficStore } from './traffic-store.ts';

export interface SharedBudgetOptions {
  /** Connections of one name share it. */
  readonly key: string;
  /** `null`: no limit is known; what remains is that a 429 stops everybody. */
  readonly pace: BudgetPace | null;
  readonly store: Pick<TrafficStore, 'takeTokens' | 'pause'>;
  readonly states: Pick<TrafficStates, 'pausedUntil' | 'learnPause'>;
  readonly log: Log;
  /** Milliseconds from any fixed point, as told to the states. */
  readonly now: () => number;
  readonly sleep: Sleep;
}

interface Waiter {
  readonly serve: () => void;
  readonly fail: (error: unknown) => void;
}

/** The callers of one lane in this process, in the order in which they came. */
interface Queue {
  readonly waiting: Set<Waiter>;
  /** Tokens that were taken in advance. */
  tokens: number;
  usableUntil: number;
  isAsking: boolean;
}

/** Most tokens that one process takes in advance. */
const mostInAdvance = 20;

/** A budget that all processes spend together, each request on behalf of its lane. */
export function createSharedBudget(options: SharedBudgetOptions): RateBudget {
  const { key, pace, store, states, log, now, sleep } = options;
  const queues = new Map<Lane, Queue>();
  let pausing = Promise.resolve();

  const queueOf = (lane: Lane): Queue => {
    const queue = queues.get(lane) ?? { waiting: new Set(), tokens: 0, usableUntil: 0, isAsking: false };
    queues.set(lane, queue);
    return queue;
  };

  async function whenNotPaused(signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      const left = (await states.pausedUntil(key)) - now();
      if (left <= 0) return;
      await sleep(left, signal);
    }
  }

  function spend(queue: Queue): boolean {
    if (queue.tokens < 1 || now() >= queue.usableUntil) return false;
    queue.tokens -= 1;
    return true;
  }

  async function ask(lane: Lane, queue: Queue, within: BudgetPace): Promise<void> {
    queue.isAsking = true;
    try {
      while (queue.waiting.size > 0) {
        await pausing;
        const askedAt = now();
        const need = queue.waiting.size;
        const want = Math.min(mostInAdvance, Math.floor(within.perSecond / 2));
        const { tokens, wait } = await store.takeTokens(key, within, { lane, need, want });
        queue.tokens = tokens;
        queue.usableUntil = askedAt + tokenLife;
        for (const waiter of queue.waiting) {
          if (!spend(queue)) break;
          queue.waiting.delete(waiter);
          waiter.serve();
        }
        if (queue.waiting.size > 0) await sleep(Math.max(1, wait));
      }
    } catch (error) {
      const context = { provider: key, method: '', path: '' };
      for (const { fail } of queue.waiting)
        fail(new HeldBack(`the budget of ${key} cannot be read`, context, error));
      queue.waiting.clear();
    } finally {
      queue.isAsking = false;
    }
  }

  return {
    async take(signal) {
      signal?.throwIfAborted();
      if (pace === null) return await whenNotPaused(signal);
      const lane = currentLane();
      const queue = queueOf(lane);
      if (queue.waiting.size === 0 && spend(queue)) return;
      await new Promise<void>((resolve, reject) => {
        const leave = (): void => {
          queue.waiting.delete(waiter);
          reject(signal?.reason);
        };
        const waiter: Waiter = {
          serve() {
            signal?.removeEventListener('abort', leave);
            resolve();
          },
          fail(error) {
            signal?.removeEventListener('abort', leave);
            reject(error);
          },
        };
        signal?.addEventListener('abort', leave, { once: true });
        queue.waiting.add(waiter);
        if (!queue.isAsking) void ask(lane, queue, pace);
      });
    },
    pause(milliseconds) {
      for (const queue of queues.values()) queue.tokens = 0;
      states.learnPause(key, now() + milliseconds);
      pausing = store
        .pause(key, pace, milliseconds)
        .catch((error: unknown) =>
          log.error('other processes could not be told of a pause', { budget: key, cause: String(error) }),
        );
    },
  };
}
