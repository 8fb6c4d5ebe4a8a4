import { Hono } from 'hono';
import type { SyncWorker } from '../worker/sync-worker.ts';
import { createDirectusHints } from './directus-hints.ts';
import type { IngressOptions } from './ingress-options.ts';
import { limitBody } from './limit-body.ts';
import { createProviderHooks } from './provider-hooks.ts';

const largestBody = 10 * 1024 * 1024;

/** The worker's HTTP side: hints of providers and of Directus, and health. */
export function createIngress(options: IngressOptions): Hono {
  const { worker } = options;
  const app = new Hono();
  app.use(limitBody(largestBody));
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
