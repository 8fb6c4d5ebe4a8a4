import type { Author, Row } from './row.ts';
import { rowAsOf } from './row.ts';
import type { TableName } from './tables.ts';

/** What every table shares: instants, revisions, and who hears of a change. */
export interface TableContext {
  readonly now: () => number;
  /** Unique and growing, over all tables. */
  readonly nextRevision: () => number;
  /** Modified stamp for a change made now: the system's clock, skewed, early for a slow transaction. */
  readonly stamp: (table: TableName, by: Author) => number;
  readonly onChange: (table: TableName, id: string) => void;
}

/** Records of one kind in one system: live, soft-deleted, and where moved ids went. */
export interface Table {
  readonly name: TableName;
  get(id: string): Row | undefined;
  /** As `get`, or the last state of a record that is gone. */
  lastKnown(id: string): Row | undefined;
  /** The id that answers for this one now. */
  movedTo(id: string): string | undefined;
  /** All rows, soft-deleted ones included, in order of creation. */
  rows(): readonly Row[];
  /** Rows as a replica knew them at an instant, hard-deleted ones included. */
  rowsAsOf(instant: number): readonly Row[];
  insert(row: Omit<Row, 'revision' | 'committed' | 'modified' | 'created' | 'before'>): Row;
  /** @throws {Error} where there is no such row */
  change(id: string, change: Partial<Pick<Row, 'fields' | 'parts' | 'live' | 'key'>>, by: Author): Row;
  /** Changes a row without a new modified stamp and without telling anybody. */
  changeSilently(id: string, change: Pick<Row, 'fields'>): Row;
  /** Takes the row away; with `movedTo` its id answers with another from now on. */
  drop(id: string, movedTo?: string): void;
  rename(id: string, to: string): Row;
  /** Ids of records that were deleted for good, and that answer with nothing now. */
  freeIds(): readonly string[];
  /** Another record had this id before, and is gone. */
  wasGivenBefore(id: string): boolean;
  /** All rows and moved ids, to come back to. */
  backup(): TableBackup;
  restore(backup: TableBackup): void;
}

export interface TableBackup {
  readonly rows: ReadonlyMap<string, Row>;
  readonly moved: ReadonlyMap<string, string>;
}

export function createTable(name: TableName, context: TableContext): Table {
  let rows = new Map<string, Row>();
  let moved = new Map<string, string>();
  /** Ids that answered with another until that one was deleted. */
  const forgotten = new Set<string>();
  const dropped: { readonly row: Row; readonly at: number }[] = [];

  function need(id: string): Row {
    const row = rows.get(id);
    if (row === undefined) throw new Error(`${name} has no row ${id}`);
    return row;
  }

  // Mautic keeps a loser's id in `contact_merge_records` of its winner, which go with the winner: from then on the
  // loser's id is unknown, and never answers for whoever is given the winner's id later.
  function forgetMovesTo(id: string): void {
    for (const [from, to] of moved)
      if (to === id) {
        moved.delete(from);
        forgotten.add(from);
        forgetMovesTo(from);
      }
  }

  function put(row: Row): Row {
    rows.set(row.id, row);
    return row;
  }

  return {
    name,
    get: (id) => rows.get(id),
    lastKnown: (id) => rows.get(id) ?? dropped.findLast(({ row }) => row.id === id)?.row,
    movedTo: (id) => (rows.has(id) ? undefined : moved.get(id)),
    rows: () => [...rows.values()],
    rowsAsOf(instant) {
      const seen: Row[] = [];
      for (const row of rows.values()) {
        const old = rowAsOf(row, instant);
        if (old !== undefined) seen.push(old);
      }
      for (const { row, at } of dropped) {
        const old = at > instant ? rowAsOf(row, instant) : undefined;
        if (old !== undefined && !rows.has(row.id)) seen.push(old);
      }
      return seen;
    },
    insert(row) {
      if (rows.has(row.id)) throw new Error(`${name} has a row ${row.id} already`);
      const modified = context.stamp(name, row.by);
      const inserted = put({
        ...row,
        revision: context.nextRevision(),
        committed: context.now(),
        modified,
        created: modified,
        before: null,
      });
      context.onChange(name, row.id);
      return inserted;
    },
    change(id, change, by) {
      const before = need(id);
      const changed = put({
        ...before,
        ...change,
        by,
        revision: context.nextRevision(),
        committed: context.now(),
        modified: context.stamp(name, by),
        before,
      });
      context.onChange(name, id);
      return changed;
    },
    changeSilently(id, change) {
      const before = need(id);
      return put({
        ...before,
        ...change,
        by: 'provider',
        revision: context.nextRevision(),
        committed: context.now(),
        before,
      });
    },
    drop(id, movedTo) {
      dropped.push({ row: need(id), at: context.now() });
      rows.delete(id);
      if (movedTo === undefined) forgetMovesTo(id);
      else moved.set(id, movedTo);
      context.onChange(name, id);
    },
    rename(id, to) {
      const before = need(id);
      dropped.push({ row: before, at: context.now() });
      rows.delete(id);
      moved.set(id, to);
      const renamed = put({
        ...before,
        id: to,
        by: 'person',
        revision: context.nextRevision(),
        committed: context.now(),
        modified: context.stamp(name, 'person'),
        before: null,
      });
      context.onChange(name, id);
      context.onChange(name, to);
      return renamed;
    },
    wasGivenBefore: (id) => dropped.some(({ row }) => row.id === id),
    freeIds: () =>
      dropped.map(({ row }) => row.id).filter((id) => !rows.has(id) && !moved.has(id) && !forgotten.has(id)),
    backup: () => ({ rows: new Map(rows), moved: new Map(moved) }),
    restore(backup) {
      rows = new Map(backup.rows);
      moved = new Map(backup.moved);
    },
  };
}
