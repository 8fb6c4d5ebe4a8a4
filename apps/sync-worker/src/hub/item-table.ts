import type { DirectusClient, Query } from './directus-client.ts';
import type { Item } from './hub-options.ts';

/** A collection that the worker alone fills, e.g. findings: plain items, without the engine. */
export interface ItemTable {
  /** Reads past every cache. @throws {ApiError} */
  search(query: Query): Promise<readonly Item[]>;
  /** Creates items with the ids that they name, all or none. @throws {ApiError} */
  create(items: readonly Item[]): Promise<void>;
  /** Updates items by their ids, all or none; those that do not exist are skipped. @throws {ApiError} */
  update(items: readonly Item[]): Promise<void>;
}

/** @param collection its name in Directus */
export const createItemTable = (client: DirectusClient, collection: string): ItemTable => ({
  search: async (query) => (await client.searchItems(collection, query)).items,
  async create(items) {
    if (items.length > 0) await client.write('POST', collection, items, 'id');
  },
  async update(items) {
    if (items.length > 0) await client.write('PATCH', collection, items, 'id');
  },
});
