import { ConflictError, type HttpMethod, path as urlPath } from '@unified-sync/http-client';
import type { CallOptions, MauticApi } from '../api.ts';
import { itemEnvelope, itemOf } from '../listing/envelope.ts';
import { type ChangeListing, createListing, type ListSpec } from '../listing/listing.ts';
import { type Batch, createBatch } from './batch.ts';
import { knownId } from './known-id.ts';

/** Reads one kind of record. */
export interface ReadableResource<Item> extends ChangeListing<Item> {
  /** @throws {NotFoundError} when there is none. */
  get(id: number, options?: CallOptions): Promise<Item>;
}

/** Reads and writes one kind of record. */
export interface RecordResource<
  Item,
  Create extends object,
  Patch extends object = Partial<Create>,
> extends ReadableResource<Item> {
  /**
   * Creates a record. Never repeated by itself: Mautic knows no idempotency key.
   *
   * @throws {ValidationError} with the complaints by field.
   */
  create(input: Create, options?: CallOptions): Promise<Item>;
  /** Changes the fields given and leaves the others. The last write wins: Mautic checks no version. */
  patch(id: number, changes: Patch, options?: CallOptions): Promise<Item>;
  /**
   * Sets the whole record: what is not given becomes empty or its default.
   *
   * @throws {NotFoundError} when there is none: Mautic by itself would create one under another id.
   * @throws {ConflictError} when it vanished in that very moment, and Mautic did so.
   */
  replace(id: number, input: Create, options?: CallOptions): Promise<Item>;
  /** Deletes a record for good; campaigns vanish at once and are cleaned up later. */
  delete(id: number, options?: CallOptions): Promise<void>;
  batch: Batch<Item, Create, Patch>;
}

/** What a resource is made of. */
export interface ResourceSpec<Item> extends ListSpec<Item> {
  /** Key of one record in an answer, e.g. `list`. */
  itemKey: string;
}

export function createReadable<Item extends { id: number }>(
  api: MauticApi,
  spec: ResourceSpec<Item>,
): ReadableResource<Item> {
  const envelope = itemEnvelope(spec.itemKey, spec.schema);
  return {
    ...createListing(api, spec),
    async get(id, { signal } = {}) {
      const url = `/${spec.path}${urlPath`/${knownId(`${spec.path}.get`, id)}`}`;
      return itemOf<Item>(await api.http.request('GET', url, { schema: envelope, signal }), spec.itemKey);
    },
  };
}

export function createResource<
  Item extends { id: number },
  Create extends object,
  Patch extends object = Partial<Create>,
>(api: MauticApi, spec: ResourceSpec<Item>): RecordResource<Item, Create, Patch> {
  const { path, itemKey } = spec;
  const readable = createReadable(api, spec);
  const envelope = itemEnvelope(itemKey, spec.schema);

  async function send(method: HttpMethod, end: string, json: object, { signal }: CallOptions) {
    const { data, status } = await api.exchange(method, `/${path}/${end}`, {
      schema: envelope,
      json,
      // A PUT on a record that is gone creates one: it must not happen twice.
      repeatable: false,
      signal,
    });
    return { item: itemOf<Item>(data, itemKey), status };
  }

  return {
    ...readable,
    create: async (input, options = {}) => (await send('POST', 'new', input, options)).item,
    async patch(id, changes, options = {}) {
      return (await send('PATCH', `${knownId(`${path}.patch`, id)}/edit`, changes, options)).item;
    },
    async replace(id, input, options = {}) {
      await readable.get(id, options);
      const { item, status } = await send('PUT', `${id}/edit`, input, options);
      if (status === 201 || item.id !== id) throw createdInstead(path, id, item.id);
      return item;
    },
    async delete(id, { signal } = {}) {
      await deleteRecord(api, path, id, signal);
    },
    batch: createBatch<Item, Create, Patch>(api, spec),
  };
}

/** The answer still shows the record, without its id. */
export async function deleteRecord(
  { http }: MauticApi,
  path: string,
  id: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const response = await http.raw('DELETE', `/${path}/${knownId(`${path}.delete`, id)}/delete`, { signal });
  await response.body?.cancel();
}

export const createdInstead = (path: string, id: number, created: number): ConflictError =>
  new ConflictError(
    `mautic: PUT /${path}/${id}/edit: record ${id} vanished meanwhile, and Mautic created record ${created} instead. Delete that one if it is not wanted.`,
    { provider: 'mautic', method: 'PUT', path: `/${path}/${id}/edit`, status: 201, retryable: false },
  );
