import type { Engine } from '../../src/index.ts';
import { createEngine } from '../../src/index.ts';
import type { StampedCall } from '../oracle/evidence.ts';
import type { Random } from '../random.ts';
import type { Actor, Scheduler } from '../scheduler.ts';
import type { MemoryStore } from '../store/memory-store.ts';
import type { TruthLog } from '../truth-log.ts';
import type { World } from '../world/index.ts';
import { wrapPorts, type PortCall } from '../wrap-ports.ts';

/** What all parts of a run share. */
export interface Run {
  readonly seed: number;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly log: TruthLog;
  readonly store: MemoryStore;
  readonly world: World;
  readonly calls: readonly StampedCall[];
  readonly onCall: (call: PortCall) => void;
  /** People and faults are done: what is left is to come to rest. */
  isOver: boolean;
}

/** Small values, so that few records and short runs reach every limit. */
export const engineOptions = {
  leaseFor: 20_000,
  sendWindow: 2_000,
  retryAfter: 1_000,
  guard: { within: 86_400_000, floor: 2, share: 0.05, wholeFrom: 3 },
};

/** An engine whose every call is a step of this actor. */
export function engineOf(run: Run, actor: Actor, onCall: (call: PortCall) => void = run.onCall): Engine {
  const { store, world, scheduler } = run;
  const ports = wrapPorts({ ...world.sides, store, now: scheduler.now }, actor, onCall);
  // As in production, where pages overlap; three of four seeds know only one step of a worker at a time.
  const pagesAtOnce = run.seed % 4 === 3 ? 3 : 1;
  return createEngine({ model: world.model, ports, options: { ...engineOptions, pagesAtOnce } });
}

/** Names of everything that can be scanned and swept. */
export const scanNames = ({ world }: Run): readonly string[] => [
  ...world.collections.map((collection) => `hub.${collection}`),
  ...world.streams,
];
