import { sql, type Kysely } from 'kysely';

/**
 * When a listing was last begun at its start, and since when an item waits; of those from before nobody knows, and they
 * count from now.
 */
const statements = [
  `alter table checkpoints add column begun_at timestamptz not null default now()`,
  `alter table waits add column since timestamptz not null default now()`,
];

/** Adds the columns in the schema that the connection's search path names first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- one connection runs one statement at a time
  for (const statement of statements) await sql.raw(statement).execute(db);
}
