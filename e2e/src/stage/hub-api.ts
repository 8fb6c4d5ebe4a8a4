/** An item as Directus answers it. */
export type Item = Readonly<Record<string, unknown>>;

/** Directus as a person's browser uses it, past every gate. */
export interface HubApi {
  all(collection: string): Promise<readonly Item[]>;
  create(collection: string, values: Item): Promise<void>;
  update(collection: string, id: string, values: Item): Promise<void>;
  remove(collection: string, id: string): Promise<void>;
}

/** @throws {Error} for every answer that is not 2xx, with its first words. */
export function hubApi(url: string, token: string): HubApi {
  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    return typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : undefined;
  }
  return {
    // By SEARCH: a GET may be answered from the cache.
    async all(collection) {
      const found = await call('SEARCH', `/items/${collection}`, { query: { limit: -1 } });
      return Array.isArray(found) ? found : [];
    },
    create: async (collection, values) => void (await call('POST', `/items/${collection}`, values)),
    update: async (collection, id, values) =>
      void (await call('PATCH', `/items/${collection}/${id}`, values)),
    remove: async (collection, id) => void (await call('DELETE', `/items/${collection}/${id}`)),
  };
}
