import { sql } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { up as initial } from './migrations/001-initial.ts';
import { up as operations } from './migrations/002-operations.ts';
import { up as traffic } from './migrations/003-traffic.ts';
import { up as correlation } from './migrations/004-correlation.ts';
import { up as sinceWhen } from './migrations/005-since-when.ts';
import { up as agreedInShort } from './migrations/006-agreed-in-short.ts';
import type { Database } from './open-database.ts';

/** Applied in the order of their names, each once; a published one never changes. */
const migrations: Readonly<Record<string, Migration>> = {
  '001-initial': { up: initial },
  '002-operations': { up: operations },
  '003-traffic': { up: traffic },
  '004-correlation': { up: correlation },
  '005-since-when': { up: sinceWhen },
  '006-agreed-in-short': { up: agreedInShort },
};

/**
 * Brings a schema of the database up to date, creating it where it is missing: all at once or not at all. Workers
 * that start together wait for each other.
 * @throws {Error} where a migration fails, or where the schema was made by a newer version than this one
 */
export async function migrateStore(db: Database, schema: string): Promise<void> {
  const migrator = new Migrator({
    db,
    migrationTableSchema: schema,
    provider: { getMigrations: async () => inSchema(schema) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined)
    throw new Error(`the tables of schema "${schema}" could not be brought up to date: ${messageOf(error)}`, {
      cause: error,
    });
}

/** The migrations, each with its unqualified names resolved in the schema. */
function inSchema(schema: string): Record<string, Migration> {
  const entries = Object.entries(migrations).map(([name, migration]): [string, Migration] => [
    name,
    {
      async up(db) {
        await sql`set local search_path to ${sql.id(schema)}`.execute(db);
        await migration.up(db);
      },
    },
  ]);
  return Object.fromEntries(entries);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
