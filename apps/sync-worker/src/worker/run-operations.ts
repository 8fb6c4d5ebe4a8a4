import type { Hono } from 'hono';
import { createHealth, type Health } from '../health/health.ts';
import { workerDependencies } from '../health/worker-dependencies.ts';
import { createOperations } from '../ingress/operations.ts';
import type { MetricSource } from '../metrics/metric.ts';
import { createProcessMetrics } from '../metrics/process-metrics.ts';
import { createQueueMetrics } from '../metrics/queue-metrics.ts';
import { keptFor, readMetrics } from '../metrics/read-metrics.ts';
import { createStoreMetrics } from '../metrics/store-metrics.ts';
import type { Telemetry } from '../metrics/telemetry.ts';
import type { JobRunner } from './run-jobs.ts';
import type { SyncWorker } from './sync-worker.ts';

export interface RunOperationsOptions {
  readonly telemetry: Telemetry;
  readonly jobs: Pick<JobRunner, 'counts' | 'board'>;
  /** Opens `/metrics`; `undefined`: there is none. */
  readonly metricsToken?: string | undefined;
  /** Opens `/board`; `undefined`: there is none. */
  readonly boardToken?: string | undefined;
  /** What else is measured. @default nothing */
  readonly metricSources?: readonly MetricSource[];
}

/** Milliseconds for which metrics of tables and queues are kept, however often they are scraped. */
const kept = 5000;

/** Health, metrics and the board of a running worker. */
export async function runOperations(
  worker: SyncWorker,
  options: RunOperationsOptions,
): Promise<{ readonly health: Health; readonly app: Hono }> {
  const { telemetry, jobs, metricsToken, boardToken, metricSources = [] } = options;
  const { log, store, connectors } = worker;
  const health = createHealth({ dependencies: workerDependencies(worker, jobs.counts), log });
  telemetry.requests.listen((name, outcome) => {
    // What a provider refuses says nothing of whether it is there for the next request.
    if (!outcome.startsWith('4')) health.heard(name, /^[23]/.test(outcome));
  });
  const sources = [
    telemetry.requests,
    telemetry.counts,
    health,
    keptFor(kept, createStoreMetrics({ store, connections: [...connectors.keys()] })),
    keptFor(kept, createQueueMetrics(jobs.counts)),
    createProcessMetrics(),
    ...metricSources,
  ];
  const read = async () => await readMetrics(sources, { log });
  const app = await createOperations({
    health,
    ...(metricsToken !== undefined && { metrics: { token: metricsToken, read } }),
    ...(boardToken !== undefined && { board: { token: boardToken, open: jobs.board } }),
  });
  return { health, app };
}
