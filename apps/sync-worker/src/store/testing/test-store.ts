import { createTestDatabase } from '@unified-sync/directus-server/testing';
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

/** A database for the calling test file, and stores in it. */
export function useTestStores(): { readonly create: () => Promise<TestStore>; readonly url: () => string } {
  let url = '';
  let drop = async (): Promise<void> => undefined;
  let count = 0;
  const pools: Database[] = [];

  const open = (schema: string): Database => {
    // A connection that a test kills is lost on purpose.
    const db = openDatabase({ url, schema, onError: () => undefined });
    pools.push(db);
    return db;
  };

  beforeAll(async () => {
    ({ url, drop } = await createTestDatabase());
  });
  afterAll(async () => {
    await Promise.all(pools.map(async (db) => await db.destroy()));
    await drop();
  });

  return {
    url: () => url,
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
    async advance(milliseconds: number): Promise<void> {
      await sql`update ${table} set at = at + ${milliseconds} * interval '1 millisecond'`.execute(db);
    },
  };
}
