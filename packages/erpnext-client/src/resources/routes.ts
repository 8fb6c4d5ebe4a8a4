import { path } from '@unified-sync/http-client';
import type { ApiVersion } from '../api-version.ts';

/** Name of a document: text, or the number of a DocType that numbers itself. */
export type DocumentName = string | number;

export const collectionPath = (version: ApiVersion, docType: string): string =>
  version === 'v2' ? path`/api/v2/document/${docType}` : path`/api/resource/${docType}`;

export const documentPath = (version: ApiVersion, docType: string, name: DocumentName): string =>
  version === 'v2' ? path`/api/v2/document/${docType}/${name}` : path`/api/resource/${docType}/${name}`;

export const methodPath = (version: ApiVersion, method: string): string =>
  version === 'v2' ? path`/api/v2/method/${method}` : path`/api/method/${method}`;
