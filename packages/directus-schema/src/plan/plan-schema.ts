import type { FieldPayload } from '../field-payload.ts';
import type { CollectionPayload, RelationPayload, WantedSchema } from '../wanted-schema.ts';
import { columnType, holds, typeName } from './column-type.ts';
import type { CurrentCollection, CurrentField, CurrentSchema } from './current-schema.ts';

/** What would be created, and what stands in the way; nothing is ever dropped or altered. */
export interface SchemaPlan {
  readonly collections: readonly CollectionPayload[];
  /** Fields that existing collections lack. */
  readonly fields: readonly FieldOfCollection[];
  readonly relations: readonly RelationPayload[];
  readonly conflicts: readonly SchemaConflict[];
}

/** A field with the collection that it is for. */
export interface FieldOfCollection {
  readonly collection: string;
  readonly field: FieldPayload;
}

/** Something that exists, and is not what we need. */
export interface SchemaConflict {
  /** `client_invoices.amount`, or a collection. */
  readonly name: string;
  /** What is needed, e.g. `decimal(19,4)`. */
  readonly expected: string;
  /** What is there, e.g. `decimal(10,5)`. */
  readonly found: string;
}

/**
 * Compares what a Directus has with what our collections need. Pure. What is there already is left as it is:
 * its settings in the app are its user's, and a difference that matters is a conflict.
 */
export function planSchema(current: CurrentSchema, wanted: WantedSchema): SchemaPlan {
  const existing = new Map(current.collections.map((each) => [each.collection, each]));
  const found = Map.groupBy(current.fields, (field) => field.collection);
  const missing = wanted.collections.filter(({ collection }) => !existing.has(collection));
  const plans = wanted.collections.flatMap((each) => {
    const collection = existing.get(each.collection);
    return collection === undefined ? [] : [planFields(each, collection, found.get(each.collection) ?? [])];
  });
  const conflicts = plans.flatMap((plan) => plan.conflicts);
  const relations = planRelations(current, wanted, new Set(conflicts.map(({ name }) => name)));
  return {
    collections: missing,
    fields: plans.flatMap(({ fields }) => fields),
    relations: relations.missing,
    conflicts: [...conflicts, ...relations.conflicts],
  };
}

type FieldsPlan = Pick<SchemaPlan, 'fields' | 'conflicts'>;

function planFields(
  wanted: CollectionPayload,
  existing: CurrentCollection,
  found: readonly CurrentField[],
): FieldsPlan {
  const { collection } = wanted;
  const conflict = (expected: string, is: string): FieldsPlan => ({
    fields: [],
    conflicts: [{ name: collection, expected, found: is }],
  });
  if (!existing.schema) return conflict('a collection with a table', 'a folder');
  if (!existing.meta) return conflict('a collection of Directus', 'a table that Directus does not manage');
  const byName = new Map(found.map((field) => [field.field, field]));
  const missing = wanted.fields.filter(({ field }) => !byName.has(field));
  const present = wanted.fields.flatMap((field) => {
    const match = byName.get(field.field);
    return match === undefined ? [] : [{ field, match }];
  });
  const [keys, fields] = [missing.filter(isKey), missing.filter((field) => !isKey(field))];
  const names = new Set(wanted.fields.map(({ field }) => field));
  return {
    fields: fields.map((field) => ({ collection, field })),
    conflicts: [
      ...keys.map(() => ({ name: `${collection}.id`, expected: 'uuid, the key', found: 'no such field' })),
      ...present.flatMap(({ field, match }) => fieldConflicts(collection, field, match)),
      ...found
        .filter(({ field }) => !names.has(field))
        .flatMap((field) => requiredByOthers(collection, field)),
    ],
  };
}

const isKey = ({ schema }: FieldPayload): boolean => schema.is_primary_key === true;

function fieldConflicts(collection: string, wanted: FieldPayload, found: CurrentField): SchemaConflict[] {
  const name = `${collection}.${wanted.field}`;
  if (!found.schema)
    return [{ name, expected: typeName(columnType(wanted)), found: `${found.type}, no column` }];
  const [expectedType, foundType] = [columnType(wanted), columnType(found)];
  const isFoundKey = found.schema.is_primary_key === true;
  if (!holds(foundType, expectedType) || isFoundKey !== isKey(wanted)) {
    return [
      {
        name,
        expected: typeName(expectedType) + keySuffix(isKey(wanted)),
        found: typeName(foundType) + keySuffix(isFoundKey),
      },
    ];
  }
  return isKey(wanted) || !isRequired(found) ? [] : [{ name, expected: 'optional', found: 'required' }];
}

const keySuffix = (isTheKey: boolean): string => (isTheKey ? ', the key' : '');

/** A field that we do not know and that every new item must have: nothing could be created there. */
function requiredByOthers(collection: string, field: CurrentField): SchemaConflict[] {
  if (!isRequired(field)) return [];
  const name = `${collection}.${field.field}`;
  return [{ name, expected: 'optional, or one of our fields by its name', found: 'required' }];
}

function isRequired({ schema }: CurrentField): boolean {
  if (!schema || schema.is_nullable !== false) return false;
  const isFilled = schema.has_auto_increment === true || schema.is_generated === true;
  return !isFilled && (schema.default_value === null || schema.default_value === undefined);
}

interface RelationsPlan {
  readonly missing: readonly RelationPayload[];
  readonly conflicts: readonly SchemaConflict[];
}

/** @param unfit Names of fields in conflict: a relation from or to them could not be made. */
function planRelations(
  { relations }: CurrentSchema,
  wanted: WantedSchema,
  unfit: ReadonlySet<string>,
): RelationsPlan {
  const found = new Map(relations.map((each) => [nameOf(each), each]));
  return {
    missing: wanted.relations.filter(
      (each) =>
        !found.has(nameOf(each)) && !unfit.has(nameOf(each)) && !unfit.has(`${each.related_collection}.id`),
    ),
    conflicts: wanted.relations.flatMap((each) => {
      const match = found.get(nameOf(each));
      if (match === undefined || match.related_collection === each.related_collection) return [];
      const [expected, is] = [leadsTo(each.related_collection), leadsTo(match.related_collection)];
      return [{ name: nameOf(each), expected, found: is }];
    }),
  };
}

const nameOf = ({ collection, field }: { collection: string; field: string }): string =>
  `${collection}.${field}`;

const leadsTo = (target: string | null): string => `a reference to ${target ?? 'several collections'}`;
