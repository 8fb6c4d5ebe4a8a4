import { Hono } from 'hono';
import type { Health, HealthStatus } from '../health/health.ts';
import { metricsText, metricsType } from '../metrics/metrics-text.ts';
import type { Metric } from '../metrics/metric.ts';
import { requireToken } from './require-token.ts';

/** What people and machines that look after the worker are shown. */
export interface OperationsOptions {
  readonly health: Pick<Health, 'report'>;
  /** Left out: there are no metrics here. */
  readonly metrics?: { readonly token: string; readonly read: () => Promise<readonly Metric[]> };
  /** The board of the queue, by the path that it is served at; left out: there is none. */
  readonly board?: { readonly token: string; readonly open: (path: string) => Promise<Hono> };
}

const inService: ReadonlySet<HealthStatus> = new Set(['ready', 'degraded']);
const boardPath = '/board';

/**
 * `/health/live`, `/health/ready`, `/metrics` and `/board`. The port is open to the world, since webhooks come from there:
 * what is not public is behind a token, and is not there at all where none is configured.
 */
export async function createOperations({ health, metrics, board }: OperationsOptions): Promise<Hono> {
  const app = new Hono();
  app.get('/health/live', (context) => context.json({ status: 'live' }));
  app.get('/health/ready', async (context) => {
    const report = await health.report();
    return context.json(report, inService.has(report.status) ? 200 : 503);
  });
  if (metrics !== undefined)
    app.get('/metrics', requireToken(metrics.token, 'metrics'), async (context) =>
      context.body(metricsText(await metrics.read()), 200, { 'content-type': metricsType }),
    );
  if (board !== undefined) {
    for (const path of [boardPath, `${boardPath}/*`]) {
      app.use(path, requireToken(board.token, 'board'));
      // Whoever is signed in to it must not change anything by what another page makes the browser send.
      app.use(path, async (context, next) =>
        context.req.method === 'GET' || context.req.method === 'HEAD'
          ? await next()
          : context.json({ error: 'the board only shows: what is to be done is in the store' }, 405),
      );
    }
    app.route(boardPath, await board.open(boardPath));
  }
  return app;
}
