import type { DirtyRow, Hint } from '../../src/index.ts';

/** Records that must be looked at. */
export interface DirtyRows {
  mark(hints: readonly Hint[]): void;
  clear(rows: readonly DirtyRow[]): void;
  defer(rows: readonly DirtyRow[], milliseconds: number): void;
  /** Rows that are not deferred, oldest mark first. */
  due(limit: number): readonly DirtyRow[];
  /** When the next row is due; `undefined`: there is none. */
  nextDue(): number | undefined;
  all(): readonly DirtyRow[];
}

interface StoredRow extends DirtyRow {
  readonly notBefore: number;
}

export function createDirtyRows(now: () => number): DirtyRows {
  const rows = new Map<string, StoredRow>();
  // One sequence for all rows: a row that was cleared and marked again never repeats a counter.
  let lastCounter = 0;

  const unchanged = (row: DirtyRow): StoredRow | undefined => {
    const stored = rows.get(keyOf(row));
    return stored?.counter === row.counter ? stored : undefined;
  };

  return {
    mark(hints) {
      for (const { side, record } of hints) {
        // A new hint is handed out at once, even where the row was deferred.
        rows.set(keyOf({ side, record }), { side, record, counter: ++lastCounter, notBefore: now() });
      }
    },
    clear(given) {
      for (const row of given) if (unchanged(row) !== undefined) rows.delete(keyOf(row));
    },
    defer(given, milliseconds) {
      for (const row of given) {
        const stored = unchanged(row);
        if (stored !== undefined) rows.set(keyOf(row), { ...stored, notBefore: now() + milliseconds });
      }
    },
    due: (limit) =>
      [...rows.values()]
        .filter(({ notBefore }) => notBefore <= now())
        .toSorted((left, right) => left.counter - right.counter)
        .slice(0, limit)
        .map(bare),
    nextDue: () =>
      rows.size === 0 ? undefined : Math.min(...[...rows.values()].map(({ notBefore }) => notBefore)),
    all: () => [...rows.values()].map(bare),
  };
}

const keyOf = ({ side, record }: Hint): string => JSON.stringify([side, record]);
const bare = ({ side, record, counter }: StoredRow): DirtyRow => ({ side, record, counter });
