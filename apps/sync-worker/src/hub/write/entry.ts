import {
  equalValues,
  type Fields,
  type SideRecord,
  type WriteRequest,
  type WriteResult,
} from '@unified-sync/sync-engine';
import type { Item, ResolvedCollection } from '../hub-options.ts';

/** A request on its way to Directus. */
export interface Entry {
  readonly id: string;
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  /** As Directus gets it; for a DELETE, the key alone. */
  readonly body: Item;
  /** The item as it was read just before; `null` for a create. */
  readonly record: SideRecord | null;
  readonly notAfter: number;
}

/** What is to be sent for a request; or its result, where there is nothing to send. */
export function toEntry(collection: ResolvedCollection, request: WriteRequest): Entry | WriteResult {
  if (request.part !== '') return refused('items of the hub have no parts');
  if (request.kind === 'command') return refused('the hub knows no commands');
  if (request.kind === 'create') return createEntry(collection, request);
  const { record, notAfter } = request;
  const change = changeOf(collection, request);
  if (typeof change === 'string') return refused(change);
  // Directus would make a revision of it, and fire its hooks.
  if (change === undefined) return { kind: 'written', record, part: '' };
  return {
    ...change,
    body: { [collection.primaryKey]: record.id, ...change.body },
    id: record.id,
    record,
    notAfter,
  };
}

const refused = (reason: string): WriteResult => ({ kind: 'refused', reason });

function createEntry(
  collection: ResolvedCollection,
  { id, fields, notAfter }: Extract<WriteRequest, { kind: 'create' }>,
): Entry | WriteResult {
  const body = inDirectus(collection, fields);
  if (id === null) return refused('an item of the hub is created with an id');
  if (typeof body === 'string') return refused(body);
  return { id, method: 'POST', body: { [collection.primaryKey]: id, ...body }, record: null, notAfter };
}

type Change = Pick<Entry, 'method' | 'body'>;

/** `undefined`: it is so already. Text: why it cannot be done. */
function changeOf(
  collection: ResolvedCollection,
  request: Extract<WriteRequest, { kind: 'update' | 'remove' | 'restore' }>,
): Change | string | undefined {
  if (request.kind === 'update') return updateOf(collection, request);
  const { archive, remove, name } = collection;
  if (request.kind === 'remove' && remove === 'delete') return { method: 'DELETE', body: {} };
  if (archive === null) return `${name} has no field for archived items: configure archive`;
  if (request.record.live === (request.kind === 'restore')) return undefined;
  const value = request.kind === 'remove' ? archive.archivedValue : archive.restoredValue;
  return { method: 'PATCH', body: { [archive.field]: value } };
}

function updateOf(
  collection: ResolvedCollection,
  { record, fields }: Extract<WriteRequest, { kind: 'update' }>,
): Change | string | undefined {
  const shown = record.parts['']?.fields ?? {};
  const isThere = Object.entries(fields).every(
    ([field, value]) => shown[field] !== undefined && equalValues(shown[field], value),
  );
  if (isThere) return undefined;
  const body = inDirectus(collection, fields);
  return typeof body === 'string' ? body : { method: 'PATCH', body };
}

function inDirectus({ fields: names, name }: ResolvedCollection, fields: Fields): Item | string {
  const unknown = Object.keys(fields).filter((field) => !names.has(field));
  // Directus drops what it does not know, and reports success.
  if (unknown.length > 0) return `${name} has no field for ${unknown.join(', ')}: configure it`;
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [names.get(field) ?? field, value]),
  );
}
