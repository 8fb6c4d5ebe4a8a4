import type { DirectusServer } from '@unified-sync/directus-server';

/** An item as Directus answers it. */
export type Item = Readonly<Record<string, unknown>>;

/** Directus as a person's browser uses it. */
export interface DirectusItems {
  find(collection: string, filter: unknown): Promise<Item | undefined>;
  count(collection: string): Promise<number>;
  update(collection: string, id: string, values: Item): Promise<void>;
}

export function directusItems({
  url,
  adminToken,
}: Pick<DirectusServer, 'url' | 'adminToken'>): DirectusItems {
  async function call(method: string, path: string, body: unknown): Promise<unknown> {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    const answer: unknown = await response.json();
    return typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : undefined;
  }
  // By SEARCH: a GET may be answered from the cache.
  const search = async (collection: string, query: unknown): Promise<readonly Item[]> => {
    const found = await call('SEARCH', `/items/${collection}`, { query });
    return Array.isArray(found) ? found : [];
  };
  return {
    find: async (collection, filter) => (await search(collection, { filter, limit: 1 }))[0],
    count: async (collection) => (await search(collection, { fields: ['id'], limit: -1 })).length,
    async update(collection, id, values) {
      await call('PATCH', `/items/${collection}/${id}`, values);
    },
  };
}
