import type { WorkerConfig } from '../config/check-config.ts';
import { directusName } from '../health/worker-dependencies.ts';
import type { Telemetry } from '../metrics/telemetry.ts';
import type { OpenQueuesOptions } from '../queue/open-queues.ts';
import { completeSecrets, type CompleteConfig } from '../secrets/complete-secrets.ts';
import { copyStore } from '../store/copy-store.ts';
import { createPostgresStore, type PostgresStore } from '../store/postgres-store.ts';
import { createTraffic } from '../traffic/create-traffic.ts';
import { trafficLimits } from '../traffic/traffic-limits.ts';
import { composeWorker, type ComposeWorkerOptions } from '../worker/compose-worker.ts';
import { connect } from '../worker/connect.ts';
import type { SyncWorker } from '../worker/sync-worker.ts';
import { openStore } from './open-store.ts';

/** A worker with its database open. */
export interface OpenedWorker {
  readonly worker: SyncWorker;
  /** With the stored secrets. */
  readonly config: CompleteConfig;
  /** Where jobs are kept: Redis where one is configured, else the same PostgreSQL. */
  readonly queue: OpenQueuesOptions['connection'];
  readonly close: () => Promise<void>;
}

export interface OpenWorkerOptions extends Pick<
  ComposeWorkerOptions,
  'log' | 'lane' | 'onPage' | 'dryRun' | 'logsRecords' | 'ending'
> {
  /** Measures what the worker does. @default nobody */
  readonly telemetry?: Telemetry;
}

/**
 * Opens the store and composes a worker on it. A dry run gets a copy of the store, which is dropped when it is closed.
 * @throws {ConfigError} or {SecretKeyError} where a secret is neither given nor stored, or cannot be read.
 */
export async function openWorker(given: WorkerConfig, options: OpenWorkerOptions): Promise<OpenedWorker> {
  const { telemetry } = options;
  const opened = await openStore(given, options.log);
  let dropCopy: (() => Promise<void>) | undefined;
  const close = async (): Promise<void> => {
    await dropCopy?.();
    await opened.close();
  };
  try {
    const { config } = await completeSecrets(given, { store: opened.store });
    const copy = options.dryRun === undefined ? undefined : await copyStore(opened.opening);
    dropCopy = copy?.drop;
    // Of the store itself, never of a copy: a dry run spends the same allowance.
    const traffic = createTraffic({
      store: opened.store.traffic,
      limits: trafficLimits(config),
      log: options.log,
    });
    const worker = composeWorker({
      ...connect(config, { traffic, ...(telemetry && { fetchOf: telemetry.requests.fetchOf }) }),
      traffic,
      recovery: config.recovery,
      ...options,
      ...(telemetry && {
        fetch: telemetry.requests.fetchOf(directusName),
        onSettled: telemetry.counts.settled,
        observe: telemetry.counts.observe,
      }),
      directus: { url: config.directusUrl, token: config.secrets.directusToken, names: config.names },
      store: copy === undefined ? opened.store : createPostgresStore({ db: copy.db }),
    });
    return { worker, config, queue: await queueOf(config, opened), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Jobs of two installations that share a Redis never meet. */
async function queueOf(
  { secrets: { redisUrl } }: WorkerConfig,
  { store, opening }: { readonly store: PostgresStore; readonly opening: { readonly url: string } },
): Promise<OpenedWorker['queue']> {
  return redisUrl === undefined
    ? { kind: 'postgres', url: opening.url }
    : { kind: 'redis', url: redisUrl, prefix: `unified-sync-${await store.installationId()}` };
}
