import type { Fields } from './field.ts';
import type { Label } from './label.ts';

/** A collection: its fields besides the key `id`, a UUID, and how people see it. */
export interface Collection<CollectionFields extends Fields> {
  readonly label: Label;
  /** A Material symbol. */
  readonly icon: string;
  /** How an item is shown where another one refers to it: own fields in `{{braces}}`. */
  readonly template: string;
  readonly fields: CollectionFields;
}

/** Keeps the types of the fields, from which the type of an item is made. */
export const defineCollection = <const CollectionFields extends Fields>(
  collection: Collection<CollectionFields>,
): Collection<CollectionFields> => collection;
