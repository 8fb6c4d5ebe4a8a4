import type { Engine, FindingKind, Side, Store } from '../../src/index.ts';
import { createEngine } from '../../src/index.ts';
import { engineOptions } from '../run/run.ts';
import { createMemoryStore, type MemoryStore } from '../store/memory-store.ts';
import type { FaultName } from '../world/faults.ts';
import { testWorld, type TestWorld } from '../world/test-world.ts';

/** An engine on a world in which nothing happens but what a test does. */
export interface PlayedEngine extends TestWorld {
  readonly engine: Engine;
  readonly store: MemoryStore;
  /** Another one on the same world and store, but for these sides (by stream, or `hub.<collection>`), and these calls of the store. */
  readonly engineWith: (sides: Readonly<Record<string, Side>>, calls?: Partial<Store>) => Engine;
  /** Scans every listing, sweeps, and works off what is dirty, waiting for what was deferred. */
  readonly settle: () => Promise<void>;
  /** Kinds of the findings that are open. */
  readonly open: () => readonly FindingKind[];
}

/** Times that dirty rows are taken before a test gives up. */
const mostTurns = 100;

export function playEngine(
  faults: readonly FaultName[] | Readonly<Partial<Record<FaultName, number>>> = [],
): PlayedEngine {
  const played = testWorld(faults);
  const { world, now, pass } = played;
  const store = createMemoryStore({ now });
  const engineWith: PlayedEngine['engineWith'] = (sides, calls = {}) =>
    createEngine({
      model: world.model,
      ports: {
        hub: (collection) => sides[`hub.${collection}`] ?? world.sides.hub(collection),
        stream: (name) => sides[name] ?? world.sides.stream(name),
        uuid: world.sides.uuid,
        store: { ...store, ...calls },
        now,
      },
      options: engineOptions,
    });
  const engine = engineWith({});
  const names = [...world.collections.map((collection) => `hub.${collection}`), ...world.streams];
  return {
    ...played,
    engine,
    engineWith,
    store,
    async settle() {
      pass(60_000);
      for (const name of names) await engine.scan(name);
      for (const name of names) await engine.sweepDeletes(name);
      for (let turn = 0; turn < mostTurns; turn++) {
        const next = store.nextDue();
        if (next === undefined) return;
        pass(Math.max(0, next - now()));
        await engine.converge(store.dueDirty(20));
      }
      throw new Error('it does not settle');
    },
    open: () =>
      store
        .tables()
        .findings.filter(({ open }) => open)
        .map(({ finding }) => finding.kind),
  };
}
