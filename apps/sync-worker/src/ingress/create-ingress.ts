import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { SchemaNames } from '@unified-sync/directus-schema';
import type { SyncWorker } from '../worker/sync-worker.ts';
import { createDirectusHints } from './directus-hints.ts';
import { createProviderHooks } from './provider-hooks.ts';

/** What {@link createIngress} needs. */
export interface IngressOptions {
  readonly worker: SyncWorker;
  /** Of the Directus extension; during a rotation both. None: no hint is taken. */
  readonly hintSecrets: readonly string[];
  readonly names: SchemaNames;
  /** Called when rows were marked: somebody may work them off now. */
  readonly onHints: () => void;
  /** Called when Directus had to drop hints: the hub is to be scanned and swept soon. */
  readonly onIncomplete: () => void;
  /** Milliseconds. @default Date.now */
  readonly now?: () => number;
}

const largestBody = 10 * 1024 * 1024;

/** The worker's HTTP side: hints of providers and of Directus, and health. */
export function createIngress(options: IngressOptions): Hono {
  const { worker } = options;
  const app = new Hono();
  app.use(bodyLimit({ maxSize: largestBody }));
  // Every method: a provider drops its subscription where it is answered 404, 405 or 410.
  app.all('/hooks/*', createProviderHooks(options));
  app.post('/hints/directus', createDirectusHints(options));
  app.get('/health/live', (context) => context.json({ status: 'live' }));
  app.get('/health/ready', async (context) => {
    const problems = await readinessProblems(worker);
    return context.json(
      { status: problems.length === 0 ? 'ready' : 'not ready', problems },
      problems.length === 0 ? 200 : 503,
    );
  });
  app.onError((error, context) => {
    worker.log.error('a request failed', { path: context.req.path, cause: error.message });
    return context.json({ error: 'it failed here; ask again later' }, 503);
  });
  return app;
}

async function readinessProblems({ store, hub }: SyncWorker): Promise<string[]> {
  const checks = await Promise.allSettled([store.position(), hub.ping()]);
  return ['the store does not answer', 'Directus does not answer'].filter(
    (_, index) => checks[index]?.status === 'rejected',
  );
}
