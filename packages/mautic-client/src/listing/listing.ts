import { ConflictError, type Page, type Paginated } from '@unified-sync/http-client';
import type { z } from 'zod';
import type { CallOptions, MauticApi } from '../api.ts';
import { type Condition, conditionQuery, type Query } from './condition.ts';
import { listEnvelope, property, rowsOf } from './envelope.ts';
import { instantOf } from './moment.ts';
import type { ListOptions, Selection } from './list-options.ts';
import { type Changes, type ListChangedOptions, createListChanged } from './list-changed.ts';

/** A page of rows. */
export interface CountedPage<Item> extends Page<Item> {
  /** Rows that matched at the time, from the start of this list on. Mautic caches it for contacts, for seconds. */
  total: number;
}

/** A list: `for await` gives rows, `.pages()` pages with their cursor. */
export interface Rows<Item> extends Paginated<Item> {
  pages(): AsyncGenerator<CountedPage<Item>>;
}

/** Lists of one kind of record. */
export interface Listing<Item> {
  /**
   * Lists rows by ascending id, with one page in memory: a row that is there from start to end comes exactly
   * once, whatever is merged or deleted meanwhile.
   *
   * @throws {TypeError} at once, for a condition that Mautic would misread.
   */
  list(options?: ListOptions): Rows<Item>;
  /** How many rows match. For contacts Mautic caches the number for seconds. */
  count(options?: Selection & CallOptions): Promise<number>;
}

/** Lists of records that tell when they were added and modified. */
export interface ChangeListing<Item> extends Listing<Item> {
  /**
   * Lists what was added or modified since, by ascending id, and says on its last page where the next run
   * starts. Rows of the last `overlapSeconds` before the cursor come again.
   *
   * **Not in it**, since Mautic does not touch `dateModified` then: opt-outs (see `contacts.listOptOuts`),
   * memberships of segments and campaigns, e-mails sent and opened, deleted and merged records.
   *
   * @example
   * for await (const { items, cursor } of mautic.contacts.listChanged({ since }).pages()) {
   *   await store(items);
   *   if (cursor !== undefined) await saveCursor(cursor);
   * }
   */
  listChanged(options?: ListChangedOptions): Changes<Item>;
}

/** Where and how a kind of record is listed. */
export interface ListSpec<Item> {
  /** Below `/api`, e.g. `segments`. */
  path: string;
  /** Key of the rows in an answer, e.g. `lists`. */
  listKey: string;
  schema: z.ZodType<Item>;
  /** Names of columns in `where`. */
  columns: { dateAdded: string; dateModified: string; isPublished: string };
  /** Conditions that Mautic applies by itself, and drops as soon as there is a `where`. @default none */
  forced?: readonly Condition[];
}

export const propertyColumns = {
  dateAdded: 'dateAdded',
  dateModified: 'dateModified',
  isPublished: 'isPublished',
};

const mostRows = 5000;

export function createListing<Item extends { id: number }>(
  api: MauticApi,
  spec: ListSpec<Item>,
): ChangeListing<Item> {
  const envelope = listEnvelope(spec.listKey, spec.schema);

  async function fetchPage(query: Query, signal: AbortSignal | undefined) {
    const { data, serverTime } = await api.exchange('GET', `/${spec.path}`, {
      schema: envelope,
      query,
      signal,
    });
    const rows = rowsOf<Item>(data, spec.listKey);
    return { rows: rows.toSorted((a, b) => a.id - b.id), total: Number(property(data, 'total')), serverTime };
  }

  async function* walk({ perPage = 100, signal, after, ...selection }: ListOptions) {
    let last = after === undefined ? 0 : Number(after);
    let read = 0;
    for (;;) {
      const query = { ...pageQuery(spec, selection, last), start: 0, limit: perPage };
      const { rows, total, serverTime } = await fetchPage(query, signal);
      if (rows.some(({ id }) => id <= last) || rows.length > perPage) throw ignoredPaging(spec.path);
      read += rows.length;
      last = rows.at(-1)?.id ?? last;
      const isLast = rows.length < perPage;
      yield {
        items: rows,
        // What is cached may be older than the rows.
        total: Math.max(read, read - rows.length + total),
        next: isLast ? undefined : String(last),
        serverTime,
      };
      if (isLast) return;
    }
  }

  return {
    list(options = {}) {
      checkOptions(options);
      pageQuery(spec, options, 0);
      async function* pages(): AsyncGenerator<CountedPage<Item>> {
        for await (const { items, total, next } of walk(options)) yield { items, total, next };
      }
      return {
        pages,
        async *[Symbol.asyncIterator]() {
          for await (const { items } of pages()) yield* items;
        },
      };
    },
    async count({ signal, ...selection } = {}) {
      const query = { ...pageQuery(spec, selection, 0), limit: 1 };
      return (await fetchPage(query, signal)).total;
    },
    listChanged(options = {}) {
      checkOptions(options);
      pageQuery(spec, options, 0);
      return createListChanged({ walk, columns: spec.columns, newest }, options);
    },
  };
}

/** `where` replaces what Mautic would filter by itself, `published` included: so all of it is said here. */
function pageQuery<Item>(spec: ListSpec<Item>, selection: Selection, last: number): Query {
  const { where = [], search, published } = selection;
  const isPublished: Condition[] =
    published === undefined ? [] : [{ col: spec.columns.isPublished, expr: 'eq', val: Number(published) }];
  const conditions: Condition[] = [
    { col: 'id', expr: 'gt', val: last },
    ...(spec.forced ?? []),
    ...isPublished,
    ...where,
  ];
  return { ...conditionQuery(conditions), search, orderBy: 'id', orderByDir: 'ASC' };
}

function checkOptions({ perPage = 100, after }: ListOptions): void {
  // To Mautic, 0 is "all of the table".
  if (!Number.isInteger(perPage) || perPage < 1 || perPage > mostRows)
    throw new TypeError(`perPage: expected a whole number from 1 to ${mostRows}, got ${String(perPage)}.`);
  if (after !== undefined && !/^\d+$/.test(after))
    throw new TypeError('after: expected the `next` of a page of such a list.');
}

/** The latest time that rows show; `undefined` where they show none. */
function newest(rows: readonly unknown[]): number | undefined {
  const times = rows
    .flatMap((row) => [property(row, 'dateAdded'), property(row, 'dateModified')])
    .flatMap((value) => (typeof value === 'string' ? (instantOf(value)?.getTime() ?? []) : []));
  return times.length === 0 ? undefined : times.reduce((latest, time) => Math.max(latest, time));
}

const ignoredPaging = (path: string): ConflictError =>
  new ConflictError(
    `mautic: GET /${path} answered with rows that were not asked for: the server ignored \`where\` or \`limit\`, so the list cannot be read to its end.`,
    { provider: 'mautic', method: 'GET', path: `/${path}`, retryable: false },
  );
