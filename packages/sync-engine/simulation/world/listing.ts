import type { ListOptions, ListPage } from '../../src/ports.ts';
import { recordOf } from './connector-record.ts';
import type { Faults } from './faults.ts';
import type { Row } from './row.ts';
import type { Table } from './table.ts';
import { isHub } from './tables.ts';
import type { TableName } from './tables.ts';

/** Records on a page. */
const pageSize = 4;

/** Milliseconds that the replica which serves a page may lag behind. */
const longestLag = 5_000;

/** The revision at which a row was made: rows are listed in this order. */
function madeAt(row: Row): number {
  let first = row;
  while (first.before !== null) first = first.before;
  return first.revision;
}

const lastMade = (rows: readonly Row[]): number => Math.max(0, ...rows.map(madeAt));

export interface Listing {
  page(table: Table, options: ListOptions): ListPage;
  ids(table: Table): { readonly ids: readonly string[]; readonly complete: boolean };
}

export interface ListingOptions {
  readonly faults: Faults;
  readonly now: () => number;
  /** The system's own clock: what its cursors are made of. */
  readonly clock: (table: TableName) => number;
  /** A record was left out of what claims to be all. */
  readonly onLie: (table: TableName, row: Row, lie: string) => void;
}

/**
 * Listings by offset, as the providers do them: A by id, B by modified stamp. While somebody edits between two
 * pages, records come twice or not at all. The hub's go on behind the last item that was shown, as the worker's do: a
 * deleted item takes no other one out of them. The filter is inclusive.
 */
export function createListing({ faults, now, clock, onLie }: ListingOptions): Listing {
  const { random } = faults;

  function selected(table: Table, since: number): readonly Row[] {
    const stale = !isHub(table.name) && faults.hits('stale-list-page', table.name);
    const rows = stale ? table.rowsAsOf(now() - random.int(1, longestLag)) : table.rows();
    const found = rows.filter((row) => row.modified >= since);
    return table.name.startsWith('b.')
      ? found.toSorted((left, right) => left.modified - right.modified)
      : found;
  }

  return {
    page(table, { cursor, lookBack, page }) {
      // A's filter knows whole seconds.
      const exact = cursor === null ? 0 : Number(cursor) - lookBack;
      const since = table.name.startsWith('a.') ? Math.floor(exact / 1000) * 1000 : exact;
      const [start = 0, began = clock(table.name)] = page === null ? [] : page.split('/').map(Number);
      const rows = selected(table, since);
      const offset = isHub(table.name) ? rows.filter((row) => madeAt(row) <= start).length : start;
      const shown = rows.slice(offset, offset + pageSize);
      const poisoned = shown.filter(() => !isHub(table.name) && faults.hits('poison', table.name));
      const last = offset + pageSize >= rows.length;
      return {
        records: shown.filter((row) => !poisoned.includes(row)).map((row) => recordOf(table.name, row)),
        poison: poisoned.map(({ id }) => ({ id: random.chance(0.7) ? id : null, cause: 'not a record' })),
        next: last ? null : `${isHub(table.name) ? lastMade(shown) : offset + pageSize}/${began}`,
        cursor: last ? String(began) : null,
      };
    },
    ids(table) {
      const rows = table.rows();
      if (faults.hits('incomplete-listing', table.name))
        return { ids: rows.slice(0, random.int(0, rows.length)).map(({ id }) => id), complete: false };
      const left = rows.length > 0 && faults.hits('missed-in-listing', table.name) ? random.pick(rows) : null;
      if (left !== null) onLie(table.name, left, 'left out of a complete listing');
      return { ids: rows.filter((row) => row !== left).map(({ id }) => id), complete: true };
    },
  };
}
