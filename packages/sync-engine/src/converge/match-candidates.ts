import { normalForm, type Codec } from '../codec.ts';
import type { ItemKey } from '../link.ts';
import type { CollectionModel, Mapping } from '../model.ts';
import { viewHub, viewRecord } from '../plan/side-view.ts';
import { equalValues, type Fields, type FieldValue } from '../value.ts';
import type { Context } from './context.ts';
import { partsOf, withoutLinks, type RecordPartRef } from './unlinked-records.ts';

/**
 * For each set of identifying values, the live hub items of the stream's owner that hold them and have no link
 * in the stream.
 * @throws {SideUnavailable}
 */
export async function hubCandidates(
  { ports }: Context,
  collection: CollectionModel,
  mapping: Mapping,
  queries: readonly Fields[],
): Promise<readonly (readonly ItemKey[])[]> {
  const owned = queries.map((values) => ({ ...values, ...collection.constants[mapping.stream] }));
  const found = await findAll(
    owned.map((values) => storedInHub(collection, values)),
    (stored) => ports.hub(collection.name).findByFields(stored),
  );
  const items = found.map((records, at) =>
    records
      .map((record) => viewHub(collection, { kind: 'present', record }))
      .filter(
        ({ presence, values }) => presence === 'live' && holds(collection, mapping, values, owned[at] ?? {}),
      )
      .flatMap(({ record }) => (record === null ? [] : [{ collection: collection.name, id: record.id }])),
  );
  const all = [...new Map(items.flat().map((item) => [item.id, item])).values()];
  const linked = all.length === 0 ? [] : await ports.store.linksOfItems(mapping.stream, all);
  const taken = new Set(linked.map(({ item }) => item.id));
  return items.map((candidates) => candidates.filter(({ id }) => !taken.has(id)));
}

/**
 * For each set of identifying values, the live records (parts) that hold them and are linked to nothing.
 * @throws {SideUnavailable}
 */
export async function remoteCandidates(
  context: Context,
  collection: CollectionModel,
  mapping: Mapping,
  queries: readonly Fields[],
): Promise<readonly (readonly RecordPartRef[])[]> {
  const found = await findAll(
    queries.map((values) => storedFields(mapping, values)),
    (stored) => context.ports.stream(mapping.stream).findByFields(stored),
  );
  const parts = found.map((records, at) =>
    records
      .flatMap((record) => partsOf(mapping, record))
      .filter(({ record, part }) =>
        holds(collection, mapping, viewRecord(mapping, record, part).values, queries[at] ?? {}),
      ),
  );
  const unlinked = new Set(await withoutLinks(context, mapping, parts.flat()));
  return parts.map((candidates) => candidates.filter((candidate) => unlinked.has(candidate)));
}

/** The stored form of hub values in a stream, by its own names; `undefined` where it cannot hold one. */
export function storedFields(mapping: Mapping, values: Fields): Fields | undefined {
  const stored: Record<string, FieldValue> = {};
  for (const [field, value] of Object.entries(values)) {
    const fieldMapping = mapping.fields[field];
    const encoded = fieldMapping?.codec.encode(value);
    if (fieldMapping === undefined || encoded?.ok !== true) return undefined;
    stored[fieldMapping.remote] = encoded.value;
  }
  return stored;
}

function storedInHub(collection: CollectionModel, values: Fields): Fields | undefined {
  const stored: Record<string, FieldValue> = {};
  for (const [field, value] of Object.entries(values)) {
    const encoded = collection.columns[field]?.codec.encode(value);
    if (encoded?.ok !== true) return undefined;
    stored[field] = encoded.value;
  }
  return stored;
}

// Nothing is found of what a side cannot hold, and nothing is asked.
async function findAll<Found>(
  queries: readonly (Fields | undefined)[],
  find: (stored: readonly Fields[]) => Promise<readonly (readonly Found[])[]>,
): Promise<readonly (readonly Found[])[]> {
  const asked = queries.filter((query) => query !== undefined);
  const answers = asked.length === 0 ? [] : await find(asked);
  let next = 0;
  return queries.map((query) => (query === undefined ? [] : (answers[next++] ?? [])));
}

// A side may find more than it was asked for; a match is decided on decoded values.
function holds(collection: CollectionModel, mapping: Mapping, shown: Fields, values: Fields): boolean {
  return Object.entries(values).every(([field, value]) => {
    const codecs = [collection.columns[field]?.codec, mapping.fields[field]?.codec].filter(
      (codec) => codec !== undefined,
    );
    return (
      equalValues(shown[field], value) ||
      codecs.some((codec) => equalValues(formOf(codec, shown[field] ?? null), formOf(codec, value)))
    );
  });
}

function formOf(codec: Codec, value: FieldValue): FieldValue {
  const form = normalForm(codec, value);
  return form.ok ? form.value : value;
}
