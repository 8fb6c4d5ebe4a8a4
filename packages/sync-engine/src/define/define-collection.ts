import type { CanonicalOf, CanonicalType, TypedCodec } from '../codecs/typed-codec.ts';
import type { Codec } from '../codec.ts';

/** A codec of anything that is compared as a whole; one that does not say its type is taken at its word. */
type ValueCodec = Codec & { readonly type?: Exclude<CanonicalType, 'set' | 'reference'> };

/** A column, with the codec that its kind needs. */
export type ColumnDefinition =
  | { readonly kind: 'value'; readonly codec: ValueCodec; readonly to?: never }
  | { readonly kind: 'set'; readonly codec: TypedCodec<'set'>; readonly to?: never }
  | {
      readonly kind: 'reference';
      readonly codec: TypedCodec<'reference'>;
      /** The collection that it names. */
      readonly to: string;
    };

type Columns = Readonly<Record<string, ColumnDefinition>>;

/** A hub collection: its columns, before anything is mapped to them. */
export interface CollectionDefinition<Name extends string = string, Own extends Columns = Columns> {
  readonly name: Name;
  /** The column that names the owner company; match candidates share its value. `null`: one owner. */
  readonly owner: string | null;
  readonly columns: Own;
  /** What a delete elsewhere does to the hub item. */
  readonly onDelete: 'remove' | 'keep';
  /** Milliseconds after which a hub write that was sent can no longer take effect. */
  readonly longestRequest: number;
  /** Milliseconds that an incremental listing of the hub looks back. */
  readonly overlap: number;
}

/** Names of a collection's columns. */
export type ColumnName<Collection extends CollectionDefinition> = keyof Collection['columns'] & string;

/** Canonical values that a column holds. */
export type ColumnValue<
  Collection extends CollectionDefinition,
  Field extends PropertyKey,
> = Field extends keyof Collection['columns'] ? CanonicalOf<Collection['columns'][Field]['codec']> : never;

/**
 * Declares a hub collection.
 *
 * A set column with another codec than one of a set, a reference without `to`, or an owner that is no column
 * does not compile; `defineModel` checks the same again when it runs.
 * @example
 * const companies = defineCollection({
 *   name: 'companies',
 *   owner: 'owner_company',
 *   columns: {
 *     owner_company: { kind: 'value', codec: text() },
 *     name: { kind: 'value', codec: text({ maxLength: 255 }) },
 *     tags: { kind: 'set', codec: textSet() },
 *     parent: { kind: 'reference', codec: reference(), to: 'companies' },
 *   },
 *   onDelete: 'keep',
 *   longestRequest: 30_000,
 *   overlap: 60_000,
 * });
 */
export function defineCollection<const Name extends string, const Own extends Columns>(
  definition: CollectionDefinition<Name, Own> & { readonly owner: (keyof Own & string) | null },
): CollectionDefinition<Name, Own> {
  return definition;
}
