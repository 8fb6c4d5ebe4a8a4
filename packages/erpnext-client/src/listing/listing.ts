import { type Page, type Paginated, path, type RequestOptions } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, ErpnextApi } from '../api.ts';
import { isSiteDatetime } from '../time/site-datetime.ts';
import { instantToSiteTime, lookBack } from '../time/site-time.ts';
import { type KeysetField, type KeysetPage, keysetPages } from './keyset.ts';
import { checkLimit, type FieldName, listParameters, type ListQuery, type PageQuery } from './list-query.ts';
import { formatCursor, parseCursor } from './page-cursor.ts';

/** Options of `list`. */
export interface ListOptions<Doc> extends ListQuery<Doc, FieldName<Doc>> {
  /**
   * What the list is ordered by, with the name: `modified` gives a document that is edited meanwhile once
   * more, at the end; `creation` gives each once. @default 'modified'
   */
  by?: KeysetField | undefined;
  /** Rows of one request, up to 10,000. @default 100 */
  perPage?: number | undefined;
  /** `next` of a page of an earlier list with the same options: goes on behind it. @default the start */
  after?: string | undefined;
}

/** Options of `listChanged`. */
export interface ListChangedOptions<Doc> extends Omit<ListOptions<Doc>, 'by'> {
  /** `cursor` of the last run, or an instant. @default every document */
  since?: string | Date | undefined;
  /** Seconds to look back behind `since`, for transactions that committed late. @default 300 */
  overlapSeconds?: number | undefined;
}

/** Options of `page`. */
export interface PageOptions<Doc> extends ListQuery<Doc, FieldName<Doc>> {
  /** E.g. `posting_date desc`; the name is added, so that the order is defined. @default 'modified desc' */
  orderBy?: string | undefined;
  /** @default 20 */
  limit?: number | undefined;
  /** Rows to leave out. Rows shift between pages: use `list` for all of them. @default 0 */
  start?: number | undefined;
}

/** A page of changed documents. */
export interface ChangePage<Doc> extends Page<Doc> {
  /** Where the next run starts, in the site's time zone. Only on the last page. */
  cursor: string | undefined;
}

/** What `listChanged` gives. */
export interface Changes<Doc> extends AsyncIterable<Doc> {
  pages(): AsyncGenerator<ChangePage<Doc>>;
}

/** Lists the documents of one DocType. */
export interface Listing<Doc> {
  /**
   * Lists documents in an order of its own, with one page in memory. Every document that is there from start
   * to end comes; child tables do not: `get` a document for them.
   *
   * @throws {TypeError} for a filter that the site would misread, when the first page is asked for.
   * @example
   * for await (const { name } of erp.documents('Sales Invoice').list({ filters: [['status', '=', 'Overdue']] })) …
   */
  list(options?: ListOptions<Doc>): Paginated<Doc>;
  /**
   * Lists what has changed, in the order of (modified, name), and says on its last page where the next run
   * starts. What was changed in the last `overlapSeconds` before comes again. Deleted documents are not in
   * it, nor are renamed ones: see `erp.deletedDocuments`.
   *
   * @throws {TypeError} for a `since` that is neither an instant nor a cursor.
   */
  listChanged(options?: ListChangedOptions<Doc>): Changes<Doc>;
  /** Gives one page in an order of your choice, e.g. the ten newest. */
  page(options?: PageOptions<Doc>): Promise<Doc[]>;
}

const defaultOverlap = 300;

export function createListing<Doc extends object>(
  api: ErpnextApi,
  docType: string,
  schema: z.ZodType<Doc>,
): Listing<Doc> {
  const envelope = z.looseObject({ data: z.array(schema) });
  type Row = Doc & Readonly<Record<string, unknown>>;

  async function pathOf(query: ListQuery<Doc>): Promise<string> {
    const isV1 = query.orFilters !== undefined || (await api.version(query.signal)) === 'v1';
    return isV1 ? path`/api/resource/${docType}` : path`/api/v2/document/${docType}`;
  }

  async function read(query: ListQuery<Doc>, page: PageQuery): Promise<Row[]> {
    const request: RequestOptions = {
      query: listParameters(query, page),
      signal: query.signal,
    };
    const { data } = await api.http.request('GET', await pathOf(query), { ...request, schema: envelope });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- documents are JSON objects, whatever their fields
    return data as Row[];
  }

  function walk(
    query: ListQuery<Doc>,
    { by, perPage = 100, after, conditions }: Walk,
  ): AsyncGenerator<KeysetPage<Row>> {
    const limit = checkLimit('perPage', perPage);
    const orderBy = `${by} asc, name asc`;
    return keysetPages<Row>({
      read: async (more) =>
        await read(query, { filters: [...(query.filters ?? []), ...conditions, ...more], orderBy, limit }),
      field: by,
      limit,
      after: after === undefined ? undefined : parseCursor(after),
      path: path`/${docType}`,
    });
  }

  async function* listPages(options: ListOptions<Doc>): AsyncGenerator<Page<Doc>> {
    const { by = 'modified', perPage, after, ...query } = options;
    for await (const { items, position, isLast } of walk(query, { by, perPage, after, conditions: [] }))
      yield { items, next: isLast || position === undefined ? undefined : formatCursor(position) };
  }

  async function* changePages(options: ListChangedOptions<Doc>): AsyncGenerator<ChangePage<Doc>> {
    const { since, overlapSeconds = defaultOverlap, perPage, after, ...query } = options;
    const start = await startOf(since, overlapSeconds, query);
    const conditions = start === undefined ? [] : [['modified', '>=', start.from]];
    for await (const page of walk(query, { by: 'modified', perPage, after, conditions })) {
      const reached = latest(start?.since, page.position?.at);
      const isLast = page.isLast || page.position === undefined;
      const next = isLast || page.position === undefined ? undefined : formatCursor(page.position);
      yield { items: page.items, next, cursor: isLast ? reached : undefined };
    }
  }

  async function startOf(
    since: string | Date | undefined,
    overlapSeconds: number,
    { signal }: CallOptions,
  ): Promise<{ since: string; from: string } | undefined> {
    if (since === undefined) return undefined;
    const zone = await api.timeZone(signal);
    const text = typeof since === 'string' ? since : instantToSiteTime(since, zone);
    return { since: text, from: lookBack(text, zone, overlapSeconds) };
  }

  return {
    list: (options = {}) => iterable(() => listPages(options)),
    listChanged(options = {}) {
      const { since, overlapSeconds = defaultOverlap } = options;
      if (typeof since === 'string' && !isSiteDatetime(since))
        throw new TypeError('since: expected the `cursor` of an earlier run or a Date, got other text.');
      if (!Number.isInteger(overlapSeconds) || overlapSeconds < 0)
        throw new TypeError(`overlapSeconds: expected whole seconds from 0, got ${overlapSeconds}.`);
      return iterable(() => changePages(options));
    },
    async page({ orderBy = 'modified desc', limit = 20, start = 0, ...query } = {}) {
      checkLimit('limit', limit);
      return await read(query, {
        filters: query.filters ?? [],
        orderBy: `${orderBy}, name asc`,
        limit,
        start,
      });
    },
  };
}

interface Walk {
  by: KeysetField;
  perPage: number | undefined;
  after: string | undefined;
  conditions: readonly (readonly unknown[])[];
}

/** Datetimes of one form order as texts do; a fraction that is zero is left out, and sorts first. */
const latest = (one: string | undefined, other: string | undefined): string | undefined =>
  one === undefined || (other !== undefined && other > one) ? other : one;

function iterable<Item, Listed extends Page<Item>>(pages: () => AsyncGenerator<Listed>) {
  return {
    pages,
    async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
      for await (const { items } of pages()) yield* items;
    },
  };
}
