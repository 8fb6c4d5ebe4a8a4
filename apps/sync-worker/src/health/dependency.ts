import type { Log } from '../log.ts';
import { reasonOf } from './reason.ts';

/** Something that the worker cannot do without. */
export interface Dependency {
  readonly name: string;
  /** False: the worker goes on without it and catches up, so that it stays in service. */
  readonly needed: boolean;
  /** Milliseconds for which an answer is believed, and so the least time between two probes of one that answers. */
  readonly freshFor: number;
  /** Asks it something cheap; rejects where it does not answer. */
  readonly probe: () => Promise<unknown>;
}

export interface DependencyHealth {
  readonly name: string;
  readonly needed: boolean;
  readonly state: 'ok' | 'failing';
  /** Since when, as far as this process knows (UTC). */
  readonly since: string;
  /** Why it fails, without secrets and without data. */
  readonly reason?: string;
}

/** Milliseconds, at least, between two probes of one that fails or is suspected. */
const retryAfter = 5000;

interface Known {
  readonly reason: string | undefined;
  readonly since: number;
}

/** A dependency with what is known of it. */
export function createDependency(
  { name, needed, freshFor, probe }: Dependency,
  { log, within, now }: { readonly log: Log; readonly within: number; readonly now: () => number },
): { readonly ask: () => Promise<DependencyHealth>; readonly heard: (isAnswered: boolean) => void } {
  let known: Known | undefined;
  let knownAt = -Infinity;
  let isSuspected = false;
  let probing: Promise<unknown> | undefined;

  function learn(reason: string | undefined): Known {
    knownAt = now();
    isSuspected = false;
    const before = known;
    const hasTurned = before === undefined || (before.reason === undefined) !== (reason === undefined);
    known = { reason, since: hasTurned ? knownAt : before.since };
    if (hasTurned && reason !== undefined) log.warn('a dependency fails', { dependency: name, reason });
    if (hasTurned && reason === undefined && before !== undefined)
      log.info('a dependency answers again', { dependency: name, failedFor: knownAt - before.since });
    return known;
  }

  async function askNow(): Promise<Known> {
    const late = Symbol('late');
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<typeof late>((resolve) => {
      timer = setTimeout(() => resolve(late), within);
    });
    try {
      // One that hangs is not asked a second time beside the first.
      probing ??= probe().finally(() => (probing = undefined));
      const answer = await Promise.race([probing, patience]);
      return learn(answer === late ? `gives no answer within ${within / 1000} s` : undefined);
    } catch (error) {
      return learn(reasonOf(error));
    } finally {
      clearTimeout(timer);
    }
  }

  let asking: Promise<Known> | undefined;
  return {
    async ask() {
      const isOk = known !== undefined && known.reason === undefined && !isSuspected;
      const isFresh = now() - knownAt < (isOk ? freshFor : Math.min(retryAfter, freshFor));
      const { reason, since } =
        known !== undefined && isFresh
          ? known
          : await (asking ??= askNow().finally(() => (asking = undefined)));
      return {
        name,
        needed,
        state: reason === undefined ? 'ok' : 'failing',
        since: new Date(since).toISOString(),
        ...(reason !== undefined && { reason }),
      };
    },
    heard(isAnswered) {
      if (isAnswered) learn(undefined);
      else isSuspected = true;
    },
  };
}
