// The worker's own ingress on its own store. Nobody works off what is marked: the other side of the comparison has
// nobody either.
import { checkConfig } from '../../../apps/sync-worker/src/config/check-config.ts';
import { createIngress } from '../../../apps/sync-worker/src/ingress/create-ingress.ts';
import { serveIngress } from '../../../apps/sync-worker/src/ingress/serve-ingress.ts';
import { silentLog } from '../../../apps/sync-worker/src/log.ts';
import { createTraffic } from '../../../apps/sync-worker/src/traffic/create-traffic.ts';
import { trafficLimits } from '../../../apps/sync-worker/src/traffic/traffic-limits.ts';
import { composeWorker } from '../../../apps/sync-worker/src/worker/compose-worker.ts';
import { connect } from '../../../apps/sync-worker/src/worker/connect.ts';
import { createPostgresStore, migrateStore, openDatabase } from '@unified-sync/sync-worker';
import { announce } from './announce.ts';

const [url = '', secret = ''] = process.argv.slice(2);
const schema = 'unified_sync';
const nobody = 'http://127.0.0.1:1';
const config = checkConfig(
  {
    directusUrl: nobody,
    publicUrl: nobody,
    connections: {
      'ninja-acme': {
        provider: 'invoice-ninja',
        baseUrl: nobody,
        ownerCompany: '6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d',
      },
    },
  },
  {
    DIRECTUS_TOKEN: secret,
    SYNC_HINT_SECRET: secret,
    NINJA_ACME_TOKEN: secret,
    NINJA_ACME_WEBHOOK_SECRET: secret,
  },
);
const db = openDatabase({ url, schema, onError: (error) => console.error(error.message) });
await migrateStore(db, schema);
const store = createPostgresStore({ db });
const traffic = createTraffic({ store: store.traffic, limits: trafficLimits(config), log: silentLog });
const worker = composeWorker({
  ...connect(config, { traffic }),
  traffic,
  store,
  directus: { url: config.directusUrl, token: secret },
  log: silentLog,
});
const app = createIngress({
  worker,
  hintSecrets: [],
  names: {},
  onHints: () => undefined,
  onIncomplete: () => undefined,
});
await announce(await serveIngress(app, 0, '127.0.0.1'), async () => await db.destroy());
