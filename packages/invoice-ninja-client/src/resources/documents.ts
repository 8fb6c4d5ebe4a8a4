import { path } from '@unified-sync/http-client';
import type { CallOptions, NinjaApi } from '../api.ts';
import { type Document, documentSchema } from '../entities/document.ts';
import { search } from '../listing/filters.ts';
import { checkId } from './check-input.ts';
import { type Download, download } from './files.ts';
import { createReadable, type ReadableResource } from './record-resource.ts';
import { discardBody } from './discard-body.ts';

const filters = { filter: search };

/** Files attached to records; they come into being by `upload` of a record. */
export interface DocumentsResource extends ReadableResource<Document, typeof filters, never> {
  /** Gives the file itself. */
  download(id: string, options?: CallOptions): Promise<Download>;
  /**
   * Deletes a file. Needs the option `password` of the client.
   *
   * @throws {AuthenticationError} when the password is missing or wrong (a 412).
   */
  delete(id: string, options?: CallOptions): Promise<void>;
}

/** The resource behind `ninja.documents`. */
export function createDocuments(api: NinjaApi): DocumentsResource {
  return {
    ...createReadable(api, { name: 'documents', schema: documentSchema, filters, includes: [] }),
    async download(id, options = {}) {
      return await download(api, path`/documents/${checkId('documents.download', id)}/download`, options);
    },
    async delete(id, { signal } = {}) {
      const response = await api.http.raw('DELETE', path`/documents/${checkId('documents.delete', id)}`, {
        headers: api.passwordHeaders,
        signal,
      });
      discardBody(response);
    },
  };
}
