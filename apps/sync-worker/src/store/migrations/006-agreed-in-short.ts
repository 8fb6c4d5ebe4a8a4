import { sql, type Kysely } from 'kysely';

/**
 * What each side showed when both last agreed, in short: a digest of the base's halves. Where it is missing, the base
 * says it. A worker of an earlier version knows nothing of it: what it writes takes the digest away.
 */
const statements = [
  `alter table links add column agreed_hub text, add column agreed_remote text`,
  `create function forget_agreed() returns trigger language plpgsql as $$
   begin
     new.agreed_hub := null;
     new.agreed_remote := null;
     return new;
   end $$`,
  `create trigger forget_agreed before update on links for each row
   when (new.base::text is distinct from old.base::text
     and new.agreed_hub is not distinct from old.agreed_hub
     and new.agreed_remote is not distinct from old.agreed_remote)
   execute function forget_agreed()`,
];

/** Adds the columns in the schema that the connection's search path names first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- one connection runs one statement at a time
  for (const statement of statements) await sql.raw(statement).execute(db);
}
