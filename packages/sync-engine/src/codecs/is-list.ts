import type { FieldValue } from '../value.ts';

/** Array.isArray does not narrow readonly arrays out of a union. */
export function isList<Item>(value: readonly Item[] | FieldValue | object): value is readonly Item[] {
  return Array.isArray(value);
}
