import { ConflictError } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, ErpnextApi } from '../api.ts';
import type { DocTypeMeta } from '../codegen/doctype-meta.ts';
import { fieldKind } from '../codegen/field-kind.ts';
import { readMeta } from './meta.ts';
import { type DocumentName, documentPath, collectionPath } from './routes.ts';
import { checkModified, type WriteOptions } from './writing.ts';

/** Moves a submittable document through its life: 0 draft, 1 submitted, 2 cancelled. */
export interface Lifecycle<Doc> {
  /**
   * Submits a draft: it is booked, and only few fields can still change. Never repeated by itself.
   *
   * @throws {ConflictError} for another state than the one read, or one that cannot be submitted.
   */
  submit(name: DocumentName, options: WriteOptions): Promise<Doc>;
  /** Cancels a submitted document: its bookings are undone; it stays, with docstatus 2. */
  cancel(name: DocumentName, options: WriteOptions): Promise<Doc>;
  /**
   * Makes a draft out of a cancelled document, which names it in `amended_from`. Fields that a copy leaves out
   * (`no_copy`) are left out. The draft's name is the old one with `-1`, `-2` …
   *
   * @throws {ConflictError} when the document is not cancelled.
   */
  amend(name: DocumentName, options?: CallOptions): Promise<Doc>;
}

export function createLifecycle<Doc extends object>(
  api: ErpnextApi,
  docType: string,
  schema: z.ZodType<Doc>,
): Lifecycle<Doc> {
  const envelope = z.looseObject({ data: schema });
  const anything = z.looseObject({ data: z.record(z.string(), z.unknown()) });

  const move =
    (docstatus: 1 | 2) =>
    async (name: DocumentName, { modified, signal }: WriteOptions): Promise<Doc> => {
      checkModified(modified);
      const version = await api.version(signal);
      // The route `/method/submit` takes no `modified`: a save with the new status is the same, and locked.
      const json = { docstatus, ...(modified !== 'any' && { modified }) };
      return (
        await api.http.request(version === 'v2' ? 'PATCH' : 'PUT', documentPath(version, docType, name), {
          schema: envelope,
          json,
          signal,
          repeatable: false,
        })
      ).data;
    };

  return {
    submit: move(1),
    cancel: move(2),
    async amend(name, { signal } = {}) {
      const version = await api.version(signal);
      const at = documentPath(version, docType, name);
      const { data: old } = await api.http.request('GET', at, { schema: anything, signal });
      if (old['docstatus'] !== 2)
        throw new ConflictError(
          `erpnext: ${at} is not cancelled, so there is nothing to amend: cancel it first`,
          {
            provider: 'erpnext',
            method: 'POST',
            path: at,
            retryable: false,
          },
        );
      // `/copy` came between 15.55.2 and 15.82.0, so the copy is made here, by the same rules.
      const json = { ...(await copyOf(api, docType, old, signal)), amended_from: name };
      return (
        await api.http.request('POST', collectionPath(version, docType), { schema: envelope, json, signal })
      ).data;
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;

const managed = new Set([
  'name',
  'owner',
  'creation',
  'modified',
  'modified_by',
  'docstatus',
  'idx',
  'amended_from',
  'parent',
  'parentfield',
  'parenttype',
  '_user_tags',
  '_comments',
  '_assign',
  '_liked_by',
]);

async function copyOf(api: ErpnextApi, docType: string, old: Fields, signal?: AbortSignal): Promise<Fields> {
  const meta = await readMeta(api, docType, signal);
  const entries: [string, unknown][] = [];
  for (const [field, value] of Object.entries(withoutUncopied(meta, old))) {
    const docField = meta.fields.find(({ fieldname }) => fieldname === field);
    const childType =
      docField !== undefined && fieldKind(docField) === 'table' ? docField.options : undefined;
    if (typeof childType !== 'string' || !Array.isArray(value)) {
      entries.push([field, value]);
      continue;
    }
    // oxlint-disable-next-line no-await-in-loop -- a handful of tables, and no need for haste
    const childMeta = await readMeta(api, childType, signal);
    const rows: Fields[] = value;
    entries.push([field, rows.map((row) => withoutUncopied(childMeta, row))]);
  }
  return Object.fromEntries(entries);
}

function withoutUncopied(meta: DocTypeMeta, fields: Fields): Fields {
  const uncopied = new Set(
    meta.fields.filter(({ no_copy }) => no_copy === 1 || no_copy === true).map(({ fieldname }) => fieldname),
  );
  return Object.fromEntries(
    Object.entries(fields).filter(([field]) => !managed.has(field) && !uncopied.has(field)),
  );
}
