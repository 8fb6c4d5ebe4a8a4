export {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
  type StartEmbeddedPostgresOptions,
} from './store/embedded/start-embedded-postgres.ts';
export { migrateStore } from './store/migrate.ts';
export { type Database, openDatabase, type OpenDatabaseOptions } from './store/open-database.ts';
export {
  createPostgresStore,
  type PostgresStore,
  type PostgresStoreOptions,
} from './store/postgres-store.ts';
export { type ConfigInput, defineConfig } from './config/config-file.ts';
