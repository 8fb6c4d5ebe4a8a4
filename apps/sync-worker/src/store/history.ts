import type { HistoryEntry, ItemKey } from '@unified-sync/sync-engine';
import { sql } from 'kysely';
import { valueOrAbsent } from './json-or-absent.ts';
import type { StoreContext } from './store-context.ts';

/** Something that happened to an item. */
export interface PastEntry extends HistoryEntry {
  /** Number of the commit that did it: entries with one number happened together. */
  readonly position: number;
  readonly at: Date;
  /** Of the hint or the run that brought it about, as log lines show it; `null`: not known. */
  readonly correlation: string | null;
}

export interface HistoryOptions {
  /** Entries of this hub field alone. @default all */
  readonly field?: string;
  /** The latest so many. @default 1_000 */
  readonly limit?: number;
}

/** What happened to an item, or to one field of it, oldest first. */
export async function readHistory(
  { db }: StoreContext,
  item: ItemKey,
  { field, limit = 1000 }: HistoryOptions = {},
): Promise<readonly PastEntry[]> {
  const rows = await db
    .selectFrom('history')
    .where('collection', '=', item.collection)
    .where('item_id', '=', item.id)
    .$if(field !== undefined, (query) => query.where('field', '=', field ?? ''))
    .select(['id', 'position', 'at', 'what', 'field', 'side', 'correlation'])
    .select(sql<string | null>`value::text`.as('value'))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.toReversed().map(({ position, at, what, field: name, side, correlation, value }) => ({
    position,
    at,
    what,
    field: name,
    side,
    correlation,
    value: valueOrAbsent(value),
  }));
}
