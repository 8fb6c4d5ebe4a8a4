import { ApiError } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, MauticApi } from '../api.ts';
import { property, rowsIn } from '../listing/envelope.ts';
import { knownId } from './known-id.ts';

/** What became of one row of a batch, at the same place as the row that was given. */
export type BatchRow<Item> =
  | { outcome: 'created' | 'updated'; item: Item }
  /** Refused: nothing was done for this row. */
  | {
      outcome: 'failed';
      status: number;
      message: string;
      fields: Readonly<Record<string, readonly string[]>>;
    }
  /** The request with this row in it failed: whether the row took effect is unknown. Look before you repeat it. */
  | { outcome: 'unknown'; error: ApiError }
  /** An earlier request failed: this row was not sent. */
  | { outcome: 'not_sent' };

/** What became of a row that was to be deleted. */
export type DeletedRow =
  | { outcome: 'deleted'; id: number }
  /** Mautic skips ids that it does not find, and says nothing. */
  | { outcome: 'not_found'; id: number }
  | { outcome: 'unknown'; id: number; error: ApiError }
  | { outcome: 'not_sent'; id: number };

/** Many records at once, 200 in a request. Rows are done one after the other, and not as one transaction. */
export interface Batch<Item, Create, Patch> {
  /**
   * Creates records; contacts and companies that exist are updated. Read each row: Mautic answers 201 even
   * when every one failed.
   *
   * @throws {ApiError} when the first request fails as a whole. After it, rows are `unknown` and `not_sent`.
   */
  create(rows: readonly Create[], options?: CallOptions): Promise<BatchRow<Item>[]>;
  /** Changes the fields given of each record. */
  patch(rows: readonly ({ id: number } & Patch)[], options?: CallOptions): Promise<BatchRow<Item>[]>;
  /** Deletes records for good. */
  delete(ids: readonly number[], options?: CallOptions): Promise<DeletedRow[]>;
}

export interface BatchSpec<Item> {
  path: string;
  listKey: string;
  schema: z.ZodType<Item>;
  /** Makes a row fit to be sent, or refuses it. */
  prepare?: (row: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

/** `api_batch_max_limit`. */
const mostRows = 200;

const rowError = z.looseObject({
  code: z.int().catch(500),
  message: z.string().catch(''),
  details: z.record(z.string(), z.union([z.string(), z.array(z.string())])).catch({}),
});

/** By the place of the row: a list, or an object where rows are missing. */
const byPlace = <Value extends z.ZodType>(value: Value) =>
  z.union([z.record(z.string(), value), z.array(value)]).optional();

export function createBatch<Item, Create extends object, Patch extends object>(
  { http }: MauticApi,
  { path, listKey, schema, prepare = (row) => ({ ...row }) }: BatchSpec<Item>,
): Batch<Item, Create, Patch> {
  const envelope = z.looseObject({
    [listKey]: byPlace(schema),
    // Without them a failed row could not be told from one that worked.
    statusCodes: z.union([z.record(z.string(), z.int()), z.array(z.int())]),
    errors: byPlace(rowError),
  });

  async function write(
    method: 'POST' | 'PATCH',
    end: 'new' | 'edit',
    given: readonly object[],
    { signal }: CallOptions,
  ): Promise<BatchRow<Item>[]> {
    const rows = given.map((row) => prepare({ ...row }));
    return await inChunks<object, BatchRow<Item>>(rows, {
      async send(chunk) {
        const body = await http.request(method, `/${path}/batch/${end}`, {
          schema: envelope,
          json: chunk,
          signal,
        });
        return chunk.map((_row, place) => rowResult<Item>(body, listKey, place));
      },
      unknown: (_row, error) => ({ outcome: 'unknown', error }),
      notSent: () => ({ outcome: 'not_sent' }),
    });
  }

  return {
    create: async (rows, options = {}) => await write('POST', 'new', rows, options),
    async patch(rows, options = {}) {
      for (const { id } of rows) knownId(`${path}.batch.patch`, id);
      return await write('PATCH', 'edit', rows, options);
    },
    async delete(ids, { signal } = {}) {
      for (const id of ids) knownId(`${path}.batch.delete`, id);
      const deleted = z.looseObject({ [listKey]: z.unknown() });
      return await inChunks<number, DeletedRow>(ids, {
        async send(chunk) {
          const body = await http.request('DELETE', `/${path}/batch/delete`, {
            schema: deleted,
            // The body of a DELETE is not read.
            query: { ids: chunk.join(',') },
            // A second time would say "not found" of what the first one deleted.
            repeatable: false,
            signal,
          });
          const rows = rowsIn(property(body, listKey));
          const gone = new Set((Array.isArray(rows) ? rows : []).map((row) => Number(property(row, 'id'))));
          return chunk.map((id) => ({ outcome: gone.has(id) ? 'deleted' : 'not_found', id }));
        },
        unknown: (id, error) => ({ outcome: 'unknown', id, error }),
        notSent: (id) => ({ outcome: 'not_sent', id }),
      });
    },
  };
}

function rowResult<Item>(body: unknown, listKey: string, place: number): BatchRow<Item> {
  const at = (key: string): unknown => property(property(body, key), String(place));
  const status = Number(at('statusCodes'));
  const item = at(listKey);
  if ((status === 200 || status === 201) && item !== undefined && item !== null)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the envelope's schema checked the record
    return { outcome: status === 201 ? 'created' : 'updated', item: item as Item };
  const { message = '', details = {} } = rowError.safeParse(at('errors')).data ?? {};
  const fields = Object.fromEntries(Object.entries(details).map(([name, said]) => [name, [said].flat()]));
  return { outcome: 'failed', status: Number.isNaN(status) ? 0 : status, message, fields };
}

interface Sending<Row, Result> {
  send: (chunk: Row[]) => Promise<Result[]>;
  unknown: (row: Row, error: ApiError) => Result;
  notSent: (row: Row) => Result;
}

async function inChunks<Row, Result>(rows: readonly Row[], sending: Sending<Row, Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < rows.length; start += mostRows) {
    const chunk = rows.slice(start, start + mostRows);
    try {
      results.push(...(await sending.send(chunk)));
    } catch (error) {
      // What earlier requests did must reach the caller.
      if (start === 0 || !ApiError.isInstance(error)) throw error;
      const rest = rows.slice(start + chunk.length);
      return [
        ...results,
        ...chunk.map((row) => sending.unknown(row, error)),
        ...rest.map((row) => sending.notSent(row)),
      ];
    }
  }
  return results;
}
