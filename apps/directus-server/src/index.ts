export { createDatabase, type CreateDatabaseOptions, dropDatabase } from './database/create-database.ts';
export { type InstalledDirectus, installedDirectus } from './installed-directus.ts';
export {
  type DirectusCache,
  type DirectusServer,
  startDirectus,
  type StartDirectusOptions,
} from './start-directus.ts';
