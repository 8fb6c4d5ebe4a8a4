import type { CollectionName, collections } from './collections.ts';
import type { Reference, ValueOf } from './definition/field.ts';

type FieldsOf<Name extends CollectionName> = (typeof collections)[Name]['fields'];

/** An item as the REST API answers it when it is asked for the collection's own fields: references are ids. */
export type Item<Name extends CollectionName> = {
  /** UUID. */
  id: string;
} & { -readonly [Field in keyof FieldsOf<Name>]: ValueOf<FieldsOf<Name>[Field]> | null };

/** The types that Directus' SDK wants: `createDirectus<Schema>(url)`. References may be asked for as items. */
export type Schema = { [Name in CollectionName]: SchemaItem<Name>[] };

/** An item in which a reference is an id or the item that it names. */
export type SchemaItem<Name extends CollectionName> = { id: string } & {
  -readonly [Field in keyof FieldsOf<Name>]: SchemaValue<FieldsOf<Name>[Field]> | null;
};

type SchemaValue<Definition> =
  Definition extends Reference<infer Target>
    ? Target extends CollectionName
      ? string | SchemaItem<Target>
      : string
    : ValueOf<Definition>;

/** One line of a quote or an invoice: all values are text, numbers are decimal text. */
export type Line = NonNullable<Item<'client_invoices'>['lines']>[number];
