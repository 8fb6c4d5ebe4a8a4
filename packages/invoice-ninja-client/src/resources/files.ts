import { ResponseShapeError } from '@unified-sync/http-client';
import type { CallOptions, NinjaApi } from '../api.ts';
import { discardBody } from './discard-body.ts';

/** A file to upload: one that knows its name, or its bytes with a name. The name's ending tells its type. */
export type UploadFile = File | { name: string; data: Blob | Uint8Array };

/** Options of `upload`. */
export interface UploadOptions extends CallOptions {
  /** Whether the client sees it in the portal. @default the company's setting */
  isPublic?: boolean | undefined;
}

/**
 * The form of an upload. The route takes PUT, and PHP reads no files from a PUT: so it is a POST that
 * says `_method=PUT`. A plain POST, as the openapi file has it, is a 404.
 */
export function uploadForm(files: readonly UploadFile[], { isPublic }: UploadOptions): FormData {
  if (files.length === 0) throw new TypeError('upload: expected at least one file, got none.');
  const form = new FormData();
  form.set('_method', 'PUT');
  if (isPublic !== undefined) form.set('is_public', isPublic ? '1' : '0');
  for (const file of files) form.append('documents[]', asFile(file));
  return form;
}

function asFile(file: UploadFile): File {
  if (file instanceof File) return file;
  const { name, data } = file;
  if (typeof name !== 'string' || !name.includes('.'))
    throw new TypeError('upload: expected a name with an ending such as receipt.pdf: the server goes by it.');
  return new File(
    [data instanceof Blob ? data : new Uint8Array(data)],
    name,
    data instanceof Blob ? { type: data.type } : {},
  );
}

/** A file from the server. Read it once, as bytes or as a stream. */
export interface Download {
  contentType: string;
  stream: ReadableStream<Uint8Array>;
  bytes(): Promise<Uint8Array>;
}

/** @throws {ResponseShapeError} for a page or a message where a file should be. */
export async function download({ http }: NinjaApi, path: string, { signal }: CallOptions): Promise<Download> {
  const response = await http.raw('GET', path, { signal });
  const contentType = response.headers.get('content-type') ?? '';
  if (response.body === null || /html|json/i.test(contentType)) {
    discardBody(response);
    throw new ResponseShapeError('invoice-ninja: a download answered with no file', {
      provider: 'invoice-ninja',
      method: 'GET',
      path,
      status: response.status,
      retryable: false,
      issues: [`content-type: expected a file, got ${contentType.split(';')[0] || 'none'}`],
    });
  }
  return {
    contentType,
    stream: response.body,
    bytes: async () => new Uint8Array(await response.arrayBuffer()),
  };
}
