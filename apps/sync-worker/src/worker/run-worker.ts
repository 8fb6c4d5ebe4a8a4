import type { WorkerConfig } from '../config/check-config.ts';
import { endsWithin } from '../ends-within.ts';
import { createIngress } from '../ingress/create-ingress.ts';
import { serveIngress } from '../ingress/serve-ingress.ts';
import { createTelemetry, type Telemetry } from '../metrics/telemetry.ts';
import { createReporter } from '../reporting/create-reporter.ts';
import { runSchedule } from '../schedule/run-schedule.ts';
import { hearChanges } from '../triggers/hear-changes.ts';
import { runJobs, type RunJobsOptions } from './run-jobs.ts';
import { runOperations, type RunOperationsOptions } from './run-operations.ts';
import type { SyncWorker } from './sync-worker.ts';

/** A worker that is running. */
export interface RunningWorker {
  readonly port: number;
  /**
   * Takes nothing new, finishes what is under way, and gives its leases back. Settles when all of that has ended, or after
   * `shutdownWithin`, or when `hurry` aborts.
   * @returns what has not ended; it is done again elsewhere, once its leases are over
   */
  stop(hurry?: AbortSignal): Promise<readonly string[]>;
}

export interface RunWorkerOptions
  extends
    Pick<WorkerConfig, 'port' | 'schedule' | 'retention' | 'names' | 'connections' | 'shutdownWithin'>,
    Pick<RunJobsOptions, 'queue' | 'owedEvery'>,
    Pick<RunOperationsOptions, 'metricsToken' | 'boardToken' | 'metricSources'> {
  /** Proves hints of the Directus extension; `undefined`: none are taken. */
  readonly hintSecret: string | undefined;
  /** Directus' own PostgreSQL, whose triggers note what changed. @default there are none */
  readonly directusDatabaseUrl?: string | undefined;
  /** That the worker was composed with. @default one that knows nothing of its requests */
  readonly telemetry?: Telemetry;
}

/**
 * Starts the daemon: the queue and what works off its jobs, the ingress, and the schedule.
 * @throws {Error} where the queue or the port cannot be opened.
 */
export async function runWorker(worker: SyncWorker, options: RunWorkerOptions): Promise<RunningWorker> {
  const { port, schedule, retention, names, connections, hintSecret, queue } = options;
  const { telemetry = createTelemetry() } = options;
  const ending = new AbortController();
  const jobs = await runJobs(worker, { ...options, queue, schedule });
  const within = options.shutdownWithin * 1000;
  try {
    const operations = await runOperations(worker, { ...options, telemetry, jobs });
    const app = createIngress({
      worker,
      names,
      hintSecrets: hintSecret === undefined ? [] : [hintSecret],
      operations: operations.app,
      onCall: telemetry.counts.called,
      onHints: (owners, lane) => jobs.wake(owners, lane),
      onIncomplete: () => jobs.lookAtHub(),
    });
    const ingress = await serveIngress(app, port);
    const { store, hub, log } = worker;
    const ownerOf = (name: string): string | undefined => connections[name]?.ownerCompany;
    const scheduled = runSchedule(worker, {
      ...schedule,
      reporter: createReporter({ store, hub, names, ownerOf }),
      onDecisions: () => jobs.wake(['hub'], 'reconcile'),
      retention,
      signal: ending.signal,
    });
    const heard =
      options.directusDatabaseUrl === undefined
        ? undefined
        : hearChanges(worker, {
            url: options.directusDatabaseUrl,
            names,
            onHints: (owners) => jobs.wake(owners, 'user'),
            onIncomplete: () => jobs.lookAtHub(),
            signal: ending.signal,
          });
    log.info('the worker runs', { port: ingress.port, queue: queue.kind });
    return {
      port: ingress.port,
      async stop(hurry) {
        operations.health.end();
        ending.abort();
        // Side by side: a caller that sends its body for ever must not keep the jobs from ending.
        const parts = await Promise.all([
          endsWithin(within, ingress.close(), hurry).then((ended) => (ended ? [] : ['calls to the ingress'])),
          endsWithin(within, scheduled, hurry).then((ended) => (ended ? [] : ['the schedule'])),
          endsWithin(within, heard ?? Promise.resolve(), hurry).then((ended) =>
            ended ? [] : ["what Directus' triggers noted"],
          ),
          endsWithin(within, jobs.stop(within), hurry).then(() => jobs.underWay()),
        ]);
        const left = parts.flat();
        if (left.length === 0) log.info('the worker has ended');
        else log.error('the worker ends before its work has; another one does the rest', { left });
        return left;
      },
    };
  } catch (error) {
    await jobs.stop(within);
    throw error;
  }
}
