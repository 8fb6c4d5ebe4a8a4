import { columnType, typeName } from './column-type.ts';
import type { SchemaConflict, SchemaPlan } from './plan-schema.ts';

/** One line for each thing that would be created, for a person to read before it happens; none if nothing is missing. */
export function describePlan({ collections, fields, relations }: SchemaPlan): string[] {
  return [
    ...collections.map(
      ({ collection, fields: own }) => `create collection ${collection} (${own.length} fields)`,
    ),
    ...fields.map(
      ({ collection, field }) => `add field ${collection}.${field.field}: ${typeName(columnType(field))}`,
    ),
    ...relations.map(
      ({ collection, field, related_collection }) =>
        `add relation ${collection}.${field} -> ${related_collection}`,
    ),
  ];
}

/** A conflict in one line. */
export const describeConflict = ({ name, expected, found }: SchemaConflict): string =>
  `${name}: expected ${expected}, found ${found}`;
