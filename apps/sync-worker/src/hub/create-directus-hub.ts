import { SideUnavailable, type Side } from '@unified-sync/sync-engine';
import pLimit from 'p-limit';
import { accessProblem } from './access.ts';
import { type HubServer, readCollectionSchema, readServer } from './collection-schema.ts';
import { type HubUser, readCurrentUser } from './current-user.ts';
import { createDirectusClient } from './directus-client.ts';
import { createFinder } from './find/create-finder.ts';
import { type CollectionContext, createSchemaReader } from './hub-context.ts';
import { type DirectusHubOptions, resolveCollections } from './hub-options.ts';
import { createItemTable, type ItemTable } from './item-table.ts';
import { createListing } from './list/list-changes.ts';
import { listItemIds } from './list/list-item-ids.ts';
import { lookAtItems } from './look-at-items.ts';
import { writeItems } from './write/write-items.ts';

/** Directus as the hub: one side of the engine for each collection. */
export interface DirectusHub {
  /**
   * The side of a collection, by the model's name.
   * @throws {TypeError} for a name that is not configured.
   */
  side(collection: string): Side;
  /**
   * Why the hub cannot be synced as configured, for each collection; empty: it can. Asks for fields and
   * permissions; writes nothing.
   * @throws {ApiError} where Directus cannot be asked at all.
   */
  problems(): Promise<readonly string[]>;
  /** @throws {ApiError} where Directus does not answer. */
  ping(): Promise<void>;
  /** A collection that only the worker fills, by its name in Directus. */
  table(collection: string): ItemTable;
  /** @throws {ApiError} */
  currentUser(): Promise<HubUser>;
  /** @throws {ApiError} */
  serverInfo(): Promise<HubServer>;
}

/**
 * Connects to Directus (10.13). It is read by `SEARCH` alone, which no cache answers, and written in arrays
 * through its items API.
 *
 * @throws {TypeError} that lists every mistake in the options.
 * @example
 * const hub = createDirectusHub({
 *   url: 'https://directus.example.com',
 *   token,
 *   collections: {
 *     companies: {
 *       fields: { name: 'title', email: 'email' },
 *       archive: { field: 'archived', archivedValue: true, restoredValue: false },
 *       dateCreated: 'date_created',
 *       dateUpdated: 'date_updated',
 *     },
 *   },
 * });
 * const engine = createEngine({ model, ports: { hub: hub.side, … } });
 */
export function createDirectusHub(options: DirectusHubOptions): DirectusHub {
  const { readBatch = 500, writeBatch = 200, writeConcurrency = 3, now = Date.now } = options;
  const collections = resolveCollections(options.collections);
  const client = createDirectusClient(options);
  const limit = pLimit(writeConcurrency);
  const whenFree: CollectionContext['whenFree'] = async (send) => await limit(send);
  const contexts = new Map<string, CollectionContext>();
  const contextOf: CollectionContext['contextOf'] = (name) => contexts.get(name);
  const sides = new Map(
    [...collections].map(([name, collection]) => {
      const schema = createSchemaReader(client, collection, now);
      const context = { client, collection, readBatch, writeBatch, now, whenFree, schema, contextOf };
      contexts.set(collection.name, context);
      return [name, createSide(context)];
    }),
  );
  return {
    side(collection) {
      const side = sides.get(collection);
      if (side !== undefined) return side;
      throw new TypeError(
        `collections.${collection}: expected a collection of the model, got none. Configure it.`,
      );
    },
    async problems() {
      const found = await Promise.all(
        [...collections.values()].map(async (collection) => {
          const { problems } = await readCollectionSchema(client, collection);
          const removes = collection.remove === 'delete' ? (['delete'] as const) : [];
          const access = await accessProblem(client, collection, ['read', 'create', 'update', ...removes]);
          return [...problems, ...(access === undefined ? [] : [access])];
        }),
      );
      return [...new Set(found.flat())];
    },
    ping: async () => await client.ping(),
    table: (collection) => createItemTable(client, collection),
    currentUser: async () => await readCurrentUser(client),
    serverInfo: async () => await readServer(client),
  };
}

function createSide(context: CollectionContext): Side {
  return {
    look: async (ids) => await lookAtItems(context, ids),
    write: async (requests) => await writeItems(context, requests),
    async findByKey(key) {
      const [look] = await lookAtItems(context, [key]);
      if (look?.kind === 'present') return [look.record];
      if (look?.kind === 'absent') return [];
      throw new SideUnavailable(look?.kind === 'unknown' ? look.cause : 'no answer');
    },
    findByFields: createFinder(context),
    list: createListing(context),
    listIds: async () => await listItemIds(context),
  };
}
