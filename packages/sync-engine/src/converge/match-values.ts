import { normalForm, type Codec } from '../codec.ts';
import type { CollectionModel, Mapping } from '../model.ts';
import { equalValues, isEmpty, type Fields, type FieldValue } from '../value.ts';

/** What a match rule identifies a thing by; `undefined` where the thing lacks one of the values. */
export function identifyingValues(rule: readonly string[], values: Fields): Fields | undefined {
  const pairs = rule.map((field) => [field, values[field] ?? null] as const);
  return pairs.length > 0 && pairs.every(([, value]) => !isEmpty(value))
    ? Object.fromEntries(pairs)
    : undefined;
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

/** The stored form of values in the hub; `undefined` where it cannot hold one. */
export function storedInHub(collection: CollectionModel, values: Fields): Fields | undefined {
  const stored: Record<string, FieldValue> = {};
  for (const [field, value] of Object.entries(values)) {
    const encoded = collection.columns[field]?.codec.encode(value);
    if (encoded?.ok !== true) return undefined;
    stored[field] = encoded.value;
  }
  return stored;
}

/** Whether a side shows these values, in whatever normal form. A side may find more than it was asked for. */
export function holds(collection: CollectionModel, mapping: Mapping, shown: Fields, values: Fields): boolean {
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

/** Asks for those queries that a side can hold; the others find nothing. Same order as `queries`. */
export async function findAll<Found>(
  queries: readonly (Fields | undefined)[],
  find: (stored: readonly Fields[]) => Promise<readonly (readonly Found[])[]>,
): Promise<readonly (readonly Found[])[]> {
  const asked = queries.filter((query) => query !== undefined);
  const answers = asked.length === 0 ? [] : await find(asked);
  let next = 0;
  return queries.map((query) => (query === undefined ? [] : (answers[next++] ?? [])));
}
