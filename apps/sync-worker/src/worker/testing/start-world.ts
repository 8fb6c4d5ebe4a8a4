import {
  createTestDatabase,
  type Preparation,
  startTestDirectus,
  type StartTestDirectusOptions,
  type TestDirectus,
} from '@unified-sync/directus-server/testing';
import { applySchema, type SchemaNames, wantedSchema } from '@unified-sync/directus-schema';
import type { EngineOptions } from '@unified-sync/sync-engine';
import {
  createInvoiceNinjaServer,
  type InvoiceNinjaServer,
  type SeedOptions,
  serve,
} from '@unified-sync/invoice-ninja-client/testing';
import type { NinjaSettingsInput } from '../../connectors/invoice-ninja/settings.ts';
import { checkConfig, type WorkerConfig } from '../../config/check-config.ts';
import { type DirectusAdmin, directusAdmin } from '../../hub/testing/directus-admin.ts';
import { type Log, silentLog } from '../../log.ts';
import { migrateStore } from '../../store/migrate.ts';
import { type Database, openDatabase } from '../../store/open-database.ts';
import { createPostgresStore } from '../../store/postgres-store.ts';
import { createTraffic } from '../../traffic/create-traffic.ts';
import { trafficLimits } from '../../traffic/traffic-limits.ts';
import { composeWorker } from '../compose-worker.ts';
import { connect } from '../connect.ts';
import type { RunWorkerOptions } from '../run-worker.ts';
import type { SyncWorker } from '../sync-worker.ts';

/** A real Directus, a real PostgreSQL and an Invoice Ninja over HTTP, with a worker between them. */
export interface World {
  readonly directus: TestDirectus;
  readonly admin: DirectusAdmin;
  readonly ninja: InvoiceNinjaServer;
  readonly worker: SyncWorker;
  readonly config: WorkerConfig;
  readonly db: Database;
  readonly databaseUrl: string;
  /** For `runWorker`: any free port, jobs in PostgreSQL. */
  readonly running: RunWorkerOptions;
  /** Requests that changed something at the provider, so far. */
  readonly providerWrites: () => number;
  /** A second one, as another process has it: with its own connections to the database. */
  readonly anotherWorker: (log: Log) => Promise<SyncWorker>;
  readonly stop: () => Promise<void>;
}

export const connection = 'ninja-acme';
export const ownerCompany = '6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d';
export const webhookSecret = 'w'.repeat(32);
export const hintSecret = 'h'.repeat(32);

export interface StartWorldOptions {
  readonly seed?: SeedOptions;
  readonly names?: SchemaNames;
  /** What Directus has before `init` comes. @default nothing */
  readonly existing?: (admin: DirectusAdmin) => Promise<void>;
  readonly engine?: Partial<EngineOptions>;
  /** Further settings of the connection. @default none */
  readonly settings?: Pick<NinjaSettingsInput, 'pageSize'>;
  /** @default says nothing */
  readonly log?: Log;
  /** Requests a minute that the provider allows. @default no limit */
  readonly requestsPerMinute?: number;
  /** How Directus is started. @default without extensions */
  readonly server?: StartTestDirectusOptions;
  /** Opens something between the worker and the provider, and gives its address. @default nothing */
  readonly providerGateway?: (
    url: string,
  ) => Promise<{ readonly url: string; readonly close: () => Promise<void> }>;
  /** The same between the worker and Directus. @default nothing */
  readonly directusGateway?: StartWorldOptions['providerGateway'];
}

/** Starts everything with an empty worker: about 3 s. */
export async function startWorld(options: StartWorldOptions = {}): Promise<World> {
  const { seed, names = {}, engine, existing, settings = {}, providerGateway, directusGateway } = options;
  const { log = silentLog, requestsPerMinute, server } = options;
  const isPlain = existing === undefined && Object.keys(names).length === 0;
  const ninja = createInvoiceNinjaServer({ seed: 7, webhookMode: 'manual' });
  if (seed) ninja.seedCompany(seed);
  const [directus, database, served] = await Promise.all([
    // What is there before `init` comes, or has other names, is made by itself.
    startTestDirectus({ ...server, ...(isPlain && { preparation: ourCollections }) }),
    createTestDatabase(),
    serve(ninja),
  ]);
  const admin = directusAdmin(directus);
  await existing?.(admin);
  if (!isPlain) await makeCollections(admin, names);
  const gateway = await providerGateway?.(served.url);
  const hubGateway = await directusGateway?.(directus.url);
  const config = configOf(
    { ...directus, url: hubGateway?.url ?? directus.url },
    database.url,
    {
      ...settings,
      baseUrl: gateway?.url ?? served.url,
      ...(requestsPerMinute !== undefined && { requestsPerMinute }),
    },
    names,
  );
  const compose = async (ownLog: Log): Promise<{ worker: SyncWorker; db: Database }> => {
    const db = openDatabase({ url: database.url, schema: 'unified_sync', onError: () => undefined });
    await migrateStore(db, 'unified_sync');
    const store = createPostgresStore({ db });
    const traffic = createTraffic({ store: store.traffic, limits: trafficLimits(config), log: ownLog });
    const worker = composeWorker({
      ...connect(config, { traffic }),
      traffic,
      store,
      directus: { url: config.directusUrl, token: directus.adminToken, names },
      log: ownLog,
      ...(engine && { engine }),
    });
    return { worker, db };
  };
  const { worker, db } = await compose(log);
  const others: Database[] = [];
  return {
    directus,
    admin,
    ninja,
    worker,
    config,
    db,
    databaseUrl: database.url,
    running: {
      ...config,
      port: 0,
      hintSecret,
      queue: { kind: 'postgres', url: database.url },
    },
    providerWrites: () =>
      ninja.requests.filter(({ method, url }) => method !== 'GET' && !url.endsWith('/companies/current'))
        .length,
    async anotherWorker(ownLog) {
      const another = await compose(ownLog);
      others.push(another.db);
      return another.worker;
    },
    async stop() {
      await Promise.all([db, ...others].map(async (pool) => await pool.destroy()));
      await Promise.all([gateway?.close(), hubGateway?.close()]);
      await Promise.all([directus.stop(), served.close()]);
      await database.drop();
    },
  };
}

async function makeCollections(admin: DirectusAdmin, names: SchemaNames): Promise<void> {
  await applySchema({
    request: async ({ method, path, body }) => await admin.call(method, path, body),
    wanted: wantedSchema({ names }),
  });
  await admin.call('POST', '/items/owner_companies', { id: ownerCompany, code: 'acme', name: 'Acme AG' });
}

const ourCollections: Preparation = {
  name: 'collections',
  prepare: async (directus) => await makeCollections(directusAdmin(directus), {}),
};

const configOf = (
  directus: Pick<TestDirectus, 'url' | 'adminToken'>,
  databaseUrl: string,
  provider: Pick<NinjaSettingsInput, 'baseUrl' | 'pageSize'> & { readonly requestsPerMinute?: number },
  names: SchemaNames,
): WorkerConfig =>
  checkConfig(
    {
      directusUrl: directus.url,
      publicUrl: 'http://127.0.0.1:1',
      names,
      connections: {
        [connection]: { provider: 'invoice-ninja', ...provider, ownerCompany },
      },
    },
    {
      DATABASE_URL: databaseUrl,
      DIRECTUS_TOKEN: directus.adminToken,
      SYNC_HINT_SECRET: hintSecret,
      NINJA_ACME_TOKEN: 'test-token',
      NINJA_ACME_WEBHOOK_SECRET: webhookSecret,
    },
  );
