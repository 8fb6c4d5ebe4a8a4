import type { ContactRow } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { record, textOf } from '../http/reply.ts';

/** What a write did to a contact. */
export interface SavedContact {
  row: ContactRow;
  created: boolean;
  changed: boolean;
  /** The contact that was merged away by it. */
  merged?: ContactRow;
}

const notFields = new Set(['id', 'tags', 'owner', 'stage', 'points', 'overwriteWithBlank', 'ipAddress']);

/** `is_numeric` with a whole part of 0 (`CustomFieldsApiControllerTrait::setCustomFieldValues`). */
const isDroppedZero = (value: unknown): boolean =>
  (typeof value === 'number' ||
    (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))) &&
  Math.trunc(Number(value)) === 0;

export const emailOf = ({ fields }: ContactRow): string => String(fields['email'] ?? '').toLowerCase();

/** The newest contact with this address. */
export const holderOf = (store: Store, email: unknown): ContactRow | undefined =>
  typeof email === 'string' && email !== ''
    ? store.contacts.all().findLast((row) => emailOf(row) === email.toLowerCase())
    : undefined;

export function newContact(store: Store): ContactRow {
  const at = store.now();
  return store.contacts.insert({
    fields: {},
    points: 0,
    tags: [],
    owner: null,
    stage: null,
    dateAdded: at,
    dateModified: null,
    dateIdentified: null,
    isPublished: true,
    doNotContact: [],
  });
}

/** Writes into a contact as POST and PATCH do, or PUT, which sets every field. */
export function saveContact(
  store: Store,
  target: ContactRow | undefined,
  body: unknown,
  method: 'POST' | 'PATCH' | 'PUT',
): SavedContact {
  const given = record(body);
  const isPut = method === 'PUT';
  const overwrites = isPut || Boolean(given['overwriteWithBlank']);
  const values = Object.entries(given).filter(([, value]) => isPut || !isDroppedZero(value));
  const created = target === undefined;
  const row = target ?? newContact(store);
  const before = JSON.stringify([row.fields, row.points, row.tags, row.owner, row.stage]);

  if (isPut) for (const { alias } of store.fields) if (!(alias in given)) row.fields[alias] = null;
  for (const [alias, value] of values) {
    const field = store.fields.find((one) => one.alias === alias);
    if (notFields.has(alias) || field === undefined) continue;
    if ((value === null || value === '') && !overwrites) continue;
    row.fields[alias] = cast(value, field.type);
  }
  setOthers(row, Object.fromEntries(values));
  const merged = mergeHolder(store, row, created);
  if (emailOf(row) !== '') row.dateIdentified ??= store.now();
  const changed = before !== JSON.stringify([row.fields, row.points, row.tags, row.owner, row.stage]);
  // A new record has no `dateModified` (`FormModel::setTimestamps`).
  if (!created && changed) row.dateModified = store.now();
  return { row, created, changed, ...(merged !== undefined && { merged }) };
}

function setOthers(row: ContactRow, values: Record<string, unknown>): void {
  const { points, owner, stage, tags } = values;
  if (typeof points === 'number') row.points = points;
  if (typeof owner === 'number' || owner === null) row.owner = owner;
  if (typeof stage === 'number' || stage === null) row.stage = stage;
  if (!Array.isArray(tags)) return;
  for (const tag of tags.map(String))
    row.tags = tag.startsWith('-')
      ? row.tags.filter((one) => one !== tag.slice(1))
      : [...new Set([...row.tags, tag])];
}

function cast(value: unknown, type: string): string | number | null {
  if (value === null || value === '') return null;
  if (type === 'number') return Number(value);
  if (type === 'boolean') return Number(Boolean(Number(value)));
  return Array.isArray(value) ? value.join('|') : textOf(value);
}

/** The edited contact wins, points are added up, the other one is deleted (`ContactMerger`). */
function mergeHolder(store: Store, row: ContactRow, created: boolean): ContactRow | undefined {
  if (created) return undefined;
  const other = store.contacts
    .all()
    .findLast((one) => one.id !== row.id && emailOf(one) !== '' && emailOf(one) === emailOf(row));
  if (other === undefined) return undefined;
  row.points += other.points;
  row.tags = [...new Set([...row.tags, ...other.tags])];
  for (const [alias, value] of Object.entries(other.fields)) row.fields[alias] ??= value;
  row.dateModified = store.now();
  store.contacts.delete(other.id);
  store.merges.set(other.id, row.id);
  for (const [from, to] of store.merges) if (to === other.id) store.merges.set(from, row.id);
  return other;
}
