import { sql, type Kysely } from 'kysely';

/** What processes share about providers: who is down, what is left of an allowance; and what is no longer kept. */
const statements = [
  // One row for the hub and for each connection that ever failed.
  `create table breakers (
    key text collate "C" primary key,
    phase text not null check (phase in ('closed', 'open', 'half_open')),
    failures integer not null,
    openings integer not null,
    last_failed text,
    cause text,
    since timestamptz not null,
    probe_at timestamptz,
    probe bigint not null
  ) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02)`,

  // One row for each allowance. What the lanes are owed is in its state; null: no limit is known.
  `create table budgets (
    key text collate "C" primary key,
    state json,
    paused_until timestamptz not null
  ) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02)`,

  // Of each kind of thing that is kept for a while: when somebody last looked for old ones, and how old they may be.
  `create table prunings (
    what text collate "C" primary key,
    begun_at timestamptz not null,
    kept_from timestamptz
  )`,
];

/** Adds the tables in the schema that the connection's search path names first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- one connection runs one statement at a time
  for (const statement of statements) await sql.raw(statement).execute(db);
}
