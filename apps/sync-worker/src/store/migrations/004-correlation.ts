import { sql, type Kysely } from 'kysely';

/**
 * What brought about that a record is looked at, and that something happened to an item: the id that log lines carry.
 * `null`: it was not known, as in rows from before.
 */
const statements = [
  `alter table dirty add column correlation text collate "C"`,
  `alter table history add column correlation text collate "C"`,
];

/** Adds the columns in the schema that the connection's search path names first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- one connection runs one statement at a time
  for (const statement of statements) await sql.raw(statement).execute(db);
}
