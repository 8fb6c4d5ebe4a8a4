import { Hono } from 'hono';
import { createDirectusHints } from './directus-hints.ts';
import type { IngressOptions } from './ingress-options.ts';
import { limitBody } from './limit-body.ts';
import { createProviderHooks } from './provider-hooks.ts';
import { traceCalls } from './trace-calls.ts';

const largestBody = 10 * 1024 * 1024;

/** The worker's HTTP side: hints of providers and of Directus, and what `operations` shows. */
export function createIngress(options: IngressOptions): Hono {
  const { worker, operations } = options;
  const app = new Hono();
  app.use(limitBody(largestBody));
  app.use('/hooks/*', traceCalls);
  app.use('/hints/*', traceCalls);
  // Every method: a provider drops its subscription where it is answered 404, 405 or 410.
  app.all('/hooks/*', createProviderHooks(options));
  app.post('/hints/directus', createDirectusHints(options));
  if (operations !== undefined) app.route('/', operations);
  app.onError((error, context) => {
    worker.log.error('a request failed', { path: context.req.path, cause: error.message });
    return context.json({ error: 'it failed here; ask again later' }, 503);
  });
  return app;
}
