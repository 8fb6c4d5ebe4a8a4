import { AsyncLocalStorage } from 'node:async_hooks';
import type { Lane } from '@unified-sync/sync-engine';

/** On whose behalf requests are sent. */
interface Scope {
  readonly lane: Lane;
  /** True: a person asks whether the provider is there. Breakers neither stop it nor learn from it. */
  readonly isLive: boolean;
  /** Milliseconds until a provider that was held back may be asked again. */
  heldBackFor: number;
}

// Pages go on side by side, and what sends their requests is shared: whose one is, only the chain of calls tells.
const scopes = new AsyncLocalStorage<Scope>();

/** Does work whose requests are of this lane. */
export const inLane = async <Result>(lane: Lane, work: () => Promise<Result>): Promise<Result> =>
  await scopes.run({ lane, isLive: false, heldBackFor: 0 }, work);

/** Does work whose requests are sent whatever the breakers say: somebody waits to hear how it really is. */
export const askLive = async <Result>(work: () => Promise<Result>): Promise<Result> =>
  await scopes.run({ lane: 'user', isLive: true, heldBackFor: 0 }, work);

/** The lane of the calls here; that of a person where nobody said. */
export const currentLane = (): Lane => scopes.getStore()?.lane ?? 'user';

export const isLive = (): boolean => scopes.getStore()?.isLive ?? false;

/** Notes that a request of this work was held back. */
export function noteHeldBack(milliseconds: number): void {
  const scope = scopes.getStore();
  if (scope !== undefined) scope.heldBackFor = Math.max(scope.heldBackFor, milliseconds);
}

/** For how many milliseconds it makes no sense to try this work again: 0 where nothing of it was held back. */
export const heldBackFor = (): number => scopes.getStore()?.heldBackFor ?? 0;
