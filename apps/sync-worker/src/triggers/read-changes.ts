import type { Client } from 'pg';
import { triggerSchema } from './trigger-sql.ts';

/** What a trigger noted. */
export interface NotedChange {
  readonly xid: string;
  readonly seq: string;
  /** The item's key; empty: it is not known which. */
  readonly item: string;
  /** Name in Directus. */
  readonly collection: string;
  readonly operation: 'insert' | 'update' | 'delete' | 'truncate';
  /** New values by column, numbers as text; `null`: the item was deleted, or what changed is not known. */
  readonly changed: Readonly<Record<string, unknown>> | null;
  /** The Directus user who wrote it; `null`: nobody, or it is not recorded. */
  readonly author: string | null;
}

export interface ReadChangesOptions {
  readonly client: Client;
  /** Keeps what was noted: durable when it returns. Called with the same changes again where it or we fail. */
  readonly keep: (changes: readonly NotedChange[]) => Promise<void>;
  /** Changes read at a time. @default 1_000 */
  readonly limit?: number;
}

// A decimal that became a number of JavaScript would lose digits.
const readQuery = `
  select xid::text, seq::text, item, collection, operation, author, (
    select jsonb_object_agg(
      key, case when jsonb_typeof(value) = 'number' then to_jsonb(value #>> '{}') else value end
    ) from jsonb_each(changed)
  ) as changed
  from ${triggerSchema}.changes as change order by change.xid, change.item, change.seq limit $1`;

const deleteQuery = `
  delete from ${triggerSchema}.changes as change
  using unnest($1::text[], $2::text[], $3::text[]) as seen (xid, item, seq)
  where change.xid = seen.xid::xid8 and change.item = seen.item and change.seq = seen.seq::bigint`;

// One reader at a time: two would only look at the same items twice.
const readersLock = 7_305_310_135;

/**
 * Reads what the triggers noted, has it kept, and deletes exactly those rows: not what is below a number. A transaction
 * that began earlier and commits later leaves its rows to the next reading, however long it took; there is no cursor
 * that could pass them. Whoever dies in between leaves the rows as they are.
 *
 * @returns how many were read; `null`: somebody else is reading
 */
export async function readChanges({
  client,
  keep,
  limit = 1_000,
}: ReadChangesOptions): Promise<number | null> {
  await client.query('begin');
  try {
    const read = await readLocked(client, keep, limit);
    await client.query('commit');
    return read;
  } catch (error) {
    // A lost connection has rolled back by itself.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function readLocked(
  client: Client,
  keep: ReadChangesOptions['keep'],
  limit: number,
): Promise<number | null> {
  const { rows: locks } = await client.query<{ locked: boolean }>(
    'select pg_try_advisory_xact_lock($1) as locked',
    [readersLock],
  );
  if (locks[0]?.locked !== true) return null;
  const { rows } = await client.query<NotedChange>(readQuery, [limit]);
  if (rows.length === 0) return 0;
  await keep(rows);
  await client.query(deleteQuery, [
    rows.map(({ xid }) => xid),
    rows.map(({ item }) => item),
    rows.map(({ seq }) => seq),
  ]);
  return rows.length;
}
