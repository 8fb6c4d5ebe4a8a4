import { path } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, ErpnextApi } from '../api.ts';
import { createListing, type Listing } from '../listing/listing.ts';
import { type Bulk, createBulk } from './bulk.ts';
import { callMethod, type CallMethodOptions } from './call-method.ts';
import { countDocuments, type CountOptions } from './count.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import type { DocumentName } from './routes.ts';
import { createWriting, type Writing } from './writing.ts';

/** The documents of one DocType. */
export interface DocumentsResource<Doc> extends Listing<Doc>, Writing<Doc>, Lifecycle<Doc>, Bulk<Doc> {
  /** Counts documents. */
  count(options?: CountOptions<Doc>): Promise<number>;
  /**
   * Gives a document another name. Links to it follow; its `modified` does not move, and no webhook is sent.
   *
   * @returns The name it has now.
   */
  rename(name: DocumentName, newName: string, options?: RenameOptions): Promise<string>;
  /** Calls a whitelisted method of one stored document and gives what it returns. */
  runMethod<Schema extends z.ZodType = z.ZodType>(
    name: DocumentName,
    method: string,
    options?: CallMethodOptions<Schema>,
  ): Promise<z.infer<Schema>>;
}

/** Options of `rename`. */
export interface RenameOptions extends CallOptions {
  /** Joins the document with one that has the new name already; this one is deleted. @default false */
  merge?: boolean | undefined;
}

export function createDocuments<Doc extends object>(
  api: ErpnextApi,
  docType: string,
  schema: z.ZodType<Doc>,
): DocumentsResource<Doc> {
  const writing = createWriting(api, docType, schema);
  return {
    ...createListing(api, docType, schema),
    ...writing,
    ...createLifecycle(api, docType, schema),
    ...createBulk(writing),
    count: async (options = {}) => await countDocuments(api, docType, options),
    rename: async (name, newName, { merge = false, signal } = {}) =>
      await callMethod(api, 'frappe.client.rename_doc', {
        args: { doctype: docType, old_name: name, new_name: newName, merge: merge ? 1 : 0 },
        schema: z.string(),
        signal,
      }),
    runMethod: async (name, method, options = {}) => await runMethod(api, docType, name, method, options),
  };
}

async function runMethod<Schema extends z.ZodType>(
  api: ErpnextApi,
  docType: string,
  name: DocumentName,
  method: string,
  { args = {}, schema, verb = 'POST', signal }: CallMethodOptions<Schema>,
): Promise<z.infer<Schema>> {
  const result = schema ?? z.unknown().optional();
  if ((await api.version(signal)) === 'v2') {
    const at = path`/api/v2/document/${docType}/${name}/method/${method}`;
    const envelope = z.looseObject({ data: result });
    const { data } = await api.http.request(verb, at, {
      schema: envelope,
      signal,
      ...(verb === 'POST' && { json: args }),
    });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by `schema` inside the envelope
    return data as z.infer<Schema>;
  }
  const at = path`/api/resource/${docType}/${name}`;
  const json = { ...args, run_method: method };
  const { data } = await api.http.request('POST', at, {
    schema: z.looseObject({ data: result }),
    json,
    signal,
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by `schema` inside the envelope
  return data as z.infer<Schema>;
}
