import { ApiError } from '@unified-sync/http-client';
import { SideUnavailable, type Look } from '@unified-sync/sync-engine';
import { accessProblem } from './access.ts';
import { failureText } from './directus-error.ts';
import type { CollectionContext } from './hub-context.ts';
import type { Item } from './hub-options.ts';
import { isUuid, itemId, sameIdText } from './item-id.ts';
import { toRecord, UnreadableItem } from './to-record.ts';

/** Looks at items by id, some hundred in a request. Same order as `ids`. */
export async function lookAtItems(
  context: CollectionContext,
  ids: readonly string[],
): Promise<readonly Look[]> {
  // What is no UUID names no item; Directus would fail on it, and with it all others of the request.
  const wanted = [...new Set(ids.filter(isUuid).map(sameIdText))];
  const looks = new Map<string, Look>();
  for (const chunk of await chunks(context, wanted))
    for (const [id, look] of await lookAtChunk(context, chunk)) looks.set(id, look);
  return ids.map((id) =>
    isUuid(id) ? (looks.get(sameIdText(id)) ?? unknown('no answer')) : { kind: 'absent' },
  );
}

async function chunks({ readBatch, schema }: CollectionContext, ids: readonly string[]): Promise<string[][]> {
  // Where the schema cannot be read, every chunk will say so.
  const most = await schema().then(
    ({ mostItems }) => mostItems,
    () => Infinity,
  );
  const size = Math.max(1, Math.min(readBatch, most));
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, at) =>
    ids.slice(at * size, (at + 1) * size),
  );
}

async function lookAtChunk(context: CollectionContext, ids: readonly string[]): Promise<[string, Look][]> {
  const shown = await readChunk(context, ids).catch((error: unknown) => {
    if (error instanceof SideUnavailable) return error.message;
    if (ApiError.isInstance(error)) return failureText(error);
    throw error;
  });
  if (typeof shown === 'string') return ids.map((id) => [id, unknown(shown)]);
  const { byId, missing } = shown;
  return ids.map((id) => {
    const item = byId.get(id);
    return [id, item === undefined ? missing : toLook(context, item)];
  });
}

interface Chunk {
  readonly byId: ReadonlyMap<string, Item>;
  /** What is to be said of an id that is not among them. */
  readonly missing: Look;
}

async function readChunk(context: CollectionContext, ids: readonly string[]): Promise<Chunk> {
  const { client, collection, schema } = context;
  const known = await schema();
  const { items, count } = await client.searchItems(collection.name, {
    fields: collection.read,
    filter: { [collection.primaryKey]: { _in: ids } },
    limit: ids.length,
    // Counted past the hooks of extensions, which may take items out of an answer.
    meta: 'filter_count',
  });
  const byId = new Map(items.map((item) => [itemId(item, collection.primaryKey), item]));
  if (byId.size === ids.length) return { byId, missing: unknown('no answer') };
  if (count === undefined || count > byId.size)
    return { byId, missing: unknown(`${collection.name} shows fewer items than it counts`) };
  const problem = await accessProblem(client, collection, ['read'], known);
  return { byId, missing: problem === undefined ? { kind: 'absent' } : unknown(problem) };
}

function toLook({ collection }: CollectionContext, item: Item): Look {
  try {
    return { kind: 'present', record: toRecord(collection, item) };
  } catch (error) {
    if (error instanceof UnreadableItem) return unknown(error.message);
    throw error;
  }
}

const unknown = (cause: string): Look => ({ kind: 'unknown', cause });
