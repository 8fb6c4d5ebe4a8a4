import type { Codec } from '../codec.ts';
import type { TypedCodec } from '../codecs/typed-codec.ts';
import type { FieldMapping, Mapping, StreamCapabilities } from '../model.ts';
import type { Fields, FieldValue } from '../value.ts';
import type { CollectionDefinition, ColumnDefinition, ColumnName, ColumnValue } from './define-collection.ts';

/** A mapping with what only its definition knows: `defineModel` checks it and puts it where it belongs. */
export interface MappingDefinition<
  Collection extends string = string,
  Entity extends string = string,
  Mapped extends Readonly<Record<string, FieldMapping>> = Readonly<Record<string, FieldMapping>>,
> extends Mapping {
  readonly collection: Collection;
  readonly entity: Entity;
  readonly fields: Mapped;
  /** All fields that the stream's records show. */
  readonly remoteFields: readonly string[];
  readonly constants: Fields;
}

/** One line of a mapping: it must suit its column. What it must be instead stands in the compiler's message. */
type LineOf<Column extends ColumnDefinition, Remote extends string, Line> = Omit<
  FieldMapping,
  'remote' | 'codec' | 'refers'
> & {
  readonly remote: Remote;
  readonly codec: CodecFor<Column['codec'], Line>;
} & (Column extends { readonly kind: 'reference' }
    ? { readonly refers: string }
    : { readonly refers?: never }) & {
    readonly [Option in Exclude<keyof Line, keyof FieldMapping>]: `a mapping line has no ${Option & string}`;
  };

/** Both sides mean the same type; what is read must be something that the column can hold. */
type CodecFor<Own extends Codec, Line> =
  Own extends TypedCodec<infer Type, infer Value>
    ? Line extends { readonly direction: 'out' }
      ? TypedCodec<Type>
      : Type extends 'list'
        ? SameKeys<Value, Line>
        : TypedCodec<Type, Value>
    : Codec;

/** A list that had more or other keys than the column would be refused record by record. */
type SameKeys<Value, Line> = Line extends { readonly codec: TypedCodec<'list', infer Other> }
  ? [Value, Other] extends [Other, Value]
    ? unknown
    : 'the two lists have other keys'
  : 'the column holds a list';

type Lines<Collection extends CollectionDefinition, Remote extends string, Mapped> = {
  readonly [Field in keyof Mapped]: Field extends ColumnName<Collection>
    ? LineOf<Collection['columns'][Field], Remote, Mapped[Field]>
    : `${Collection['name']} has no column ${Field & string}`;
};

/** A command of one of the mapped fields, with values of that field. */
type CommandOf<Collection extends CollectionDefinition, Field> =
  Field extends ColumnName<Collection>
    ? {
        /** The provider adapter's name for it, e.g. `mark_sent`. */
        readonly name: string;
        readonly field: Field;
        /** Remote values it starts from. */
        readonly from: readonly ColumnValue<Collection, Field>[];
        readonly to: ColumnValue<Collection, Field>;
        /** True: its outcome is never guessed; unclear becomes a finding. */
        readonly movesMoney: boolean;
      }
    : never;

type ReferenceName<Collection extends CollectionDefinition> = {
  [Field in ColumnName<Collection>]: Collection['columns'][Field] extends { readonly kind: 'reference' }
    ? Field
    : never;
}[ColumnName<Collection>];

type Conditions<Collection extends CollectionDefinition, When> = {
  readonly [Field in keyof When]: Field extends ColumnName<Collection>
    ? readonly ColumnValue<Collection, Field>[]
    : `${Collection['name']} has no column ${Field & string}`;
};

/** What {@link defineMapping} is given. */
export interface MappingRules<
  Collection extends CollectionDefinition,
  Stream extends string,
  Entity extends string,
  Remote extends string,
  Mapped,
  When,
> {
  /** Full name, e.g. `ninja-acme.clients`. */
  readonly stream: Stream;
  /**
   * What the stream is one of, whichever connection it belongs to, e.g. `invoice-ninja.clients`: the name that
   * authority has for it. @default the stream's own name
   */
  readonly entity?: Entity;
  /** Prefix of the parts that become items, e.g. `contact:`. @default '' (the whole record) */
  readonly partPrefix?: string;
  /** For parts: the reference column that names the item of the whole record. */
  readonly parent?: ReferenceName<Collection>;
  /** All fields that the stream's records show. */
  readonly remoteFields: readonly Remote[];
  /** One line a field, by column. */
  readonly fields: Mapped;
  readonly capabilities: StreamCapabilities;
  /** Sets of fields that identify a record at first contact, strongest first. */
  readonly matchBy: readonly (readonly (keyof NoInfer<Mapped> & string)[])[];
  /** New remote records become hub items. */
  readonly createInHub: boolean;
  /** Which hub items are created in the stream: fields they must have, and with which values. */
  readonly createInStream: false | { readonly when: When & Conditions<Collection, When> };
  /** What a delete elsewhere does to the remote record. */
  readonly onDelete: 'remove' | 'keep';
  /** @default none */
  readonly commands?: readonly CommandOf<Collection, keyof NoInfer<Mapped>>[];
  /** Values that this stream's records get in columns that it does not map, e.g. the owner company. @default none */
  readonly constants?: {
    readonly [Field in Exclude<ColumnName<Collection>, keyof NoInfer<Mapped>>]?: ColumnValue<
      Collection,
      Field
    >;
  };
}

/**
 * Pairs a stream with a collection: one line per field that it maps.
 *
 * Does not compile: a column that the collection does not have, a remote field that is not declared, a codec
 * whose canonical values are not those of the column, a reference without `refers`, a constant for a mapped
 * column, and match, command or create rules over fields or values that are not there. `defineModel` checks
 * the same again when it runs.
 * @example
 * const ninjaClients = defineMapping(companies, {
 *   stream: 'ninja-acme.clients',
 *   entity: 'invoice-ninja.clients',
 *   remoteFields: ['name', 'vat_number'],
 *   fields: {
 *     name: { remote: 'name', codec: text(), direction: 'both' },
 *     vat_number: { remote: 'vat_number', codec: text({ trim: true }), direction: 'both' },
 *   },
 *   capabilities,
 *   matchBy: [['vat_number']],
 *   createInHub: true,
 *   createInStream: { when: {} },
 *   onDelete: 'remove',
 * });
 */
export function defineMapping<
  const Collection extends CollectionDefinition,
  const Stream extends string,
  const Remote extends string,
  const Mapped extends Readonly<Record<string, FieldMapping>> & Lines<Collection, Remote, Mapped>,
  const When extends Readonly<Record<string, readonly FieldValue[]>>,
  const Entity extends string = Stream,
>(
  collection: Collection,
  rules: MappingRules<Collection, Stream, Entity, Remote, Mapped, When>,
): MappingDefinition<Collection['name'], Entity, Mapped> {
  const { partPrefix = '', commands = [], constants = {}, createInStream, parent, ...rest } = rules;
  return {
    ...rest,
    // Without a name of its own, the entity is the stream, as the type's default says.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    entity: rules.entity ?? (rules.stream as string as Entity),
    collection: collection.name,
    partPrefix,
    ...(parent !== undefined && { parent }),
    createInStream,
    commands,
    constants,
  };
}
