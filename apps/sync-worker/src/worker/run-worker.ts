import type { WorkerConfig } from '../config/check-config.ts';
import { createIngress } from '../ingress/create-ingress.ts';
import { serveIngress } from '../ingress/serve-ingress.ts';
import { createReporter } from '../reporting/create-reporter.ts';
import { runSchedule } from '../schedule/run-schedule.ts';
import { hearChanges } from '../triggers/hear-changes.ts';
import { runJobs, type RunJobsOptions } from './run-jobs.ts';
import type { SyncWorker } from './sync-worker.ts';

/** A worker that is running. */
export interface RunningWorker {
  readonly port: number;
  /** Takes nothing new, finishes what is under way, and settles when all of it has ended. */
  stop(): Promise<void>;
}

export interface RunWorkerOptions
  extends
    Pick<WorkerConfig, 'port' | 'schedule' | 'retention' | 'names' | 'connections'>,
    Pick<RunJobsOptions, 'queue' | 'owedEvery'> {
  /** Proves hints of the Directus extension; `undefined`: none are taken. */
  readonly hintSecret: string | undefined;
  /** Directus' own PostgreSQL, whose triggers note what changed. @default there are none */
  readonly directusDatabaseUrl?: string | undefined;
}

/**
 * Starts the daemon: the queue and what works off its jobs, the ingress, and the schedule.
 * @throws {Error} where the queue or the port cannot be opened.
 */
export async function runWorker(worker: SyncWorker, options: RunWorkerOptions): Promise<RunningWorker> {
  const { port, schedule, retention, names, connections, hintSecret, queue } = options;
  const ending = new AbortController();
  const jobs = await runJobs(worker, { ...options, queue, schedule });
  try {
    const app = createIngress({
      worker,
      names,
      hintSecrets: hintSecret === undefined ? [] : [hintSecret],
      onHints: (owners, lane) => jobs.wake(owners, lane),
      onIncomplete: () => jobs.lookAtHub(),
    });
    const ingress = await serveIngress(app, port);
    const { store, hub } = worker;
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
    worker.log.info('the worker runs', { port: ingress.port, queue: queue.kind });
    return {
      port: ingress.port,
      async stop() {
        await ingress.close();
        ending.abort();
        await Promise.all([jobs.stop(), scheduled, heard]);
        worker.log.info('the worker has ended');
      },
    };
  } catch (error) {
    await jobs.stop();
    throw error;
  }
}
