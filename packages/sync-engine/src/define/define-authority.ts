import type { Authority, FieldMapping } from '../model.ts';
import type { CollectionDefinition, ColumnValue } from './define-collection.ts';
import type { MappingDefinition } from './define-mapping.ts';

type Mappings = readonly MappingDefinition[];

/** Every field that at least one of the mappings maps. */
export type MappedField<Maps extends Mappings> = Maps[number] extends infer One
  ? One extends MappingDefinition
    ? keyof One['fields'] & string
    : never
  : never;

/** Entities of the streams that map the field in one of the directions. */
type StreamsOf<
  Maps extends Mappings,
  Field extends string,
  Direction extends FieldMapping['direction'],
> = Maps[number] extends infer One
  ? One extends {
      readonly entity: infer Stream extends string;
      readonly fields: Readonly<Record<Field, { readonly direction: Direction }>>;
    }
    ? Stream
    : never
  : never;

type Readable = 'in' | 'both';

/**
 * A stream that only reads a field cannot be corrected: it has to be the one that decides. Any other field may
 * be decided by the hub, by a stream that shows it, or by a rule for all sides.
 */
type PlainFor<Collection extends CollectionDefinition, Maps extends Mappings, Field extends string> = [
  StreamsOf<Maps, Field, 'in'>,
] extends [never]
  ? | { readonly kind: 'hub' }
    | { readonly kind: 'stream'; readonly stream: StreamsOf<Maps, Field, Readable> }
    | { readonly kind: 'shared'; readonly prefer: 'hub' | StreamsOf<Maps, Field, Readable> }
    | { readonly kind: 'either'; readonly wins: NonNullable<ColumnValue<Collection, Field>> }
    | { readonly kind: 'manual' }
  : { readonly kind: 'stream'; readonly stream: StreamsOf<Maps, Field, 'in'> };

/** One kind for each field and stream that can show a state. */
type ByStateFor<Collection extends CollectionDefinition, Maps extends Mappings, Field extends string> = {
  [State in MappedField<Maps>]: {
    readonly kind: 'by-state';
    readonly stream: StreamsOf<Maps, State, Readable>;
    readonly field: State;
    readonly states: readonly {
      readonly in: readonly ColumnValue<Collection, State>[];
      readonly authority: PlainFor<Collection, Maps, Field>;
    }[];
    readonly otherwise: PlainFor<Collection, Maps, Field>;
  };
}[MappedField<Maps>];

/** Exactly one authority for every mapped field. */
export type AuthorityTable<Collection extends CollectionDefinition, Maps extends Mappings> = {
  readonly [Field in MappedField<Maps>]:
    | PlainFor<Collection, Maps, Field>
    | ByStateFor<Collection, Maps, Field>;
};

/** A collection with its mappings and who decides each field: what `defineModel` is made of. */
export interface AuthorityDefinition {
  readonly collection: CollectionDefinition;
  readonly mappings: readonly MappingDefinition[];
  readonly authority: Readonly<Record<string, Authority>>;
}

/**
 * Declares who decides each field of a collection, across all of its mappings.
 *
 * Does not compile: a mapped field without an authority or with two, an authority for a field that nothing
 * maps, a stream that does not show the field (not mapped, or written only), another authority than the
 * stream's own for a field that it only reads, a state that no stream shows. `defineModel` checks the same
 * again when it runs.
 * @example
 * defineAuthority(companies, [ninjaClients, mauticCompanies], {
 *   name: shared({ prefer: 'hub' }),
 *   vat_number: byStream('ninja-acme.clients'),
 * })
 */
export function defineAuthority<
  const Collection extends CollectionDefinition,
  const Maps extends readonly MappingDefinition<Collection['name']>[],
>(
  collection: Collection,
  mappings: Maps,
  authority: AuthorityTable<Collection, NoInfer<Maps>>,
): AuthorityDefinition {
  return { collection, mappings, authority };
}
