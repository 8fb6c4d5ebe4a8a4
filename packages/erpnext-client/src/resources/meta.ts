import { NotFoundError, path } from '@unified-sync/http-client';
import { z } from 'zod';
import type { ErpnextApi } from '../api.ts';
import { type DocTypeMeta, docTypeMetaSchema } from '../codegen/doctype-meta.ts';

const v2Meta = z.looseObject({ data: docTypeMetaSchema });
const v1Meta = z.looseObject({ docs: z.array(docTypeMetaSchema).min(1) });

/** Reads the fields of a DocType on this site, custom ones included. */
export async function readMeta(api: ErpnextApi, docType: string, signal?: AbortSignal): Promise<DocTypeMeta> {
  if ((await api.version(signal)) === 'v2')
    return (await api.http.request('GET', path`/api/v2/doctype/${docType}/meta`, { schema: v2Meta, signal }))
      .data;
  // What the desk asks for; it answers with the DocType and its child tables (`frappe/desk/form/load.py`).
  const { docs } = await api.http.request('GET', '/api/method/frappe.desk.form.load.getdoctype', {
    schema: v1Meta,
    query: { doctype: docType },
    signal,
  });
  const meta = docs.find(({ name }) => name === docType);
  if (meta !== undefined) return meta;
  throw new NotFoundError(`erpnext: the site has no DocType ${docType}`, {
    provider: 'erpnext',
    method: 'GET',
    path: '/api/method/frappe.desk.form.load.getdoctype',
    retryable: false,
  });
}
