import { ApiError } from '@unified-sync/http-client';
import { SideUnavailable } from '@unified-sync/sync-engine';
import { z } from 'zod';
import { accessProblem } from './access.ts';
import { type CollectionSchema, readCollectionSchema } from './collection-schema.ts';
import { readCurrentUser } from './current-user.ts';
import type { DirectusClient, Found, Query } from './directus-client.ts';
import { failureText } from './directus-error.ts';
import type { ResolvedCollection } from './hub-options.ts';
import { workerRole } from './plan-worker-user.ts';

/** One collection, and what is needed to talk to it. */
export interface CollectionContext {
  readonly client: DirectusClient;
  readonly collection: ResolvedCollection;
  /** Items that are read in one request. */
  readonly readBatch: number;
  readonly writeBatch: number;
  readonly now: () => number;
  /** Runs a write request when there is room for one more. */
  readonly whenFree: <Result>(send: () => Promise<Result>) => Promise<Result>;
  /**
   * The collection as Directus has it.
   * @throws {SideUnavailable} where it cannot be read, or not be synced as configured.
   */
  readonly schema: () => Promise<CollectionSchema>;
  /** Another collection of the sync, by its name in Directus. */
  readonly contextOf: (name: string) => CollectionContext | undefined;
}

// A field may be dropped, or a limit be set, while the worker runs.
const schemaLifetime = 300_000;

/** Reads the schema when it is first needed, and again when it is old. A failure is not kept. */
export function createSchemaReader(
  client: DirectusClient,
  collection: ResolvedCollection,
  now: () => number,
): CollectionContext['schema'] {
  let known: { readonly until: number; readonly schema: Promise<CollectionSchema> } | undefined;
  return async () => {
    if (known === undefined || now() >= known.until)
      known = { until: now() + schemaLifetime, schema: usableSchema(client, collection) };
    const reading = known;
    try {
      return await reading.schema;
    } catch (error) {
      if (known === reading) known = undefined;
      throw error;
    }
  };
}

async function usableSchema(
  client: DirectusClient,
  collection: ResolvedCollection,
): Promise<CollectionSchema> {
  const schema = await orUnavailable(async () => await readCollectionSchema(client, collection));
  const access = await accessProblem(client, collection, ['read'], schema);
  const problems = [...schema.problems, ...(access === undefined ? [] : [access])];
  if (problems.length > 0) throw new SideUnavailable(problems.join('; '));
  // Whose token people use as well, as an administrator's may be, has made things that nobody has linked.
  const user = await orUnavailable(async () => await readCurrentUser(client, schema.version));
  const isOwn = user.role === workerRole && !user.isAdmin;
  return isOwn ? schema : { ...schema, authors: null };
}

/** @throws {SideUnavailable} where Directus cannot be asked. */
export async function orUnavailable<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (ApiError.isInstance(error)) throw new SideUnavailable(failureText(error), { cause: error });
    if (error instanceof z.ZodError)
      throw new SideUnavailable('Directus answered in another shape', { cause: error });
    throw error;
  }
}

/**
 * All items that a filter finds, or so many of them, in one answer: the state of one instant.
 * @throws {SideUnavailable} where Directus cannot be asked, or its answer cannot hold them all.
 */
export async function searchAll(
  { client, collection, schema }: CollectionContext,
  query: Omit<Query, 'limit'>,
  limit?: number,
): Promise<Found> {
  const { mostItems } = await schema();
  const found = await orUnavailable(
    async () => await client.searchItems(collection.name, { ...query, limit: limit ?? -1 }),
  );
  if (found.items.length >= mostItems)
    throw new SideUnavailable(
      `QUERY_LIMIT_MAX cuts the answer of ${collection.name} at ${mostItems} items: raise it, or take it away`,
    );
  return found;
}
