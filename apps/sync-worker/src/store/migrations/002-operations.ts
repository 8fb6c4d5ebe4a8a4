import { sql, type Kysely } from 'kysely';

/** What a running worker needs beyond the engine's tables: whose accounts it works on, what ran, what people see. */
const statements = [
  // One row: tells this store from any other, e.g. where two of them share a Redis.
  `create table installation (
    is_this boolean primary key default true check (is_this),
    id uuid not null default gen_random_uuid()
  )`,

  // Which account each connection opened at first contact.
  `create table accounts (
    connection text collate "C" primary key,
    fingerprint text not null,
    first_seen_at timestamptz not null
  )`,

  // A run that failed as the one before it did is folded into that one.
  `create table runs (
    id uuid primary key default gen_random_uuid(),
    kind text not null check (kind in ('scan', 'sweep', 'backfill')),
    listing text collate "C" not null,
    status text not null check (status in ('running', 'completed', 'failed', 'stopped')),
    started_at timestamptz not null,
    last_started_at timestamptz not null,
    finished_at timestamptz,
    attempts integer not null default 1,
    read_count integer not null default 0,
    created_count integer not null default 0,
    updated_count integer not null default 0,
    archived_count integer not null default 0,
    finding_count integer not null default 0,
    error text,
    is_published boolean not null default false
  )`,
  `create index runs_of_listing on runs (kind, listing, last_started_at)`,
  `create index runs_to_publish on runs (started_at) where not is_published`,

  // What Directus shows of a finding: the item, and the status that it was given there last.
  `alter table findings
    add column is_dismissed boolean not null default false,
    add column public_id text collate "C",
    add column published_status text,
    add column is_published boolean not null default false`,
  `create index findings_to_publish on findings (opened_at) where not is_published`,
  `create unique index findings_public on findings (public_id) where public_id is not null`,
];

/** Adds the tables in the schema that the connection's search path names first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- one connection runs one statement at a time
  for (const statement of statements) await sql.raw(statement).execute(db);
}
