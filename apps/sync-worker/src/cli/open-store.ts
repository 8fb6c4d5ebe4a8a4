import type { WorkerConfig } from '../config/check-config.ts';
import type { Log } from '../log.ts';
import { startEmbeddedPostgres } from '../store/embedded/start-embedded-postgres.ts';
import { migrateStore } from '../store/migrate.ts';
import { openDatabase, type OpenDatabaseOptions } from '../store/open-database.ts';
import { createPostgresStore, type PostgresStore } from '../store/postgres-store.ts';

/** The store with its database open. */
export interface OpenedStore {
  readonly store: PostgresStore;
  /** How its database was opened. */
  readonly opening: OpenDatabaseOptions;
  readonly close: () => Promise<void>;
}

/** Schema of the worker's tables. */
const storeSchema = 'unified_sync';
const embeddedFolder = '.unified-sync/postgres';

/** Opens the database, the configured one or the embedded one, and brings its tables up to date. */
export async function openStore({ secrets }: WorkerConfig, log: Log): Promise<OpenedStore> {
  const embedded =
    secrets.databaseUrl === undefined
      ? await startEmbeddedPostgres({ folder: embeddedFolder, log: (line) => log.info(line) })
      : undefined;
  const opening = {
    url: secrets.databaseUrl ?? embedded?.url ?? '',
    schema: storeSchema,
    onError: ({ message }: Error) => log.warn('a connection to PostgreSQL was lost', { cause: message }),
  };
  const db = openDatabase(opening);
  const close = async (): Promise<void> => {
    await db.destroy();
    await embedded?.stop();
  };
  try {
    await migrateStore(db, storeSchema);
    return { store: createPostgresStore({ db }), opening, close };
  } catch (error) {
    await close();
    throw error;
  }
}
