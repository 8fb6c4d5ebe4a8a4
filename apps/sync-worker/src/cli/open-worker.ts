import type { WorkerConfig } from '../config/check-config.ts';
import type { Log } from '../log.ts';
import { startEmbeddedPostgres } from '../store/embedded/start-embedded-postgres.ts';
import { migrateStore } from '../store/migrate.ts';
import { openDatabase } from '../store/open-database.ts';
import { createPostgresStore } from '../store/postgres-store.ts';
import { composeWorker, type ComposeWorkerOptions } from '../worker/compose-worker.ts';
import { connect } from '../worker/connect.ts';
import type { SyncWorker } from '../worker/sync-worker.ts';

/** A worker with its database open. */
export interface OpenedWorker {
  readonly worker: SyncWorker;
  close(): Promise<void>;
}

/** Schema of the worker's tables. */
export const storeSchema = 'unified_sync';
const embeddedFolder = '.unified-sync/postgres';

/** Opens the database, the configured one or the embedded one, brings its tables up to date, and composes. */
export async function openWorker(
  config: WorkerConfig,
  options: { readonly log: Log } & Pick<ComposeWorkerOptions, 'lane' | 'onPage'>,
): Promise<OpenedWorker> {
  const { log } = options;
  const connected = connect(config);
  const { databaseUrl } = config.secrets;
  const embedded =
    databaseUrl === undefined
      ? await startEmbeddedPostgres({ folder: embeddedFolder, log: (line) => log.info(line) })
      : undefined;
  const db = openDatabase({
    url: databaseUrl ?? embedded?.url ?? '',
    schema: storeSchema,
    onError: ({ message }) => log.warn('a connection to PostgreSQL was lost', { cause: message }),
  });
  const close = async (): Promise<void> => {
    await db.destroy();
    await embedded?.stop();
  };
  try {
    await migrateStore(db, storeSchema);
    const directus = { url: config.directusUrl, token: config.secrets.directusToken, names: config.names };
    const worker = composeWorker({ ...connected, ...options, directus, store: createPostgresStore({ db }) });
    return { worker, close };
  } catch (error) {
    await close();
    throw error;
  }
}
