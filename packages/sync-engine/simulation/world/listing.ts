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

const byStamp = (left: Row, right: Row): number =>
  left.modified - right.modified || (left.id < right.id ? -1 : 1);

const stampOf = ({ modified, id }: Pick<Row, 'modified' | 'id'>): string => `${modified} ${id}`;

/** Where the next page goes on. */
function placeBehind(table: TableName, shown: readonly Row[], offset: number): string {
  const last = shown.at(-1);
  if (table.startsWith('b.') && last !== undefined) return stampOf(last);
  return String(isHub(table) ? lastMade(shown) : offset + pageSize);
}

function offsetBehind(table: TableName, rows: readonly Row[], place: string): number {
  if (isHub(table)) return rows.filter((row) => madeAt(row) <= Number(place)).length;
  if (!table.startsWith('b.')) return Number(place);
  const [modified = '', id = ''] = place.split(' ');
  return rows.filter(
    (row) => row.modified < Number(modified) || (row.modified === Number(modified) && row.id <= id),
  ).length;
}

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
 * Listings as connectors make them of what the providers offer: A's by id and offset, B's by modified stamp, going on
 * behind the last one that was shown: what somebody edits between two pages comes twice, and takes no other one out of
 * them. The hub's go on behind the last item that was shown, too, as the worker's do. The filter is inclusive.
 */
export function createListing({ faults, now, clock, onLie }: ListingOptions): Listing {
  const { random } = faults;

  function selected(table: Table, since: number): readonly Row[] {
    const stale = !isHub(table.name) && faults.hits('stale-list-page', table.name);
    const rows = stale ? table.rowsAsOf(now() - random.int(1, longestLag)) : table.rows();
    const found = rows.filter((row) => row.modified >= since);
    return table.name.startsWith('b.') ? found.toSorted(byStamp) : found;
  }

  return {
    page(table, { cursor, lookBack, page }) {
      // A's filter knows whole seconds.
      const exact = cursor === null ? 0 : Number(cursor) - lookBack;
      const since = table.name.startsWith('a.') ? Math.floor(exact / 1000) * 1000 : exact;
      const [place = '', began = String(clock(table.name))] = page === null ? [] : page.split('/');
      const rows = selected(table, since);
      const offset = place === '' ? 0 : offsetBehind(table.name, rows, place);
      const shown = rows.slice(offset, offset + pageSize);
      const poisoned = shown.filter(() => !isHub(table.name) && faults.hits('poison', table.name));
      const last = offset + pageSize >= rows.length;
      return {
        records: shown.filter((row) => !poisoned.includes(row)).map((row) => recordOf(table.name, row)),
        poison: poisoned.map(({ id }) => ({ id: random.chance(0.7) ? id : null, cause: 'not a record' })),
        next: last ? null : `${placeBehind(table.name, shown, offset)}/${began}`,
        cursor: last ? began : null,
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
