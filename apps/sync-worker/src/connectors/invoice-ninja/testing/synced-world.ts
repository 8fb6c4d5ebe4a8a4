import { createEngine, type DirtyRow, type Engine, type Fields } from '@unified-sync/sync-engine';
import {
  createMemoryStore,
  type MemoryStore,
} from '../../../../../../packages/sync-engine/simulation/store/memory-store.ts';
import { createUuid } from '../../../../../../packages/sync-engine/simulation/world/create-uuid.ts';
import { buildModel } from '../../../authority/build-model.ts';
import { createMemoryHub, type MemoryHub } from '../../testing/memory-hub.ts';
import { createNinjaWorld, type NinjaWorld, type NinjaWorldOptions } from './ninja-world.ts';

const collections = ['companies', 'people', 'products', 'quotes', 'client_invoices', 'payments', 'expenses'];

/** The engine between a hub in memory and the mock of Invoice Ninja. */
export interface SyncedWorld extends NinjaWorld {
  readonly hub: MemoryHub;
  readonly engine: Engine;
  readonly store: MemoryStore;
  /** Scans every stream and collection, then works until nothing is due. */
  scanAll(): Promise<void>;
  /** Works until nothing is due, however long that takes. */
  settle(): Promise<void>;
  /** Looks at every record and item again, from the beginning of every listing. */
  reconcileAll(): Promise<void>;
  /** What an item of the hub shows now. */
  item(collection: string, id: string): Fields;
  /** Requests that changed something at the provider. */
  providerWrites(): readonly string[];
  /** Open findings, as `kind field`. */
  findings(): readonly string[];
}

export function createSyncedWorld(options: NinjaWorldOptions = {}): SyncedWorld {
  const world = createNinjaWorld(options);
  const { connector, clock } = world;
  const hub = createMemoryHub(clock.now);
  const store = createMemoryStore({ now: clock.now });
  const engine = createEngine({
    model: buildModel({ invoiceNinja: [connector.ninjaMappings] }),
    ports: {
      store,
      hub: (collection) => hub.side(collection),
      stream(stream) {
        const side = connector.streams[stream];
        if (side === undefined) throw new Error(`there is no stream ${stream}`);
        return side;
      },
      now: clock.now,
      uuid: createUuid(),
    },
  });

  async function settle(): Promise<void> {
    for (let round = 0; round < 200; round += 1) {
      const due: readonly DirtyRow[] = store.dueDirty(100);
      const next = store.nextDue();
      if (due.length > 0) await engine.converge(due);
      else if (next === undefined) return;
      else clock.advance(Math.max(1, next - clock.now()));
    }
    throw new Error(`it does not come to rest: ${JSON.stringify(store.tables().dirty.slice(0, 5))}`);
  }

  async function scanAll(): Promise<void> {
    for (const stream of Object.keys(connector.streams)) {
      await engine.scan(stream);
      await settle();
    }
    for (const collection of collections) await engine.scan(`hub.${collection}`);
    await settle();
  }

  return Object.assign(world, {
    hub,
    engine,
    store,
    settle,
    scanAll,
    async reconcileAll() {
      const names = [...Object.keys(connector.streams), ...collections.map((name) => `hub.${name}`)];
      for (const name of names) {
        const { rev } = await store.loadCheckpoint(name);
        await store.saveCheckpoint(name, rev, { cursor: null, page: null, firstListingDone: true });
      }
      await scanAll();
      for (const name of names) await engine.sweepDeletes(name);
      const items = collections.flatMap((collection) =>
        hub.items(collection).map(({ id }) => ({ side: 'hub', record: `${collection}/${id}` })),
      );
      await store.markDirty(items);
      await settle();
    },
    item(collection: string, id: string) {
      const found = hub.items(collection).find((one) => one.id === id);
      if (found === undefined) throw new Error(`${collection} has no item ${id}`);
      return found.fields;
    },
    providerWrites: () => world.sent.filter((call) => !call.startsWith('GET') && !call.endsWith('/current')),
    findings: () =>
      store
        .tables()
        .findings.filter(({ open }) => open)
        .map(({ finding }) => `${finding.kind} ${finding.field ?? ''}`.trim()),
  });
}
