import { normalForm, type Codec } from '../codec.ts';
import { finding, type Finding } from '../finding.ts';
import type { ItemKey } from '../link.ts';
import type { CollectionModel, Mapping } from '../model.ts';
import { viewHub, viewRecord, type SideView } from '../plan/side-view.ts';
import type { SideRecord } from '../record.ts';
import { equalValues, isEmpty, type Fields, type FieldValue } from '../value.ts';
import { type Context } from './context.ts';
import { partsOf, withoutLinks, type RecordPartRef } from './unlinked-records.ts';

/** What matching by identifying fields came to. */
export type Match<Found> =
  | { readonly kind: 'one'; readonly found: Found }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly finding: Finding };

/** Values that the mapping's match rules identify a thing by: one record of values a rule, empty ones left out. */
function matchValues(mapping: Mapping, values: Fields): Fields[] {
  return mapping.matchBy
    .map((fields) => fields.map((field) => [field, values[field] ?? null] as const))
    .filter((pairs) => pairs.every(([, value]) => !isEmpty(value)))
    .map((pairs) => Object.fromEntries(pairs));
}

/**
 * Hub items that a record (part) could be: live, of the stream's owner, without any link in the stream. More
 * than one on either side is several.
 * @throws {SideUnavailable}
 */
export async function matchHubItem(
  context: Context,
  collection: CollectionModel,
  mapping: Mapping,
  ref: RecordPartRef,
): Promise<Match<ItemKey>> {
  const view = viewRecord(mapping, ref.record, ref.part);
  for (const values of matchValues(mapping, view.values)) {
    const items = await hubCandidates(context, collection, mapping, values);
    if (items.length === 0) continue;
    const rivals = await remoteCandidates(context, collection, mapping, values, null);
    const [item] = items;
    if (item !== undefined && items.length === 1 && rivals.every((rival) => isSamePart(rival, ref)))
      return { kind: 'one', found: item };
    return { kind: 'several', finding: ambiguous(null, mapping.stream, values, ref) };
  }
  return { kind: 'none' };
}

/**
 * Records (parts) that a hub item could be in a stream: live, linked to nothing, for a part within its parent.
 * More than one on either side is several.
 * @throws {SideUnavailable}
 */
export async function matchRecord(
  context: Context,
  collection: CollectionModel,
  mapping: Mapping,
  item: ItemKey,
  hub: SideView,
  parentId: string | null,
): Promise<Match<RecordPartRef>> {
  for (const values of matchValues(mapping, hub.values)) {
    const records = await remoteCandidates(context, collection, mapping, values, parentId);
    if (records.length === 0) continue;
    const rivals = await hubCandidates(context, collection, mapping, values);
    const [record] = records;
    if (record !== undefined && records.length === 1 && rivals.every(({ id }) => id === item.id))
      return { kind: 'one', found: record };
    return { kind: 'several', finding: ambiguous(item, mapping.stream, values, null) };
  }
  return { kind: 'none' };
}

/** Other live records that hold an identity value which one record is about to get. @throws {SideUnavailable} */
export async function takersOf(
  context: Context,
  mapping: Mapping,
  field: string,
  value: FieldValue,
  own: string | null,
): Promise<readonly SideRecord[]> {
  const stored = storedFields(mapping, { [field]: value });
  if (stored === undefined || isEmpty(value)) return [];
  const records = await context.ports.stream(mapping.stream).findByFields(stored);
  return records.filter(({ id, live }) => live && id !== own);
}

async function hubCandidates(
  { ports }: Context,
  collection: CollectionModel,
  mapping: Mapping,
  values: Fields,
): Promise<ItemKey[]> {
  const wanted = { ...values, ...collection.constants[mapping.stream] };
  const stored: Record<string, FieldValue> = {};
  for (const [field, value] of Object.entries(wanted)) {
    const encoded = collection.columns[field]?.codec.encode(value);
    if (encoded?.ok !== true) return [];
    stored[field] = encoded.value;
  }
  const records = await ports.hub(collection.name).findByFields(stored);
  const items = records
    .map((record) => viewHub(collection, { kind: 'present', record }))
    .filter(({ presence, values: shown }) => presence === 'live' && holds(collection, mapping, shown, wanted))
    .flatMap(({ record }) => (record === null ? [] : [{ collection: collection.name, id: record.id }]));
  const linked = await ports.store.linksOfItems(mapping.stream, items);
  return items.filter(({ id }) => !linked.some(({ item }) => item.id === id));
}

async function remoteCandidates(
  context: Context,
  collection: CollectionModel,
  mapping: Mapping,
  values: Fields,
  parentId: string | null,
): Promise<readonly RecordPartRef[]> {
  const stored = storedFields(mapping, values);
  if (stored === undefined) return [];
  const records = await context.ports.stream(mapping.stream).findByFields(stored);
  const parts = records
    .filter(({ id }) => parentId === null || id === parentId)
    .flatMap((record) => partsOf(mapping, record))
    .filter(({ record, part }) =>
      holds(collection, mapping, viewRecord(mapping, record, part).values, values),
    );
  return await withoutLinks(context, mapping, parts);
}

// A side may find more than it was asked for; a match is decided on decoded values.
function holds(collection: CollectionModel, mapping: Mapping, shown: Fields, values: Fields): boolean {
  return Object.entries(values).every(([field, value]) => {
    const forms = [collection.columns[field]?.codec, mapping.fields[field]?.codec].filter(
      (codec) => codec !== undefined,
    );
    return (
      equalValues(shown[field], value) ||
      forms.some((codec) => equalValues(formOf(codec, shown[field] ?? null), formOf(codec, value)))
    );
  });
}

function formOf(codec: Codec, value: FieldValue): FieldValue {
  const form = normalForm(codec, value);
  return form.ok ? form.value : value;
}

function storedFields(mapping: Mapping, values: Fields): Fields | undefined {
  const stored: Record<string, FieldValue> = {};
  for (const [field, value] of Object.entries(values)) {
    const fieldMapping = mapping.fields[field];
    const encoded = fieldMapping?.codec.encode(value);
    if (fieldMapping === undefined || encoded?.ok !== true) return undefined;
    stored[fieldMapping.remote] = encoded.value;
  }
  return stored;
}

const isSamePart = (left: RecordPartRef, right: RecordPartRef): boolean =>
  left.record.id === right.record.id && left.part === right.part;

const ambiguous = (
  item: ItemKey | null,
  stream: string,
  values: Fields,
  ref: RecordPartRef | null,
): Finding =>
  finding({
    kind: 'ambiguous_match',
    item,
    side: stream,
    field: null,
    lost: ref === null ? { ...values } : { ...values, record: ref.record.id, part: ref.part },
    message: `several records or items match by ${Object.keys(values).join(' and ')}; none is linked or created`,
  });
