import { z } from 'zod';
import type { CallOptions, ErpnextApi } from '../api.ts';
import { methodPath } from './routes.ts';

/** A stored file (`File` DocType). */
export const fileSchema = z.looseObject({
  name: z.string(),
  file_name: z.string().nullish(),
  file_url: z.string().nullish(),
  is_private: z.int().nullish(),
  content_hash: z.string().nullish(),
});

export type StoredFile = z.infer<typeof fileSchema>;

/** Options of `upload`. */
export interface UploadOptions extends CallOptions {
  /** The document to attach it to. @default none */
  attachTo?: { docType: string; name: string | number; field?: string | undefined } | undefined;
  /** False: everybody who has the link can read it, as Frappe does unless told otherwise. @default true */
  isPrivate?: boolean | undefined;
  /** @default 'Home' */
  folder?: string | undefined;
}

/** Uploads a file of up to 25 MB (more where the site says so). Never repeated by itself. */
export async function uploadFile(
  api: ErpnextApi,
  file: { name: string; content: Blob },
  { attachTo, isPrivate = true, folder, signal }: UploadOptions,
): Promise<StoredFile> {
  const body = new FormData();
  body.set('file', file.content, file.name);
  body.set('file_name', file.name);
  body.set('is_private', isPrivate ? '1' : '0');
  if (folder !== undefined) body.set('folder', folder);
  if (attachTo !== undefined) {
    body.set('doctype', attachTo.docType);
    body.set('docname', String(attachTo.name));
    if (attachTo.field !== undefined) body.set('fieldname', attachTo.field);
  }
  const version = await api.version(signal);
  const at = methodPath(version, 'upload_file');
  if (version === 'v2')
    return (await api.http.request('POST', at, { schema: z.looseObject({ data: fileSchema }), body, signal }))
      .data;
  return (
    await api.http.request('POST', at, { schema: z.looseObject({ message: fileSchema }), body, signal })
  ).message;
}
