import type { SchemaNames } from '@unified-sync/directus-schema';
import {
  createEngine,
  type EngineEvent,
  type EngineOptions,
  type Lane,
  type Model,
  SideUnavailable,
  type Side,
} from '@unified-sync/sync-engine';
import type { Connector } from '../connectors/connector.ts';
import { createDirectusHub } from '../hub/create-directus-hub.ts';
import type { Log } from '../log.ts';
import type { PostgresStore } from '../store/postgres-store.ts';
import type { StoreObserver } from '../store/store-observer.ts';
import { logWrites } from '../tracing/log-writes.ts';
import { traceStore } from '../tracing/trace-store.ts';
import type { Traffic } from '../traffic/create-traffic.ts';
import { roomForWork } from '../traffic/room-for-work.ts';
import { createAccountGate } from './account-gate.ts';
import { dryRun, type PlannedWrite } from './dry-run.ts';
import { hubCollections } from './hub-collections.ts';
import { createRunRecorder } from './record-runs.ts';
import type { SyncWorker } from './sync-worker.ts';
import { waitingForProviders } from './waiting-for-providers.ts';
import { uuidV5 } from './uuid-v5.ts';

// As many as Directus takes at once without being slower for it (`hub/testing/bench-rates.ts`).
const pagesAtOnce = 3;

/** What a worker is put together from. */
export interface ComposeWorkerOptions {
  readonly store: PostgresStore;
  readonly model: Model;
  readonly connectors: readonly Connector[];
  readonly directus: { readonly url: string; readonly token: string; readonly names?: SchemaNames };
  readonly log: Log;
  /** Breakers and budgets; the connectors have theirs already. */
  readonly traffic: Traffic;
  /** Lane of what the engine marks. @default 'reconcile' */
  readonly lane?: Lane;
  readonly engine?: Partial<EngineOptions>;
  /** How long others wait behind a crash. @default 60 s each */
  readonly recovery?: Recovery;
  /** Told how many records each page of a listing brought. @default nobody */
  readonly onPage?: (listing: string, records: number) => void;
  /** Given: nothing is written to any side; it is told what would be. @default everything is written */
  readonly dryRun?: (write: PlannedWrite) => void;
  /** True: the log tells of each record that is looked at, and of each write. @default false */
  readonly logsRecords?: boolean;
  /** Aborts when the process is told to end. @default never */
  readonly ending?: AbortSignal;
  /** Counts requests to Directus. @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch;
  /** Told of rows that were dealt with. @default nobody */
  readonly onSettled?: StoreObserver['settled'];
  /** Told of what an operator may count. @default nobody */
  readonly observe?: (event: EngineEvent) => void;
  /** Milliseconds. @default Date.now */
  readonly now?: () => number;
}

/** Seconds: see the configuration's `recovery`. */
export interface Recovery {
  readonly leaseSeconds: number;
  readonly directusRequestSeconds: number;
}

/** Puts store, hub, connectors and engine together. Opens nothing and asks nobody. */
export function composeWorker(options: ComposeWorkerOptions): SyncWorker {
  const { model, connectors, directus, log, traffic, now = Date.now, onPage = () => undefined } = options;
  const { leaseSeconds, directusRequestSeconds } = options.recovery ?? {
    leaseSeconds: 60,
    directusRequestSeconds: 60,
  };
  const room = roomForWork(traffic.tightest);
  const leaseFor = Math.max(leaseSeconds * 1_000, room.engine.leaseFor ?? 0);
  const { logsRecords = false, ending = new AbortController().signal } = options;
  const hub = createDirectusHub({
    ...traffic.of('hub'),
    ...(traffic.tightest !== null && { readBatch: room.pageSize }),
    url: directus.url,
    token: directus.token,
    timeout: directusRequestSeconds * 1_000,
    collections: hubCollections(model, directus.names ?? {}),
    now,
    ...(options.fetch && { fetch: options.fetch }),
  });
  const runs = createRunRecorder({ runs: options.store.runs, log, ending });
  const guarded = (name: string, side: Side): Side => {
    const written = options.dryRun === undefined ? side : dryRun(name, side, options.dryRun);
    return runs.counted(logsRecords ? logWrites(name, written, log) : written);
  };
  const accounts = createAccountGate({ connectors, store: options.store, log });
  const sides = new Map(
    connectors.flatMap(({ connection, streams }) =>
      Object.entries(streams).map(([name, side]) => [
        name,
        readPages(name, accounts.guard(connection, guarded(name, side)), { onPage, ending }),
      ]),
    ),
  );
  const hubSides = new Map(
    Object.keys(model.collections).map((name) => [
      name,
      readPages(`hub.${name}`, guarded(`hub.${name}`, hub.side(name)), { onPage, ending }),
    ]),
  );
  const store = options.store
    .inLane(options.lane ?? 'reconcile')
    .observedBy({ ...traceStore, ...(options.onSettled && { settled: options.onSettled }) });
  const engine = createEngine({
    model,
    ports: {
      store: waitingForProviders(store),
      hub: (collection) => sideOf(hubSides, collection),
      stream: (stream) => sideOf(sides, stream),
      now,
      uuid: uuidV5,
    },
    options: { pagesAtOnce, ...room.engine, leaseFor, ...options.engine },
    ...(options.observe && { observe: options.observe }),
  });
  return {
    engine,
    sideOf: (listing) =>
      listing.startsWith('hub.') ? sideOf(hubSides, listing.slice('hub.'.length)) : sideOf(sides, listing),
    store,
    hub,
    model,
    log,
    logsRecords,
    ending,
    runs,
    traffic,
    pageSize: room.pageSize,
    verifyAccounts: accounts.verify,
    connectors: new Map(connectors.map((connector) => [connector.connection, connector])),
    streams: [...new Set(Object.values(model.collections).flatMap(({ mappings }) => Object.keys(mappings)))],
    hubListings: Object.keys(model.collections).map((name) => `hub.${name}`),
    owners: ['hub', ...connectors.map(({ connection }) => connection)],
  };
}

function readPages(
  name: string,
  side: Side,
  { onPage, ending }: { onPage: (listing: string, records: number) => void; ending: AbortSignal },
): Side {
  return {
    ...side,
    async list(options) {
      // The checkpoint is behind the page before: the listing goes on there, here or elsewhere.
      if (ending.aborted) throw new SideUnavailable('the worker ends');
      const page = await side.list(options);
      onPage(name, page.records.length + page.poison.length);
      return page;
    },
  };
}

function sideOf(sides: ReadonlyMap<string, Side>, name: string): Side {
  const side = sides.get(name);
  if (side === undefined) throw new Error(`${name} is mapped, but no connection has it`);
  return side;
}
