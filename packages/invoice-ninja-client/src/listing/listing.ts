import { ConflictError, type Page, type Paginated, type RequestOptions } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, NinjaApi } from '../api.ts';
import type { FilterTable } from './filters.ts';
import { type ListQuery, listQuery, type ListSpec } from './list-query.ts';
import { largestPage, type Window } from './next-window.ts';
import { formatPosition, type ListPosition, parsePosition } from './page-position.ts';
import type { Row } from './recent-rows.ts';
import { type Moment, unixSeconds } from './unix-seconds.ts';
import { type PageAnswer, type Position, type Step, walk } from './walk.ts';

/** Options of `list`. */
export interface ListOptions<Filters extends FilterTable, Include extends string>
  extends ListQuery<Filters, Include>, CallOptions {
  /** Rows changed at this moment or later: Unix seconds or a `Date`. @default every row */
  updatedSince?: Moment | undefined;
  /** `next` of a page of an earlier list with the same options: goes on behind it. @default the start */
  after?: string | undefined;
}

/** Options of `listChanged`. There is no `status`: archived and deleted rows are what a sync must hear of. */
export interface ListChangedOptions<Filters extends FilterTable, Include extends string>
  extends Omit<ListQuery<Filters, Include>, 'status'>, CallOptions {
  /** `cursor` of the last run, or a first moment: Unix seconds or a `Date`. @default every row */
  since?: Moment | undefined;
  /** Seconds to look back behind `since`, for transactions that were under way then. @default 60 */
  overlapSeconds?: number | undefined;
  /** `next` of a page of an earlier run with the same options: goes on behind it. @default the start */
  after?: string | undefined;
}

/** Options of `count`. */
export interface CountOptions<Filters extends FilterTable>
  extends Pick<ListQuery<Filters, never>, 'status' | 'filters'>, CallOptions {
  /** Rows changed at this moment or later: Unix seconds or a `Date`. @default every row */
  updatedSince?: Moment | undefined;
}

/** A page of changed rows. */
export interface ChangePage<Item> extends Page<Item> {
  /** Where the next run starts. Only on the last page: nothing before it is proven to be complete. */
  cursor: string | undefined;
}

/** What {@link ListChangedOptions} lists. */
export interface Changes<Item> extends AsyncIterable<Item> {
  pages(): AsyncGenerator<ChangePage<Item>>;
}

/** A list of one resource. */
export interface Listing<Item, Filters extends FilterTable, Include extends string> {
  /**
   * Lists rows, oldest first, with one page in memory. Every row that is there from start to end comes at
   * least once; one that changes or moves meanwhile may come again, its newest state last.
   *
   * Archived and deleted rows are included, as the provider does; say `status: ['active']` for live ones.
   *
   * @throws {TypeError} at once, for an option that the provider would ignore without a word.
   * @example
   * for await (const client of ninja.clients.list({ status: ['active'] })) …
   */
  list(options?: ListOptions<Filters, Include>): Paginated<Item>;
  /**
   * Lists what has changed, archived and deleted rows included, and says on its last page where the next
   * run starts. Every change that was stored before the run began is in it; one stored during the run is
   * in it or in the next one. Rows changed in the last `overlapSeconds` before the cursor come again.
   *
   * @throws {TypeError} at once, for an option that the provider would ignore without a word.
   * @example
   * for await (const { items, cursor } of ninja.invoices.listChanged({ since }).pages()) {
   *   await store(items);
   *   if (cursor !== undefined) await saveCursor(cursor);
   * }
   */
  listChanged(options?: ListChangedOptions<Filters, Include>): Changes<Item>;
  /**
   * How many rows `list` would give now, in one request. Archived and deleted ones count, unless `status` says otherwise.
   *
   * The provider counts them for `meta.pagination.total` of every list (`BaseController::listResponse`).
   *
   * @throws {TypeError} for an option that the provider would ignore without a word.
   * @throws {ApiError}
   */
  count(options?: CountOptions<Filters>): Promise<number>;
}

/** How the rows of a resource are listed. */
export interface ListingSpec<Item, Filters extends FilterTable, Include extends string> extends ListSpec<
  Filters,
  Include
> {
  schema: z.ZodType<Item>;
  /** The one order that no edit changes, or the best there is. @default 'id|asc' */
  sort?: string;
  /** Place of a row in that order, where an edit can change it. @default fixed for good */
  place?: (row: Item) => number;
}

const mostSweeps = 5;
const defaultOverlap = 60;

export function createListing<Item extends Row, Filters extends FilterTable, Include extends string>(
  { http, clock }: NinjaApi,
  spec: ListingSpec<Item, Filters, Include>,
): Listing<Item, Filters, Include> {
  const path = `/${spec.name}`;
  const envelope = z.looseObject({ data: z.array(spec.schema), meta: paginationSchema });

  async function readPage(
    query: Query,
    signal: AbortSignal | undefined,
    window: Window,
  ): Promise<PageAnswer<Item>> {
    const { data, meta } = await http.request('GET', path, {
      schema: envelope,
      // An own page counter: `links.next` loses the size, the filters and the order.
      query: { ...query, sort: spec.sort ?? 'id|asc', ...window },
      signal,
    });
    const { total, per_page, current_page } = meta.pagination;
    return { rows: data, total, offset: (current_page - 1) * per_page, perPage: per_page };
  }

  type Steps = AsyncGenerator<Step<Item> & { startedAt: number }>;

  async function* steps(query: Query, { perPage = 100, signal }: Walking, from?: Position): Steps {
    const began = clock.now();
    let startedAt: number | undefined;
    const read = (window: Window): Promise<PageAnswer<Item>> => readPage(query, signal, window);
    for await (const step of walk({ read, path, perPage, place: spec.place, from })) {
      // What the first page shows was stored before it was asked for: without a clock, a moment not too late.
      startedAt ??= clock.secondsAt(began) ?? newest(step.items);
      yield { ...step, startedAt };
    }
  }

  /** Rows whose place an edit has changed were edited after the walk began: they are listed again. */
  async function* sweep(query: Query, options: Walking, startedAt: number): AsyncGenerator<Step<Item>> {
    let since = startedAt;
    for (let round = 0; round < mostSweeps; round += 1) {
      let next = since;
      const changed = {
        ...query,
        updated_at: Math.max(Number(query['updated_at'] ?? 0), since - defaultOverlap),
      };
      // In one page, which is one look at the list: what it shows cannot move.
      for await (const step of steps(changed, { ...options, perPage: largestPage })) {
        yield { ...step, isLast: step.isWhole };
        if (step.isWhole) return;
        next = step.startedAt;
      }
      since = next;
    }
    throw new ConflictError(`GET ${path}: rows change faster than they can be read. List again later.`, {
      provider: 'invoice-ninja',
      method: 'GET',
      path,
      retryable: true,
    });
  }

  async function* listPages(
    query: Query,
    options: Walking,
    after: ListPosition | undefined,
  ): AsyncGenerator<Page<Item>> {
    let startedAt = after?.startedAt;
    for await (const step of steps(query, options, after)) {
      startedAt ??= step.startedAt;
      const mustSweep = spec.place !== undefined && !step.isWhole;
      const next = formatPosition({ ...step.position, startedAt });
      yield { items: step.items, next: step.isLast && !mustSweep ? undefined : next };
      if (!step.isLast || !mustSweep) continue;
      for await (const swept of sweep(query, options, startedAt))
        yield { items: swept.items, next: swept.isLast ? undefined : next };
    }
  }

  async function* changePages(
    query: Query,
    options: Walking,
    since: number,
    after: ListPosition | undefined,
  ): AsyncGenerator<ChangePage<Item>> {
    let reached = Math.max(since, after?.reached ?? 0);
    for await (const { items, isLast, isWhole, position, startedAt: began } of steps(query, options, after)) {
      const startedAt = after?.startedAt ?? began;
      reached = Math.max(reached, newest(items));
      const now = isWhole ? (clock.secondsAt(clock.now()) ?? reached) : startedAt;
      const cursor = isLast ? String(Math.min(reached, now)) : undefined;
      const next = isLast ? undefined : formatPosition({ ...position, startedAt, reached });
      yield { items, next, cursor };
    }
  }

  return {
    list(options = {}) {
      const query = listQuery(spec, options, options.updatedSince);
      const after = options.after === undefined ? undefined : parsePosition(options.after);
      return iterable(() => listPages(query, options, after));
    },
    listChanged(options = {}) {
      const { overlapSeconds = defaultOverlap } = options;
      if (!Number.isInteger(overlapSeconds) || overlapSeconds < 0)
        throw new TypeError(`overlapSeconds: expected whole seconds from 0, got ${String(overlapSeconds)}.`);
      const since = unixSeconds('since', options.since ?? 0);
      const query = listQuery(
        spec,
        { ...options, status: undefined },
        since === 0 ? undefined : Math.max(0, since - overlapSeconds),
      );
      const after = options.after === undefined ? undefined : parsePosition(options.after);
      return iterable(() => changePages(query, options, since, after));
    },
    async count({ status, filters, updatedSince, signal } = {}) {
      const query = { ...listQuery(spec, { status, filters }, updatedSince), page: 1, per_page: 1 };
      const { meta } = await http.request('GET', path, { schema: totals, query, signal });
      return meta.pagination.total;
    },
  };
}

type Query = NonNullable<RequestOptions['query']>;

type Walking = Pick<ListQuery<FilterTable, string>, 'perPage'> & CallOptions;

const paginationSchema = z.looseObject({
  pagination: z.looseObject({
    total: z.int().min(0),
    per_page: z.int().min(1),
    current_page: z.int().min(1),
  }),
});

const totals = z.looseObject({ meta: paginationSchema });

const newest = (rows: readonly Row[]): number =>
  rows.reduce((latest, { updated_at }) => Math.max(latest, updated_at), 0);

function iterable<Item, Listed extends Page<Item>>(pages: () => AsyncGenerator<Listed>) {
  return {
    pages,
    async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
      for await (const { items } of pages()) yield* items;
    },
  };
}
