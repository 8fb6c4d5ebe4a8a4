import { z } from 'zod';
import { ConflictError } from '@unified-sync/http-client';
import type { CallOptions, ErpnextApi } from '../api.ts';
import { isSiteDatetime } from '../time/site-datetime.ts';
import { mustRead, wholeTables } from './child-tables.ts';
import type { CreateInput, UpdateInput } from './inputs.ts';
import { collectionPath, type DocumentName, documentPath } from './routes.ts';

/** Which state of the document a write is meant for. */
export interface WriteOptions extends CallOptions {
  /**
   * `modified` of the document as you read it, verbatim: a write on another state is refused. `'any'` writes
   * whatever the state is, and the last write wins.
   */
  modified: (string & {}) | 'any';
}

/** Reads and writes documents one by one. */
export interface Writing<Doc> {
  /**
   * Gives one document with its child tables.
   *
   * @throws {NotFoundError} when there is none.
   */
  get(name: DocumentName, options?: CallOptions): Promise<Doc>;
  /**
   * Creates a document. Never repeated by itself: Frappe knows no idempotency key. A unique field (such as
   * `transaction_id` of a Bank Transaction) makes a second one a `ConflictError`.
   *
   * @throws {ValidationError} with the mandatory fields that are missing.
   * @throws {ConflictError} when a unique value or the name is taken.
   */
  create(input: CreateInput<Doc>, options?: CallOptions): Promise<Doc>;
  /**
   * Changes the fields given, and no others. Never repeated by itself.
   *
   * @throws {ConflictError} when somebody has changed the document since (a 417 of Frappe).
   * @example
   * const { name, modified } = await customers.get('Ada');
   * await customers.update(name, { website: 'https://ada.example' }, { modified });
   */
  update(name: DocumentName, changes: UpdateInput<Doc>, options: WriteOptions): Promise<Doc>;
  /**
   * Deletes a document for good; see `erpnext.deletedDocuments`.
   *
   * @throws {ValidationError} for a document that is submitted: cancel it first.
   * @throws {ConflictError} for one that others link to.
   */
  delete(name: DocumentName, options?: CallOptions): Promise<void>;
}

export function createWriting<Doc extends object>(
  api: ErpnextApi,
  docType: string,
  schema: z.ZodType<Doc>,
): Writing<Doc> {
  const envelope = z.looseObject({ data: schema });

  async function get(name: DocumentName, { signal }: CallOptions = {}): Promise<Doc> {
    const at = documentPath(await api.version(signal), docType, name);
    return (await api.http.request('GET', at, { schema: envelope, signal })).data;
  }

  return {
    get,
    async create(input, { signal } = {}) {
      const at = collectionPath(await api.version(signal), docType);
      return (await api.http.request('POST', at, { schema: envelope, json: input, signal })).data;
    },
    async update(name, changes, { modified, signal }) {
      checkModified(modified);
      const version = await api.version(signal);
      const at = documentPath(version, docType, name);
      const current = mustRead(changes) ? fieldsOf(await get(name, { signal })) : undefined;
      const lock = lockOf(modified, current, at);
      const json = { ...wholeTables(changes, current, at), ...lock };
      const verb = version === 'v2' ? 'PATCH' : 'PUT';
      // Repeated after a lost answer, a locked write would be refused for its own success.
      return (await api.http.request(verb, at, { schema: envelope, json, signal, repeatable: false })).data;
    },
    async delete(name, { signal } = {}) {
      const at = documentPath(await api.version(signal), docType, name);
      // Repeated, it would not find what it has deleted itself.
      const response = await api.http.raw('DELETE', at, { signal, repeatable: false });
      await response.body?.cancel();
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (document: object): Fields => ({ ...document });

/** The state that the site compares with. A table that was merged is locked to the state it was merged with. */
function lockOf(modified: string, current: Fields | undefined, path: string): { modified?: string } {
  if (current === undefined) return modified === 'any' ? {} : { modified };
  const read = current['modified'];
  if (modified !== 'any' && read !== modified)
    throw new ConflictError(`erpnext: ${path} was changed since it was read: read it again, then decide`, {
      provider: 'erpnext',
      method: 'PATCH',
      path,
      retryable: false,
    });
  return typeof read === 'string' ? { modified: read } : {};
}

/** @throws {TypeError} for anything but Frappe's own text: another form of the same moment is another state to it. */
export function checkModified(modified: unknown): void {
  if (modified === 'any' || (typeof modified === 'string' && isSiteDatetime(modified))) return;
  throw new TypeError(
    'modified: expected the `modified` of the document as it was read, verbatim, or "any" to let the last write win.',
  );
}
