import type { ApiErrorContext, ClientOptions } from '@unified-sync/http-client';
import type { Log } from '../log.ts';
import type { RequestEnd } from './breaker-state.ts';
import { HeldBack } from './held-back.ts';
import { isLive, noteHeldBack } from './lane-scope.ts';
import { endOfAnswer, endOfError } from './request-end.ts';
import type { TrafficStates } from './traffic-states.ts';
import type { BreakerView, TrafficStore } from './traffic-store.ts';

/** Stands around every request to one provider, in all processes together. */
export interface Breaker {
  readonly around: NonNullable<ClientOptions['around']>;
  /** Milliseconds that jobs should wait before they ask the provider; 0: they need not. */
  wait(): Promise<number>;
}

export interface BreakerOptions {
  /** `hub`, or a connection. */
  readonly key: string;
  readonly store: Pick<TrafficStore, 'takeProbe' | 'endRequest'>;
  readonly states: TrafficStates;
  readonly log: Log;
  /** Milliseconds from any fixed point, as told to the states. */
  readonly now: () => number;
}

/** Milliseconds to wait for the result of somebody's probe before asking again. */
const probeCheck = 1000;
/** Only these are probes: of a write that gets no answer nobody knows whether it was made. */
const reads: ReadonlySet<string> = new Set(['GET', 'HEAD', 'SEARCH']);

export function createBreaker({ key, store, states, log, now }: BreakerOptions): Breaker {
  async function wait(): Promise<number> {
    const { phase, tryAt } = await states.breaker(key);
    const left = Math.max(0, tryAt - now());
    if (phase === 'closed') return 0;
    return phase === 'open' ? left : Math.min(left, probeCheck);
  }

  function learn(before: BreakerView['phase'], view: BreakerView): void {
    states.learn(key, view);
    if (view.phase === 'open' && before === 'closed')
      log.warn('it is down: its jobs wait', { owner: key, cause: view.cause, nextTryIn: view.probeIn });
    if (view.phase === 'closed' && before !== 'closed') log.info('it answers again', { owner: key });
  }

  /** The number of the probe that this request is; `undefined`: it passes as all do. */
  async function admit(context: ApiErrorContext): Promise<number | undefined> {
    const { phase, cause, tryAt } = await states.breaker(key);
    if (phase === 'closed') return undefined;
    if (reads.has(context.method) && tryAt <= now()) {
      const { breaker, probe } = await store.takeProbe(key);
      learn(phase, breaker);
      if (probe !== undefined || breaker.phase === 'closed') return probe;
    }
    noteHeldBack(await wait());
    throw new HeldBack(`${key} is down and not asked now${cause === null ? '' : `: ${cause}`}`, context);
  }

  async function ended(end: RequestEnd): Promise<void> {
    const { phase, failures } = await states.breaker(key);
    const isNews = end.probe !== undefined || end.kind === 'failed' || failures > 0;
    if (!isNews || (end.kind === 'unsaid' && end.probe === undefined)) return;
    learn(phase, await store.endRequest(key, end));
  }

  /** The answer is worth more than the note about it: another request will tell the same. */
  async function report(end: RequestEnd): Promise<void> {
    try {
      await ended(end);
    } catch (error) {
      log.error('how a request ended could not be noted', { owner: key, cause: String(error) });
    }
  }

  return {
    wait,
    async around(send, context) {
      if (isLive()) return await send();
      const probe = await admit(context).catch((error: unknown) => {
        throw error instanceof HeldBack
          ? error
          : new HeldBack(`whether ${key} may be asked cannot be read`, context, error);
      });
      try {
        const response = await send();
        await report({ ...endOfAnswer(response.status, context), probe });
        return response;
      } catch (error) {
        await report({ ...endOfError(error, context), probe });
        throw error;
      }
    },
  };
}
