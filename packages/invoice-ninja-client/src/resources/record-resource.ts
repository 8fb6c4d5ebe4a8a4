import { path } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, NinjaApi } from '../api.ts';
import type { FilterTable } from '../listing/filters.ts';
import { includeQuery } from '../listing/list-query.ts';
import { createListing, type Listing, type ListingSpec } from '../listing/listing.ts';
import { type BulkEffects, type BulkInput, type BulkResult, onlyOne, runBulk } from './bulk.ts';
import { checkId, checkInput } from './check-input.ts';
import { uploadForm, type UploadFile, type UploadOptions } from './files.ts';
import { discardBody } from './discard-body.ts';

/** Options of `get`. */
export interface GetOptions<Include extends string> extends CallOptions {
  /** Related records to embed. */
  include?: readonly Include[] | undefined;
}

/** Reads one kind of record. */
export interface ReadableResource<Item, Filters extends FilterTable, Include extends string> extends Listing<
  Item,
  Filters,
  Include
> {
  /**
   * Gives one record, in whatever state it is: archived and deleted ones are found.
   *
   * @throws {NotFoundError} when there is none (the provider says so with a 400).
   * @throws {PermissionError} for another company's record, or one the user may not see (a 401).
   */
  get(id: string, options?: GetOptions<Include>): Promise<Item>;
}

/** Reads and writes one kind of record. */
export interface RecordResource<
  Item,
  Filters extends FilterTable,
  Include extends string,
  Create,
  Update,
  Actions,
> extends ReadableResource<Item, Filters, Include> {
  /**
   * Creates a record. Never repeated by itself: the provider knows no idempotency key here. After a lost
   * reply look for the `number` that you chose before you create again.
   *
   * @throws {ValidationError} with the complaints by field.
   */
  create(input: Create, options?: CallOptions): Promise<Item>;
  /**
   * Changes the fields given and leaves the others. The last write wins: the provider checks no version.
   *
   * @throws {ConflictError} for a deleted record: restore it first.
   * @throws {ValidationError} with the complaints by field, e.g. for a locked invoice.
   */
  update(id: string, input: Update, options?: CallOptions): Promise<Item>;
  /** Marks a record as deleted. It stays in lists and can be restored, a payment excepted. */
  delete(id: string, options?: CallOptions): Promise<void>;
  /** @throws {ConflictError} when the record does not come back archived. */
  archive(id: string, options?: CallOptions): Promise<Item>;
  /** @throws {ConflictError} when the record does not come back live. */
  restore(id: string, options?: CallOptions): Promise<Item>;
  /**
   * Does something with up to 5000 records at once, and says with which of them it worked.
   *
   * @example
   * const { done, unchanged, missing } = await ninja.invoices.bulk('mark_sent', ids);
   */
  bulk<Action extends keyof Actions & string>(
    action: Action,
    ids: readonly string[],
    ...options: BulkInput<Actions, Action>
  ): Promise<BulkResult<Item>>;
}

/** A record that files can be attached to. */
export interface Uploads<Item> {
  /**
   * Attaches files (up to 100 MB each; pdf, png, jpeg, docx, xlsx, csv and so on). Never repeated by itself.
   * The record's `updated_at` does not move.
   *
   * @returns The record, with its `documents`.
   * @throws {PermissionError} on a plan without documents.
   */
  upload(id: string, files: readonly UploadFile[], options?: UploadOptions): Promise<Item>;
}

/** What a resource is made of. */
export interface ResourceSpec<
  Item extends { id: string; updated_at: number },
  Filters extends FilterTable,
  Include extends string,
  Actions,
> extends ListingSpec<Item, Filters, Include> {
  /** Fields that `create` takes. */
  creatable: readonly string[];
  /** Fields that `update` takes. */
  updatable: readonly string[];
  effects: BulkEffects<Item, Actions>;
}

export function createReadable<
  Item extends { id: string; updated_at: number },
  Filters extends FilterTable,
  Include extends string,
>(api: NinjaApi, spec: ListingSpec<Item, Filters, Include>): ReadableResource<Item, Filters, Include> {
  const { name } = spec;
  const envelope = z.looseObject({ data: spec.schema });
  return {
    ...createListing(api, spec),
    async get(id, { include, signal } = {}) {
      const { data } = await api.http.request('GET', path`/${name}/${checkId(`${name}.get`, id)}`, {
        schema: envelope,
        query: includeQuery(spec, include),
        signal,
      });
      return data;
    },
  };
}

export function createResource<
  Item extends { id: string; updated_at: number },
  Filters extends FilterTable,
  Include extends string,
  Create extends object,
  Update extends object,
  Actions extends { archive: object; restore: object },
>(
  api: NinjaApi,
  spec: ResourceSpec<Item, Filters, Include, Actions>,
): RecordResource<Item, Filters, Include, Create, Update, Actions> {
  const { http } = api;
  const { name, schema, creatable, updatable, effects } = spec;
  const envelope = z.looseObject({ data: schema });
  const pathOf = (call: string, id: string): string => path`/${name}/${checkId(`${name}.${call}`, id)}`;

  async function bulk(
    action: keyof Actions & string,
    ids: readonly string[],
    { signal, ...input }: CallOptions & Record<string, unknown> = {},
  ): Promise<BulkResult<Item>> {
    if (!Object.hasOwn(effects, action))
      throw new TypeError(
        `${name}.bulk: there is no action "${action}", and Invoice Ninja would answer 200 to it. There are: ${Object.keys(effects).join(', ')}.`,
      );
    for (const id of ids) checkId(`${name}.bulk`, id);
    return await runBulk(api, { name, schema, action, effect: effects[action], ids, input }, signal);
  }
  const single =
    (action: keyof Actions & string) =>
    async (id: string, options: CallOptions = {}): Promise<Item> =>
      onlyOne(name, action, await bulk(action, [id], { ...options }));

  return {
    ...createReadable(api, spec),
    async create(input, { signal } = {}) {
      checkInput(`${name}.create`, input, creatable);
      return (await http.request('POST', `/${name}`, { schema: envelope, json: input, signal })).data;
    },
    async update(id, input, { signal } = {}) {
      checkInput(`${name}.update`, input, updatable);
      return (await http.request('PUT', pathOf('update', id), { schema: envelope, json: input, signal }))
        .data;
    },
    async delete(id, { signal } = {}) {
      const response = await http.raw('DELETE', pathOf('delete', id), { signal });
      discardBody(response);
    },
    archive: single('archive'),
    restore: single('restore'),
    async bulk(action, ids, ...[options]) {
      return await bulk(action, ids, { ...options });
    },
  };
}

/** The upload of a resource whose records take files. */
export function createUploads<Item>(
  { http }: NinjaApi,
  { name, schema }: { name: string; schema: z.ZodType<Item> },
): Uploads<Item> {
  const envelope = z.looseObject({ data: schema });
  return {
    async upload(id, files, options = {}) {
      const body = uploadForm(files, options);
      const { signal } = options;
      const uploadPath = path`/${name}/${checkId(`${name}.upload`, id)}/upload`;
      return (await http.request('POST', uploadPath, { schema: envelope, body, signal })).data;
    },
  };
}

/** {@link createResource} with {@link createUploads}. */
export const createUploadable = <
  Item extends { id: string; updated_at: number },
  Filters extends FilterTable,
  Include extends string,
  Create extends object,
  Update extends object,
  Actions extends { archive: object; restore: object },
>(
  api: NinjaApi,
  spec: ResourceSpec<Item, Filters, Include, Actions>,
): RecordResource<Item, Filters, Include, Create, Update, Actions> & Uploads<Item> => ({
  ...createResource<Item, Filters, Include, Create, Update, Actions>(api, spec),
  ...createUploads(api, spec),
});
