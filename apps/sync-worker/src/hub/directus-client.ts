import { createHttpClient, path, type HttpClient } from '@unified-sync/http-client';
import type { FieldValue } from '@unified-sync/sync-engine';
import { z } from 'zod';
import type { DirectusHubOptions, Item } from './hub-options.ts';

/** What a `SEARCH` asks for, in the words of Directus. */
export interface Query {
  readonly fields?: readonly string[];
  readonly filter?: Filter;
  /** -1: all of them. */
  readonly limit: number;
  /** So many are left out first. */
  readonly offset?: number;
  readonly sort?: readonly string[];
  /** `filter_count`: how many items the filter finds. `total_count`: how many there are. */
  readonly meta?: 'filter_count' | 'total_count';
}

export type Filter = Readonly<Record<string, unknown>>;

export interface Found {
  readonly items: readonly Item[];
  /** Where `meta` asked for it. */
  readonly count: number | undefined;
}

/** Directus' API as the hub needs it. All calls throw an `ApiError`. */
export interface DirectusClient {
  /** Reads by `SEARCH`, which no cache answers. `of` is a path such as `/users`. */
  search(of: string, query: Query): Promise<Found>;
  searchItems(collection: string, query: Query): Promise<Found>;
  /** What a `GET` shows; it may come from the cache, and be old. */
  get<Schema extends z.ZodType>(
    of: string,
    schema: Schema,
    query?: Readonly<Record<string, string>>,
  ): Promise<z.infer<Schema>>;
  /** What a `GET` shows now: the cache has never heard of this question. */
  getFresh<Schema extends z.ZodType>(of: string, schema: Schema): Promise<z.infer<Schema>>;
  /** Sends an array once, and gives the items of the answer, in any order. */
  write(
    method: 'POST' | 'PATCH',
    collection: string,
    items: readonly Item[],
    fields: string,
  ): Promise<readonly Item[]>;
  delete(collection: string, ids: readonly string[]): Promise<void>;
  /** @throws {ApiError} where Directus does not answer. */
  ping(): Promise<void>;
}

// JSON.parse gives nothing but these.
const value = z.custom<FieldValue>();
const items = z.array(z.record(z.string(), value));
const count = z.number().optional();
const meta = z.object({ filter_count: count, total_count: count }).optional();
const found = z.object({ data: items, meta });
const shown = z.object({ data: z.unknown() });
const written = z.object({ data: items });

export function createDirectusClient(
  options: Pick<DirectusHubOptions, 'url' | 'token' | 'fetch' | 'timeout' | 'around' | 'budget'>,
): DirectusClient {
  const { url, token, timeout = 60_000 } = options;
  const settings = {
    provider: 'directus',
    baseUrl: url,
    secrets: [token],
    authorize: (headers: Headers) => headers.set('authorization', `Bearer ${token}`),
    timeout,
    deadline: 2 * timeout,
    ...(options.fetch !== undefined && { fetch: options.fetch }),
    ...(options.around !== undefined && { around: options.around }),
    ...(options.budget !== undefined && { budget: options.budget }),
  };
  const reader = createHttpClient(settings);
  // A write goes out once: later than asked for, it could meet an item that has changed.
  const writer = createHttpClient({ ...settings, maxRetries: 0 });
  const search = async (of: string, query: Query): Promise<Found> => await searchAt(reader, of, query);
  return {
    search,
    searchItems: async (collection, query) => await search(path`/items/${collection}`, query),
    get: async (of, schema, query = {}) =>
      schema.parse((await reader.request('GET', of, { schema: shown, query })).data),
    async getFresh(of, schema) {
      // `search` is part of the cache's key, and means nothing to what answers for one user.
      const query = { search: crypto.randomUUID() };
      return schema.parse((await reader.request('GET', of, { schema: shown, query })).data);
    },
    async write(method, collection, json, fields) {
      const of = path`/items/${collection}`;
      return (await writer.request(method, of, { schema: written, query: { fields }, json })).data;
    },
    async delete(collection, ids) {
      await writer.raw('DELETE', path`/items/${collection}`, { json: ids });
    },
    async ping() {
      await reader.raw('GET', '/server/ping');
    },
  };
}

async function searchAt(reader: HttpClient, of: string, query: Query): Promise<Found> {
  const answer = await reader.request('SEARCH', of, { schema: found, json: { query } });
  return { items: answer.data, count: answer.meta?.filter_count ?? answer.meta?.total_count };
}
