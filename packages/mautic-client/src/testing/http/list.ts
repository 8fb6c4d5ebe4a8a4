import { mapAt, textAt } from './php-query.ts';
import { crash, ok, type PhpValue, type Reply, textOf } from './reply.ts';
import { BadWhere, holds } from './where.ts';

/** How one kind of record is listed. */
export interface ListShape<Item> {
  listKey: string;
  /** Objects by id turn into `[]` when empty, those of contacts and companies stay objects (`EntityResultHelper`). */
  shape: 'object' | 'array';
  /** The text totals of raw SQL. */
  isRawSql: boolean;
  rows: readonly Item[];
  /** A column's value; `undefined` for one that there is not. */
  column: (row: Item, name: string) => unknown;
  /** Columns that can be ordered by: another one is a 500. */
  columns: ReadonlySet<string>;
  present: (row: Item) => unknown;
  /** What Mautic filters by itself, until there is a `where`. */
  forced?: (row: Item) => boolean;
  /** The order without `orderBy`. @default by id, descending: nobody promises any */
  defaultOrder?: (a: Item, b: Item) => number;
}

const defaultLimit = 30;

export function listReply<Item extends { id: number }>(query: PhpValue, list: ListShape<Item>): Reply {
  const { rows, column, columns, forced = () => true } = list;
  const where = mapAt(query, 'where');
  const onlyPublished = textAt(query, 'published') === '1';
  let matching: Item[];
  try {
    matching = rows.filter((row) =>
      // `where` replaces the forced filters, "published" included.
      where === undefined
        ? forced(row) && (!onlyPublished || column(row, 'isPublished') === true)
        : holds(where, (name) => column(row, name)),
    );
  } catch (error) {
    if (error instanceof BadWhere) return crash();
    throw error;
  }
  const search = textAt(query, 'search');
  if (search !== undefined) matching = matching.filter((row) => isFound(row, search, list));
  const orderBy = textAt(query, 'orderBy');
  if (orderBy !== undefined && !columns.has(orderBy)) return crash();
  const sign = textAt(query, 'orderByDir')?.toUpperCase() === 'DESC' ? -1 : 1;
  const order = list.defaultOrder ?? ((a: Item, b: Item) => b.id - a.id);
  const sorted = matching.toSorted((a, b) =>
    orderBy === undefined ? order(a, b) : sign * compareColumns(column(a, orderBy), column(b, orderBy)),
  );
  const start = Number(textAt(query, 'start') ?? 0);
  const limit = Number(textAt(query, 'limit') ?? defaultLimit);
  // 0 is no limit at all.
  const page = limit === 0 ? sorted.slice(start) : sorted.slice(start, start + limit);
  const total = list.isRawSql ? String(matching.length) : matching.length;
  return ok({ total, [list.listKey]: container(page, list) });
}

function container<Item extends { id: number }>(page: Item[], list: ListShape<Item>): unknown {
  const shown = page.map((row) => [row.id, list.present(row)] as const);
  if (list.shape === 'array') return shown.map(([, value]) => value);
  if (shown.length === 0) return list.isRawSql ? {} : [];
  return Object.fromEntries(shown);
}

function isFound<Item extends { id: number }>(row: Item, search: string, list: ListShape<Item>): boolean {
  if (search === '!is:anonymous') return list.column(row, 'dateIdentified') !== null;
  const [, name, value] = /^(\w+):(.+)$/.exec(search) ?? [];
  if (name !== undefined && value !== undefined)
    return textOf(list.column(row, name)).toLowerCase() === value.toLowerCase();
  return JSON.stringify(list.present(row)).toLowerCase().includes(search.toLowerCase());
}

function compareColumns(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return textOf(a).localeCompare(textOf(b));
}
