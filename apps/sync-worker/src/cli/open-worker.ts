import type { WorkerConfig } from '../config/check-config.ts';
import type { Log } from '../log.ts';
import { startEmbeddedPostgres } from '../store/embedded/start-embedded-postgres.ts';
import { copyStore } from '../store/copy-store.ts';
import { migrateStore } from '../store/migrate.ts';
import { openDatabase } from '../store/open-database.ts';
import { createPostgresStore } from '../store/postgres-store.ts';
import { composeWorker, type ComposeWorkerOptions } from '../worker/compose-worker.ts';
import { connect } from '../worker/connect.ts';
import type { OpenQueuesOptions } from '../queue/open-queues.ts';
import type { SyncWorker } from '../worker/sync-worker.ts';

/** A worker with its database open. */
export interface OpenedWorker {
  readonly worker: SyncWorker;
  /** Where jobs are kept: Redis where one is configured, else the same PostgreSQL. */
  readonly queue: OpenQueuesOptions['connection'];
  readonly close: () => Promise<void>;
}

/** Schema of the worker's tables. */
export const storeSchema = 'unified_sync';
const embeddedFolder = '.unified-sync/postgres';

/**
 * Opens the database, the configured one or the embedded one, brings its tables up to date, and composes. A dry run
 * gets a copy of the store, which is dropped when it is closed.
 */
export async function openWorker(
  config: WorkerConfig,
  options: { readonly log: Log } & Pick<ComposeWorkerOptions, 'lane' | 'onPage' | 'dryRun'>,
): Promise<OpenedWorker> {
  const { log } = options;
  const connected = connect(config);
  const { databaseUrl } = config.secrets;
  const embedded =
    databaseUrl === undefined
      ? await startEmbeddedPostgres({ folder: embeddedFolder, log: (line) => log.info(line) })
      : undefined;
  const opening = {
    url: databaseUrl ?? embedded?.url ?? '',
    schema: storeSchema,
    onError: ({ message }: Error) => log.warn('a connection to PostgreSQL was lost', { cause: message }),
  };
  const db = openDatabase(opening);
  let dropCopy: (() => Promise<void>) | undefined;
  const close = async (): Promise<void> => {
    await dropCopy?.();
    await db.destroy();
    await embedded?.stop();
  };
  try {
    await migrateStore(db, storeSchema);
    const copy = options.dryRun === undefined ? undefined : await copyStore(opening);
    dropCopy = copy?.drop;
    const directus = { url: config.directusUrl, token: config.secrets.directusToken, names: config.names };
    const worker = composeWorker({
      ...connected,
      ...options,
      directus,
      store: createPostgresStore({ db: copy?.db ?? db }),
    });
    return { worker, queue: await queueOf(config, opening.url, worker), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Jobs of two installations that share a Redis never meet. */
async function queueOf(
  { secrets: { redisUrl } }: WorkerConfig,
  databaseUrl: string,
  { store }: SyncWorker,
): Promise<OpenedWorker['queue']> {
  return redisUrl === undefined
    ? { kind: 'postgres', url: databaseUrl }
    : { kind: 'redis', url: redisUrl, prefix: `unified-sync-${await store.installationId()}` };
}
