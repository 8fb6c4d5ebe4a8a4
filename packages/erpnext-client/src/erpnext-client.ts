import { type ClientOptions, createHttpClient, type HttpClient } from '@unified-sync/http-client';
import type { z } from 'zod';
import type { CallOptions, ErpnextApi } from './api.ts';
import { type ApiVersion, detectApiVersion } from './api-version.ts';
import { askOnce } from './ask-once.ts';
import { authorization, type ErpnextAuth } from './authorization.ts';
import type { DocTypeMeta } from './codegen/doctype-meta.ts';
import { type AnyDocument, anyDocumentSchema } from './entities/any-document.ts';
import { docTypeSchemas, type KnownDocType } from './entities/doc-types.ts';
import { mapError } from './map-error.ts';
import { callMethod, type CallMethodOptions } from './resources/call-method.ts';
import { createDeletedDocuments, type DeletedDocumentsResource } from './resources/deleted-documents.ts';
import { createDocuments, type DocumentsResource } from './resources/documents.ts';
import { type StoredFile, uploadFile, type UploadOptions } from './resources/files.ts';
import { readMeta } from './resources/meta.ts';
import { type RunDocMethodResult, runDocMethod } from './resources/run-doc-method.ts';
import { createSite, readTimeZone, type SiteResource } from './resources/site.ts';

export interface ErpnextClientOptions extends ClientOptions {
  /** Root of the site, e.g. `https://erp.example.com`. */
  baseUrl: string;
  auth: ErpnextAuth;
  /** Which of several sites behind one address: sent as `X-Frappe-Site-Name`. @default by the host */
  siteName?: string | undefined;
  /** DocType that the keys belong to, where it is not User: sent as `Frappe-Authorization-Source`. @default none */
  authorizationSource?: string | undefined;
  /** `auto` asks the site once, before the first call. @default 'auto' */
  apiVersion?: ApiVersion | 'auto' | undefined;
  /** IANA name of the site's time zone. @default asked for once, when it is needed */
  timeZone?: string | undefined;
}

/** A client of one Frappe site. */
export interface ErpnextClient {
  /** The documents of a DocType of ERPNext, with its type. */
  documents<Name extends KnownDocType>(
    docType: Name,
  ): DocumentsResource<z.infer<(typeof docTypeSchemas)[Name]>>;
  /** The documents of any DocType, with a schema of yours: see `erpnext-client codegen`. */
  documents<Doc extends object>(docType: string, schema: z.ZodType<Doc>): DocumentsResource<Doc>;
  /** The documents of any DocType, without knowing its fields. */
  documents(docType: string): DocumentsResource<AnyDocument>;
  deletedDocuments: DeletedDocumentsResource;
  /** Calls a whitelisted method, e.g. `frappe.client.get_value`, and gives what it returns. */
  call<Schema extends z.ZodType = z.ZodType>(
    method: string,
    options?: CallMethodOptions<Schema>,
  ): Promise<z.infer<Schema>>;
  /** Calls a method of a document that is sent along, stored or not. */
  runDocMethod(
    document: Readonly<Record<string, unknown>> & { readonly doctype: string },
    method: string,
    options?: CallOptions & { args?: Readonly<Record<string, unknown>> },
  ): Promise<RunDocMethodResult>;
  /** Uploads a file, private unless told otherwise. */
  upload(file: { name: string; content: Blob }, options?: UploadOptions): Promise<StoredFile>;
  /** The fields of a DocType on this site, custom ones included. */
  meta(docType: string, options?: CallOptions): Promise<DocTypeMeta>;
  site: SiteResource;
  /** For whatever this client has no method: same credentials, retries and errors. */
  http: HttpClient;
}

/**
 * Makes a client.
 *
 * @throws {TypeError} at once, when an option is of the wrong shape; the message names it.
 * @example
 * const erp = createErpnextClient({ baseUrl: 'https://erp.example.com', auth: { type: 'token', apiKey, apiSecret } });
 * const invoice = await erp.documents('Sales Invoice').get('ACC-SINV-2026-00001');
 */
export function createErpnextClient(options: ErpnextClientOptions): ErpnextClient {
  const {
    baseUrl,
    auth,
    siteName,
    authorizationSource,
    apiVersion = 'auto',
    timeZone,
    ...clientOptions
  } = options;
  const { authorize, secrets } = authorization(auth);
  const http = createHttpClient({
    ...clientOptions,
    provider: 'erpnext',
    baseUrl,
    secrets,
    mapError,
    async authorize(headers, refused) {
      await authorize(headers, refused);
      if (siteName !== undefined) headers.set('X-Frappe-Site-Name', siteName);
      if (authorizationSource !== undefined) headers.set('Frappe-Authorization-Source', authorizationSource);
    },
  });
  const version = askOnce(async (signal) =>
    apiVersion === 'auto' ? await detectApiVersion(http, signal) : apiVersion,
  );
  const api: ErpnextApi = {
    http,
    version,
    timeZone: askOnce(async (signal) => timeZone ?? (await readTimeZone({ http, version }, signal))),
  };

  function documents(docType: string, schema?: z.ZodType<object>): DocumentsResource<object> {
    return createDocuments(api, docType, schema ?? schemaOf(docType));
  }

  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the overloads tie the name to its schema
    documents: documents as ErpnextClient['documents'],
    deletedDocuments: createDeletedDocuments(api),
    call: async (method, call = {}) => await callMethod(api, method, call),
    runDocMethod: async (document, method, call = {}) => await runDocMethod(api, document, method, call),
    upload: async (file, upload = {}) => await uploadFile(api, file, upload),
    meta: async (docType, { signal } = {}) => await readMeta(api, docType, signal),
    site: createSite(api),
    http,
  };
}

const schemas: Readonly<Record<string, z.ZodType<object>>> = docTypeSchemas;

const schemaOf = (docType: string): z.ZodType<object> =>
  (Object.hasOwn(schemas, docType) ? schemas[docType] : undefined) ?? anyDocumentSchema;
