import { createTestDatabase, type TestDatabase } from '@unified-sync/directus-server/testing';
import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll } from 'vitest';
import { migrateStore } from '../migrate.ts';
import { openDatabase, type Database } from '../open-database.ts';
import { createPostgresStore, type PostgresStore } from '../postgres-store.ts';

/** A store in an empty schema of its own. Its clock stands still until it is moved. */
export interface TestStore {
  readonly store: PostgresStore;
  readonly db: Database;
  readonly clock: RawBuilder<Date>;
  /** Moves the clock of the store, in milliseconds. */
  readonly advance: (milliseconds: number) => Promise<void>;
  /** The same store as another worker has it: through a pool of its own. */
  readonly ofAnotherWorker: () => PostgresStore;
}

// Many stores stay open until the end of their file, and files run side by side: PostgreSQL lets in 100, as it comes.
const maxConnections = 4;

/** A database for the calling test file, and stores in it. */
export function useTestStores(): {
  readonly create: (this: void) => Promise<TestStore>;
  readonly url: (this: void) => string;
} {
  let database: TestDatabase | undefined;
  let count = 0;
  const pools: Database[] = [];

  const open = (schema: string): Database => {
    // A connection that a test kills is lost on purpose.
    const db = openDatabase({ url: urlOf(database), schema, maxConnections, onError: () => undefined });
    pools.push(db);
    return db;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await Promise.all(pools.map(async (db) => await db.destroy()));
    await database?.drop();
    // Some fifty schemas are many files to delete on a busy machine.
  }, 60_000);

  return {
    url: () => urlOf(database),
    async create() {
      count += 1;
      const schema = `store_${count}`;
      const db = open(schema);
      await migrateStore(db, schema);
      const clock = await createClock(db, schema);
      return {
        store: createPostgresStore({ db, clock: clock.now }),
        db,
        clock: clock.now,
        advance: clock.advance,
        ofAnotherWorker: () => createPostgresStore({ db: open(schema), clock: clock.now }),
      };
    },
  };
}

async function createClock(db: Database, schema: string) {
  const table = sql.table(`${schema}.test_clock`);
  await sql`create table ${table} as select timestamptz '2026-01-01T00:00:00Z' as at`.execute(db);
  return {
    now: sql<Date>`(select at from ${table})`,
    advance: async (milliseconds: number): Promise<void> => {
      await sql`update ${table} set at = at + ${milliseconds} * interval '1 millisecond'`.execute(db);
    },
  };
}

function urlOf(database: TestDatabase | undefined): string {
  if (database === undefined) throw new Error('the database is there from `beforeAll` on');
  return database.url;
}
