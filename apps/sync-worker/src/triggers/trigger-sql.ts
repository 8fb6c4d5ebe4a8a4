import { createHash } from 'node:crypto';
import { escapeIdentifier, escapeLiteral } from 'pg';

/** Schema of the triggers and of what they note; the worker's own tables may be in the same database, in another. */
export const triggerSchema = 'unified_sync_changes';

/** What is notified when something was noted. */
export const changesChannel = 'unified_sync_changes';

/** A table of Directus that is watched. */
export interface WatchedTable {
  /** Name in Directus, of the collection and of its table. */
  readonly collection: string;
  readonly primaryKey: string;
  /** Columns whose change alone is no change: Directus stamps them even where an edit changes nothing. */
  readonly ignored: readonly string[];
}

/**
 * The schema, the table and both functions. Three choices:
 * - they are all in a schema of their own, and nothing else depends on them: to drop it takes the triggers along;
 * - they name no column of a watched table, so a column can be renamed or dropped, and a new one is watched at once;
 * - they must never fail a person's write. What cannot be taken apart (text that jsonb refuses) is noted as an empty
 *   item: something in this collection has changed. Reading is all that the inner block does, so it costs no
 *   transaction id.
 */
export const schemaStatements: readonly string[] = [
  `create schema if not exists ${triggerSchema}`,
  // What was noted and not read yet outlives an installation anew.
  `create table if not exists ${triggerSchema}.changes (
    xid xid8 not null default pg_current_xact_id(),
    item text collate "C" not null,
    seq bigint generated always as identity,
    collection text not null,
    operation text not null,
    changed jsonb,
    author text,
    noted_at timestamptz not null default clock_timestamp(),
    primary key (xid, item, seq)
  ) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02)`,
  // With each function go the triggers that run it, whoever owns their tables.
  `drop function if exists ${triggerSchema}.note_change() cascade`,
  `drop function if exists ${triggerSchema}.note_author() cascade`,
  `create function ${triggerSchema}.note_change() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $body$
declare
  ignored text[] := tg_argv[1:];
  before jsonb := '{}';
  after jsonb := '{}';
  item_before text;
  item_after text;
  changed jsonb;
begin
  begin
    if tg_op in ('UPDATE', 'DELETE') then
      before := to_jsonb(old);
      item_before := before ->> tg_argv[0];
    end if;
    if tg_op in ('UPDATE', 'INSERT') then
      after := to_jsonb(new);
      item_after := after ->> tg_argv[0];
    end if;
    if tg_op = 'UPDATE' then
      select jsonb_object_agg(key, value) into changed from jsonb_each(after)
      where value is distinct from before -> key and key <> all (ignored);
      if changed is null then return null; end if;
    elsif tg_op = 'INSERT' then
      changed := after;
    end if;
  exception when others then
    item_before := null;
    item_after := null;
    changed := null;
  end;
  insert into ${triggerSchema}.changes (item, collection, operation, changed)
  values (coalesce(item_after, item_before, ''), tg_table_name, lower(tg_op), changed);
  if item_before <> item_after then
    insert into ${triggerSchema}.changes (item, collection, operation)
    values (item_before, tg_table_name, 'delete');
  end if;
  perform pg_notify('${changesChannel}', '');
  return null;
end
$body$`,
  // Directus records who wrote in the transaction of the write, and behind it: the latest change is the one.
  `create function ${triggerSchema}.note_author() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $body$
declare
  activity jsonb;
begin
  select jsonb_agg(to_jsonb(written)) into activity from written;
  update ${triggerSchema}.changes as change set author = writer."user"
  from jsonb_to_recordset(activity) as writer (action text, collection text, item text, "user" text)
  where writer.action in ('create', 'update', 'delete') and writer."user" is not null
    and change.xid = pg_current_xact_id_if_assigned() and change.item = writer.item
    and change.collection = writer.collection and change.author is null
    and change.seq = (
      select max(latest.seq) from ${triggerSchema}.changes as latest
      where latest.xid = change.xid and latest.item = change.item and latest.collection = change.collection
    );
  return null;
end
$body$`,
];

/** Name of each trigger on a watched table; it sorts behind others, so that it sees what they made of a row. */
export const triggerNames = {
  row: 'zz_unified_sync_row',
  truncate: 'zz_unified_sync_truncate',
  author: 'zz_unified_sync_author',
} as const;

/** The triggers on one watched table. `table` is its qualified name, quoted. */
export function triggersOf(
  table: string,
  { primaryKey, ignored }: WatchedTable,
): Readonly<Record<string, string>> {
  const args = [primaryKey, ...ignored].map((name) => escapeLiteral(name)).join(', ');
  const run = `execute function ${triggerSchema}.note_change(${args})`;
  return {
    [triggerNames.row]: `create trigger ${triggerNames.row} after insert or update or delete on ${table} for each row ${run}`,
    [triggerNames.truncate]: `create trigger ${triggerNames.truncate} after truncate on ${table} for each statement ${run}`,
  };
}

/** Directus' own table of who did what. */
export const activityTable = 'directus_activity';

/** The trigger on Directus' own record of who wrote. */
export const authorTrigger = (table: string): Readonly<Record<string, string>> => ({
  [triggerNames.author]: `create trigger ${triggerNames.author} after insert on ${table} referencing new table as written for each statement execute function ${triggerSchema}.note_author()`,
});

/** What is kept as comment of the schema: another one means that all of it is to be made anew. */
export const versionOf = (statements: readonly string[]): string =>
  `unified-sync ${createHash('sha256').update(statements.join(';')).digest('hex').slice(0, 16)}`;

/** Removes all of it, triggers included; what depends on nothing of ours stays. */
export const dropStatement = `drop schema if exists ${escapeIdentifier(triggerSchema)} cascade`;
