import type { Page } from '@unified-sync/http-client';
import type { CallOptions } from '../api.ts';
import type { Condition } from './condition.ts';
import type { ListOptions } from './list-options.ts';
import { columnTime, type Moment, momentOf } from './moment.ts';

/** Options of `listChanged`. */
export interface ListChangedOptions extends CallOptions {
  /** `cursor` of the last run, or a first moment. @default every row */
  since?: Moment | undefined;
  /** Seconds to look back behind `since`, for transactions that were under way then. @default 60 */
  overlapSeconds?: number | undefined;
  /** Rows a page: 1 to 5000. @default 100 */
  perPage?: number | undefined;
  /** Further conditions. A row that stops to fulfil them is not listed. @default none */
  where?: readonly Condition[] | undefined;
}

/** A page of changed rows. */
export interface ChangePage<Item> extends Page<Item> {
  /** Where the next run starts. Only on the last page: nothing before it is proven to be complete. */
  cursor: string | undefined;
}

/** What `listChanged` lists. */
export interface Changes<Item> extends AsyncIterable<Item> {
  pages(): AsyncGenerator<ChangePage<Item>>;
}

/** How rows are read. */
export interface ChangeSource<Item> {
  walk: (options: ListOptions) => AsyncGenerator<Page<Item> & { serverTime: number | undefined }>;
  columns: { dateAdded: string; dateModified: string };
  /** The latest time that these rows show. */
  newest: (rows: readonly Item[]) => number | undefined;
}

/** Times have whole seconds, and the answer's clock may have moved on within the one of its query. */
const second = 1000;

/**
 * New rows have no `dateModified`, so both dates are asked for. What changes behind the walk's back, at an id
 * that it has passed, is stamped later than the walk's first answer began: the next run finds it.
 */
export function createListChanged<Item>(
  { walk, columns, newest }: ChangeSource<Item>,
  { since, overlapSeconds = 60, where = [], perPage, signal }: ListChangedOptions,
): Changes<Item> {
  if (!Number.isInteger(overlapSeconds) || overlapSeconds < 0)
    throw new TypeError(`overlapSeconds: expected whole seconds from 0, got ${String(overlapSeconds)}.`);
  const from = since === undefined ? undefined : momentOf('since', since);
  const conditions =
    from === undefined ? [] : [changedSince(columns, columnTime(from - overlapSeconds * second))];

  async function* pages(): AsyncGenerator<ChangePage<Item>> {
    let startedAt: number | undefined;
    for await (const page of walk({ where: [...conditions, ...where], perPage, signal })) {
      // Without a clock of the server: what the first page shows was stored before it was asked for.
      startedAt ??= page.serverTime === undefined ? newest(page.items) : page.serverTime - second;
      const cursor = page.next === undefined ? new Date(startedAt ?? from ?? 0).toISOString() : undefined;
      yield { items: page.items, next: page.next, cursor };
    }
  }

  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const { items } of pages()) yield* items;
    },
  };
}

const changedSince = (columns: { dateAdded: string; dateModified: string }, time: string): Condition => ({
  expr: 'orX',
  val: [
    { col: columns.dateAdded, expr: 'gte', val: time },
    { col: columns.dateModified, expr: 'gte', val: time },
  ],
});
