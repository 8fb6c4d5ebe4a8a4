import { path as urlPath, ValidationError } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, MauticApi } from '../api.ts';
import { readErrorBody } from '../error-body.ts';
import { type Condition, conditionQuery } from '../listing/condition.ts';
import { property, rowsIn, rowsOf, totalSchema } from '../listing/envelope.ts';
import type { Rows } from '../listing/listing.ts';

/** A row of a table: columns by name, values mostly as text, times in UTC without an offset. */
export type StatsRow = Record<string, string | number | boolean | null>;

/** Options of `stats.list`. */
export interface StatsListOptions extends CallOptions {
  /** Columns are those of the table. */
  where?: readonly Condition[] | undefined;
  /** Rows a page: 1 to 5000. @default 100 */
  perPage?: number | undefined;
  /** `next` of a page of an earlier list. @default the start */
  after?: string | undefined;
  /** A column whose values are whole numbers and unique. @default 'id' */
  key?: string | undefined;
}

/** Raw tables, e.g. `email_stats`, `lead_donotcontact`, `audit_log` (admins only). */
export interface StatsResource {
  /** The tables that can be read, with their columns. */
  tables(options?: CallOptions): Promise<Record<string, unknown>>;
  /** Lists the rows of a table by ascending key. @throws {ValidationError} for a table or column that there is not. */
  list(table: string, options?: StatsListOptions): Rows<StatsRow>;
}

const row = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const envelope = z.looseObject({
  // Errors come with 200 here.
  errors: z.unknown().optional(),
  total: totalSchema.optional(),
  stats: z.preprocess(rowsIn, z.array(row)).optional(),
});

export function createStats({ http }: MauticApi): StatsResource {
  return {
    async tables({ signal } = {}) {
      const schema = z.looseObject({ availableTables: z.unknown().optional() });
      return await http.request('GET', '/stats', { schema, signal });
    },
    list(table, options = {}) {
      const { where = [], perPage = 100, after = '0', key = 'id', signal } = options;
      if (!Number.isInteger(perPage) || perPage < 1 || perPage > 5000)
        throw new TypeError(`perPage: expected a whole number from 1 to 5000, got ${String(perPage)}.`);
      const url = urlPath`/stats/${table}`;

      async function* pages() {
        let last = Number(after);
        let read = 0;
        for (;;) {
          const conditions: Condition[] = [{ col: key, expr: 'gt', val: last }, ...where];
          const query = {
            ...conditionQuery(conditions),
            'order[0][col]': key,
            'order[0][dir]': 'ASC',
            start: 0,
            limit: perPage,
          };
          const body = await http.request('GET', url, { schema: envelope, query, signal });
          refuseErrors(body, url);
          const items = rowsOf<StatsRow>(body, 'stats');
          const total = read + Number(body.total ?? items.length);
          read += items.length;
          last = Number(items.at(-1)?.[key] ?? last);
          const next = items.length < perPage ? undefined : String(last);
          yield { items, total: Math.max(total, read), next };
          if (next === undefined) return;
        }
      }
      return {
        pages,
        async *[Symbol.asyncIterator]() {
          for await (const { items } of pages()) yield* items;
        },
      };
    },
  };
}

function refuseErrors(body: unknown, path: string): void {
  if (property(body, 'errors') === undefined) return;
  const { message } = readErrorBody(body);
  throw new ValidationError(`mautic: GET ${path} answered 200 with an error: ${message}`, {
    provider: 'mautic',
    method: 'GET',
    path,
    status: 200,
    retryable: false,
    data: body,
  });
}
