/** What every row of a list has. */
export interface Row {
  id: string;
  updated_at: number;
}

/** The rows seen last, as they were then: it tells known rows from new ones in bounded memory. */
export interface RecentRows {
  has: (row: Row) => boolean;
  /** True for a row that is known and has not changed since. */
  hasUnchanged: (row: Row) => boolean;
  /** Gives the rows that are new or have changed since, and remembers all of them. */
  takeNew<Item extends Row>(rows: readonly Item[]): Item[];
}

/** @param capacity Rows remembered. @param known Ids that are known from an earlier run. */
export function createRecentRows(capacity: number, known: readonly string[] = []): RecentRows {
  const seen = new Map(known.map((id) => [id, '']));
  return {
    has: (row) => seen.has(row.id),
    hasUnchanged: (row) => seen.get(row.id) === JSON.stringify(row) || seen.get(row.id) === '',
    takeNew(rows) {
      const fresh = rows.filter((row) => {
        // The whole row, not only (id, updated_at): two edits within one second carry the same time.
        const state = JSON.stringify(row);
        const isNew = seen.get(row.id) !== state;
        seen.delete(row.id);
        seen.set(row.id, state);
        return isNew;
      });
      for (const id of seen.keys()) {
        if (seen.size <= capacity) break;
        seen.delete(id);
      }
      return fresh;
    },
  };
}
