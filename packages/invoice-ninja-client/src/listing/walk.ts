import { ConflictError } from '@unified-sync/http-client';
import { largestPage, nextWindow, type Window } from './next-window.ts';
import { createRecentRows, type Row } from './recent-rows.ts';

/** One page of a list as the provider gave it. */
export interface PageAnswer<Item> {
  rows: Item[];
  /** Rows that match at the time of the answer. */
  total: number;
  /** Rows before this page. */
  offset: number;
  /** Page size that the provider used, which may be less than was asked for. */
  perPage: number;
}

/** Where a walk stands. */
export interface Position {
  /** Rows before the next one. */
  read: number;
  /** A row that was given out just before. */
  lastId: string;
}

/** What one step of a walk found. */
export interface Step<Item> {
  /** New or changed rows. */
  items: Item[];
  total: number;
  /** True on the last step. */
  isLast: boolean;
  /** True where this one page held the whole list. */
  isWhole: boolean;
  position: Position;
}

export interface WalkOptions<Item> {
  read: (window: Window) => Promise<PageAnswer<Item>>;
  /** Path of the list, for errors. */
  path: string;
  perPage: number;
  /** Place of a row in the order asked for. Rows that share one have no order among them. @default unique */
  place?: ((row: Item) => number) | undefined;
  /** Where an earlier walk ended. @default the start */
  from?: Position | undefined;
}

const mostRestarts = 3;
const mostSetbacks = 100;

/**
 * Reads a list page by page and loses no row that is there from start to end, whatever comes and goes
 * meanwhile. Each page overlaps the one before: a row known from there is found again in the same answer
 * as the rows behind it, so nothing can have slipped between. Where no known row is found, rows have
 * moved further than the overlap, and the walk goes back until it finds one. A row may come twice.
 *
 * @throws {ConflictError} (retryable) when the list keeps moving, or its order is not defined.
 */
export async function* walk<Item extends Row>(options: WalkOptions<Item>): AsyncGenerator<Step<Item>> {
  const { read, from, path, place } = options;
  let { perPage } = options;
  let recent = createRecentRows(perPage * 2, from === undefined ? [] : [from.lastId]);
  let position = from?.read ?? 0;
  let overlap = Math.ceil(perPage / 20);
  let setbacks = 0;
  let allSetbacks = 0;
  let restarts = 0;
  let isLargest = false;
  let limit = largestPage;

  for (;;) {
    const window = nextWindow({ read: position, perPage, overlap, limit });
    const answer = await read(window);
    const { rows, total, offset } = answer;
    const end = offset + rows.length;
    if (answer.perPage < window.per_page) limit = answer.perPage;
    perPage = Math.min(perPage, limit);

    if (place !== undefined && total > rows.length && hasTies(rows, place)) {
      if (isLargest || total > largestPage) throw unordered(path);
      isLargest = true;
      perPage = largestPage;
      recent = createRecentRows(largestPage);
      position = 0;
      continue;
    }
    // Where an edit can move a row, only one that has not been edited still shows where we were.
    const isKnown = place === undefined ? recent.has : recent.hasUnchanged;
    if (offset > 0 && !rows.some(isKnown)) {
      position = Math.max(0, Math.min(position, total) - perPage * 2 ** setbacks);
      setbacks += 1;
      allSetbacks += 1;
      if (position === 0) restarts += 1;
      if (restarts > mostRestarts || allSetbacks > mostSetbacks) throw moving(path);
      overlap = Math.min(Math.ceil(perPage / 2), overlap * 2);
      continue;
    }
    if (end <= position && end < total) throw moving(path);

    setbacks = 0;
    position = end;
    const isLast = end >= total;
    const items = recent.takeNew(rows);
    const lastId = rows.at(-1)?.id ?? from?.lastId ?? '';
    yield { items, total, isLast, isWhole: offset === 0 && isLast, position: { read: end, lastId } };
    if (isLast) return;
  }
}

const hasTies = <Item>(rows: readonly Item[], place: (row: Item) => number): boolean =>
  new Set(rows.map(place)).size < rows.length;

const context = { provider: 'invoice-ninja', method: 'GET' };

const moving = (path: string): ConflictError =>
  new ConflictError(`GET ${path}: the list changed faster than it could be read. List again later.`, {
    ...context,
    path,
    retryable: true,
  });

const unordered = (path: string): ConflictError =>
  new ConflictError(
    `GET ${path}: several rows share a number, so the provider's pages have no defined order and would lose rows. ` +
      `Give each an own number, or narrow the list to at most ${largestPage} rows with filters.`,
    { ...context, path, retryable: false },
  );
