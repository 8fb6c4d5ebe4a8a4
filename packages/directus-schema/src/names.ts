import { type CollectionName, collectionNames, collections, type FieldName } from './collections.ts';

/**
 * A user's own names: for a collection its name, or its name and those of some of its fields. What is left
 * out keeps our name.
 *
 * @example
 * { client_invoices: { collection: 'factures', fields: { gross: 'amount', company: 'company_id' } } }
 */
export type SchemaNames = {
  readonly [Name in CollectionName]?:
    | string
    | {
        readonly collection?: string;
        readonly fields?: { readonly [Field in FieldName<Name>]?: string };
      };
};

/** Translates our names into those of a user's Directus. */
export interface ResolvedNames {
  collection(name: CollectionName): string;
  /** @param field One of the collection's fields, or `id`. */
  field(name: CollectionName, field: string): string;
}

/** Configured names that cannot be meant: every mistake in one error. */
export class SchemaNamesError extends Error {
  override readonly name = 'SchemaNamesError';
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(
      `The names of collections and fields cannot be used:\n${mistakes.map((each) => `- ${each}`).join('\n')}`,
    );
    this.mistakes = mistakes;
  }
}

type NamesOfOne = string | { collection?: string; fields?: Readonly<Record<string, string>> } | undefined;

/** @throws {SchemaNamesError} for unknown names, impossible names and names used twice. */
export function resolveNames(names: SchemaNames = {}): ResolvedNames {
  const mistakes = findMistakes(names);
  if (mistakes.length > 0) throw new SchemaNamesError(mistakes);
  return uncheckedNames(names);
}

function uncheckedNames(names: SchemaNames): ResolvedNames {
  const of = (name: CollectionName): NamesOfOne => names[name];
  return {
    collection(name) {
      const own = of(name);
      return (typeof own === 'string' ? own : own?.collection) ?? name;
    },
    field(name, field) {
      const own = of(name);
      return (typeof own === 'string' ? undefined : own?.fields?.[field]) ?? field;
    },
  };
}

function findMistakes(names: SchemaNames): string[] {
  const unknown = Object.keys(names).filter((name) => !Object.hasOwn(collections, name));
  if (unknown.length > 0)
    return unknown.map((name) => `"${name}" is none of our collections: ${collectionNames.join(', ')}`);
  const resolved = uncheckedNames(names);
  return [
    ...namesThatCannotBe(
      'collection',
      collectionNames.map((name) => [name, resolved.collection(name)]),
    ),
    ...collectionNames.flatMap((name) => fieldMistakes(name, names[name], resolved)),
  ];
}

function fieldMistakes(name: CollectionName, own: NamesOfOne, resolved: ResolvedNames): string[] {
  const known = ['id', ...Object.keys(collections[name].fields)];
  const configured = typeof own === 'string' ? [] : Object.keys(own?.fields ?? {});
  const unknown = configured.filter((field) => !known.includes(field) || field === 'id');
  return [
    ...unknown.map((field) => `"${name}.${field}" is none of our fields that may be renamed`),
    ...namesThatCannotBe(
      `field of ${name}`,
      known.map((field) => [field, resolved.field(name, field)]),
    ),
  ];
}

/** @param pairs Our name and the user's. */
function namesThatCannotBe(what: string, pairs: ReadonlyArray<readonly [string, string]>): string[] {
  const byName = Map.groupBy(pairs, ([, theirs]) => theirs);
  const twice = [...byName].filter(([, users]) => users.length > 1);
  return [
    ...pairs
      .filter(([, theirs]) => !/^[a-z_]\w{0,62}$/i.test(theirs) || theirs.startsWith('directus_'))
      .map(([ours, theirs]) => `${what} "${ours}": "${theirs}" is no name that Directus takes`),
    ...twice.map(
      ([theirs, users]) => `${what}: "${theirs}" is meant by ${users.map(([ours]) => ours).join(' and ')}`,
    ),
  ];
}
