import {
  createPostgresStore,
  type Database,
  migrateStore,
  openDatabase,
  type PostgresStore,
} from '@unified-sync/sync-worker';
import { buildModel } from '../../../../apps/sync-worker/src/authority/build-model.ts';
import { createInvoiceNinjaConnector } from '../../../../apps/sync-worker/src/connectors/invoice-ninja/create-invoice-ninja-connector.ts';
import { ninjaSettings } from '../../../../apps/sync-worker/src/connectors/invoice-ninja/settings.ts';
import { createIngress } from '../../../../apps/sync-worker/src/ingress/create-ingress.ts';
import { serveIngress } from '../../../../apps/sync-worker/src/ingress/serve-ingress.ts';
import { silentLog } from '../../../../apps/sync-worker/src/log.ts';
import { createTraffic } from '../../../../apps/sync-worker/src/traffic/create-traffic.ts';
import { composeWorker } from '../../../../apps/sync-worker/src/worker/compose-worker.ts';
import type { Effect } from './oracle.ts';
import { connections, frozenNow, hintSecrets, holds } from './secrets.ts';

/** The worker's own ingress on a real store; nobody works off what is stored. */
export interface IngressStage {
  readonly port: number;
  /** The store refuses everything from now on, or no longer. */
  readonly setDown: (isDown: boolean) => void;
  /** What has been stored since the last call, which is removed. */
  readonly takeStored: () => Promise<Effect>;
  readonly stop: () => Promise<void>;
}

const schema = 'unified_sync';
const nobody = 'http://127.0.0.1:1';
const ownerCompany = '6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d';

/** Starts the ingress. @param databaseUrl an empty database */
export async function startStage(databaseUrl: string): Promise<IngressStage> {
  const db = openDatabase({ url: databaseUrl, schema, onError: () => undefined });
  await migrateStore(db, schema);
  let isDown = false;
  const connectors = Object.entries(connections).map(([connection, webhook]) =>
    createInvoiceNinjaConnector({
      connection,
      settings: ninjaSettings.parse({ baseUrl: nobody, ownerCompany }),
      secrets: { token: 'never-used', webhook },
    }),
  );
  const names = { client_invoices: 'factures' } as const;
  const store = createPostgresStore({ db });
  // Nobody is asked for anything here.
  const owners = ['hub', ...Object.keys(connections)];
  const limits = Object.fromEntries(
    owners.map((owner) => [owner, { budget: owner, requestsPerMinute: null }]),
  );
  const traffic = createTraffic({ store: store.traffic, limits, log: silentLog });
  const worker = composeWorker({
    traffic,
    connectors,
    model: buildModel({ invoiceNinja: connectors.map((one) => one.ninjaMappings) }),
    store: withTrouble(store, () => isDown),
    directus: { url: nobody, token: 'never-used', names },
    log: silentLog,
  });
  const app = createIngress({
    worker,
    names,
    hintSecrets,
    onHints: () => undefined,
    onIncomplete: () => undefined,
    now: () => frozenNow,
  });
  const served = await serveIngress(app, 0, '127.0.0.1');
  return {
    port: served.port,
    setDown(next) {
      isDown = next;
    },
    takeStored: async () => await takeStored(db),
    async stop() {
      await served.close();
      await db.destroy();
    },
  };
}

/** A store that fails at what is marked so: see `marks`. */
function withTrouble(store: PostgresStore, isDown: () => boolean): PostgresStore {
  async function guard(text: string, write: () => Promise<void>): Promise<void> {
    if ((isDown() && text !== '') || holds(text, 'down')) throw new Error('the store is down');
    await write();
    if (holds(text, 'lost')) throw new Error('the answer of the store is lost');
  }
  return {
    ...store,
    inLane: (lane) => withTrouble(store.inLane(lane), isDown),
    observedBy: (observer) => withTrouble(store.observedBy(observer), isDown),
    markDirty: async (hints) =>
      await guard(hints.map(({ record }) => record).join('\n'), async () => await store.markDirty(hints)),
    report: async (findings) =>
      await guard(JSON.stringify(findings.map(({ lost }) => lost)), async () => await store.report(findings)),
  };
}

async function takeStored(db: Database): Promise<Effect> {
  const rows = await db.deleteFrom('dirty').returning(['side', 'record']).execute();
  const findings = await db.deleteFrom('findings').returning(['side', 'lost']).execute();
  return {
    hints: rows.map(({ side, record }) => `${side} ${record}`),
    findings: findings.map(({ side, lost }) => `${side ?? ''} ${JSON.stringify(lost)}`),
  };
}
