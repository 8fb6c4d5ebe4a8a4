import { sql } from 'kysely';
import { migrateStore } from './migrate.ts';
import { openDatabase, type OpenDatabaseOptions, type Database } from './open-database.ts';

/** A copy of a store, to be thrown away. */
export interface StoreCopy {
  readonly db: Database;
  readonly drop: () => Promise<void>;
}

/** Copies all that the store of a schema holds into a schema of its own: what is tried there changes nothing. */
export async function copyStore(options: Omit<OpenDatabaseOptions, 'maxConnections'>): Promise<StoreCopy> {
  const { schema: from } = options;
  const to = `${from}_plan_${Date.now().toString(36)}`;
  const db = openDatabase({ ...options, schema: to });
  const drop = async (): Promise<void> => {
    await sql`drop schema if exists ${sql.id(to)} cascade`.execute(db);
    await db.destroy();
  };
  try {
    await migrateStore(db, to);
    for (const [table, columns] of await copiedColumns(db, to)) {
      const list = sql.join(columns.map((column) => sql.id(column)));
      await sql`insert into ${sql.id(to, table)} (${list}) overriding system value
        select ${list} from ${sql.id(from, table)}`.execute(db);
    }
    // Leases are of workers that work on the original.
    await sql`delete from ${sql.id(to, 'leases')}`.execute(db);
    await sql`update ${sql.id(to, 'dirty')} set is_taken = false, due_at = clock_timestamp()`.execute(db);
    await raiseSequences(db, to);
    return { db, drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

/** Columns by table; what the database computes and its own book-keeping of migrations left out. */
async function copiedColumns(db: Database, schema: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ table_name: string; column_name: string }>`
    select table_name, column_name from information_schema.columns
    where table_schema = ${schema} and is_generated = 'NEVER' and table_name not like 'kysely%'`.execute(db);
  const byTable = Map.groupBy(rows, (row) => row.table_name);
  return new Map([...byTable].map(([table, found]) => [table, found.map((row) => row.column_name)]));
}

/** New numbers are above those that were copied. */
async function raiseSequences(db: Database, schema: string): Promise<void> {
  const { rows } = await sql<{ table_name: string; column_name: string }>`
    select table_name, column_name from information_schema.columns
    where table_schema = ${schema} and is_identity = 'YES'`.execute(db);
  for (const { table_name: table, column_name: column } of rows)
    await sql`select setval(pg_get_serial_sequence(${`"${schema}"."${table}"`}, ${column}),
      (select coalesce(max(${sql.id(column)}), 0) + 1 from ${sql.id(schema, table)}))`.execute(db);
}
