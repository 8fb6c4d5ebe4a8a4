import type { Paginated } from '@unified-sync/http-client';
import { z } from 'zod';
import type { ErpnextApi } from '../api.ts';
import { documentFields, field } from '../entities/fields.ts';
import {
  createListing,
  type Changes,
  type ListChangedOptions,
  type ListOptions,
} from '../listing/listing.ts';

/** What is left of a deleted document (`Deleted Document` DocType). */
export const deletedDocumentSchema = z.looseObject({
  ...documentFields,
  deleted_doctype: field.text,
  deleted_name: field.text,
  /** The document as JSON text. */
  data: field.text,
  /** 1 when somebody has brought it back, as `new_name`. */
  restored: field.check,
  new_name: field.text,
});

export type DeletedDocument = z.infer<typeof deletedDocumentSchema>;

/**
 * Lists what was deleted. Only a System Manager may read it, and nothing is written where a DocType is
 * deleted permanently. The old name of a document that was merged into another is in it.
 */
export interface DeletedDocumentsResource {
  /** @example erp.deletedDocuments.list({ filters: [['deleted_doctype', '=', 'Customer']] }) */
  list(options?: ListOptions<DeletedDocument>): Paginated<DeletedDocument>;
  listChanged(options?: ListChangedOptions<DeletedDocument>): Changes<DeletedDocument>;
}

export function createDeletedDocuments(api: ErpnextApi): DeletedDocumentsResource {
  const listing = createListing(api, 'Deleted Document', deletedDocumentSchema);
  return {
    list: (options) => listing.list(options),
    listChanged: (options) => listing.listChanged(options),
  };
}
