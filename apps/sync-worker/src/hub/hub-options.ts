import type { ClientOptions, RateBudget } from '@unified-sync/http-client';
import type { FieldValue } from '@unified-sync/sync-engine';

/** What {@link createDirectusHub} needs. */
export interface DirectusHubOptions {
  /** Root of Directus, e.g. `https://directus.example.com`. */
  readonly url: string;
  /** Static token of the worker's own user. */
  readonly token: string;
  /** By the name that the engine's model has for it. */
  readonly collections: Readonly<Record<string, HubCollection>>;
  /** @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch;
  /** Stands around every request, e.g. a circuit breaker. @default none */
  readonly around?: NonNullable<ClientOptions['around']>;
  /** @default none: Directus has no rate limit, as it comes */
  readonly budget?: RateBudget;
  /** Milliseconds allowed for one request. @default 60_000 */
  readonly timeout?: number;
  /** Items that are read in one request. @default 500 */
  readonly readBatch?: number;
  /** Items that are written in one request. @default 200 */
  readonly writeBatch?: number;
  /** Write requests under way at once: more than 4 only add latency. @default 3 */
  readonly writeConcurrency?: number;
  /** The engine's clock: milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
}

/** How a collection of the model stands in Directus. */
export interface HubCollection {
  /** Its name in Directus. @default the model's */
  readonly collection?: string;
  /** The field with its UUID. @default 'id' */
  readonly primaryKey?: string;
  /** Every field of the model with its name in Directus; a list where the names are the same. */
  readonly fields: readonly string[] | Readonly<Record<string, string>>;
  /** The field that tells archived items; `null`: there is none. */
  readonly archive: HubArchive | null;
  /** What removing an item does. Without `archive`, `'archive'` is refused. @default 'archive' */
  readonly remove?: 'archive' | 'delete';
  /** The timestamp that Directus sets on create (special `date-created`); `null`: there is none. */
  readonly dateCreated: string | null;
  /**
   * The timestamp that Directus sets on update (special `date-updated`). `null`: there is none, and every
   * listing shows every item, since nothing says which have changed.
   */
  readonly dateUpdated: string | null;
}

export interface HubArchive {
  /** Name in Directus, e.g. `archived` or `status`. */
  readonly field: string;
  /** Value of an archived item, e.g. `true` or `'archived'`; every other one is a live item's. */
  readonly archivedValue: string | boolean;
  /** Value that brings an item back, e.g. `false` or `'draft'`. */
  readonly restoredValue: string | boolean;
}

/** A collection with every default filled in. */
export interface ResolvedCollection {
  /** Name in Directus. */
  readonly name: string;
  readonly primaryKey: string;
  /** Name in Directus by the model's field. */
  readonly fields: ReadonlyMap<string, string>;
  /** Names of all fields that are read. */
  readonly read: readonly string[];
  readonly archive: HubArchive | null;
  readonly remove: 'archive' | 'delete';
  readonly dateCreated: string | null;
  readonly dateUpdated: string | null;
}

/** An item as Directus shows it. */
export type Item = Readonly<Record<string, FieldValue>>;

/**
 * Fills in the defaults of all collections.
 * @throws {TypeError} that lists every mistake.
 */
export function resolveCollections(
  collections: DirectusHubOptions['collections'],
): ReadonlyMap<string, ResolvedCollection> {
  const resolved = new Map(Object.entries(collections).map(([name, given]) => [name, resolve(name, given)]));
  const mistakes = [...resolved].flatMap(([name, collection]) =>
    mistakesOf(collection).map((mistake) => `collections.${name}.${mistake}`),
  );
  if (mistakes.length > 0) throw new TypeError(mistakes.join('\n'));
  return resolved;
}

function resolve(name: string, given: HubCollection): ResolvedCollection {
  const { collection = name, primaryKey = 'id', archive, remove = 'archive' } = given;
  const { dateCreated, dateUpdated } = given;
  const entries = isList(given.fields)
    ? given.fields.map((field) => [field, field] as const)
    : Object.entries(given.fields);
  const fields = new Map(entries);
  const more = [archive?.field, dateCreated, dateUpdated].filter((field) => typeof field === 'string');
  const read = [...new Set([primaryKey, ...fields.values(), ...more])];
  return { name: collection, primaryKey, fields, read, archive, remove, dateCreated, dateUpdated };
}

function mistakesOf({ primaryKey, fields, archive }: ResolvedCollection): string[] {
  const names = [...fields.values()];
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [
    ...(fields.size === 0 ? ['fields: expected at least one field, got none. Name them.'] : []),
    ...[...twice].map((name) => `fields: two fields are kept in ${name}. Give each a field of its own.`),
    ...(names.includes(primaryKey) ? [`fields: ${primaryKey} is the key, and no field. Leave it out.`] : []),
    ...(archive !== null && archive.archivedValue === archive.restoredValue
      ? ['archive.restoredValue: expected another value than archivedValue, got the same.']
      : []),
  ];
}

// Array.isArray does not narrow readonly arrays out of a union.
function isList(fields: HubCollection['fields']): fields is readonly string[] {
  return Array.isArray(fields);
}
