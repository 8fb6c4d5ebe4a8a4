import { ApiError, path } from '@unified-sync/http-client';
import { z } from 'zod';
import type { DirectusClient } from './directus-client.ts';
import { failureText } from './directus-error.ts';
import type { ResolvedCollection } from './hub-options.ts';

/** What the hub must know of a collection before it can use it. */
export interface CollectionSchema {
  /** Directus' type of each field, by its name there. */
  readonly types: ReadonlyMap<string, string>;
  /** Table that a field refers to, by the field's name there. */
  readonly references: ReadonlyMap<string, string>;
  /** Of the Directus that said all this; `null`: it does not say. */
  readonly version: string | null;
  /** Most items that one answer can hold. */
  readonly mostItems: number;
  /**
   * Fields in which Directus itself notes who made an item, and who changed it last; `null`: it notes neither, or that
   * says nothing, since the worker has no user of its own.
   */
  readonly authors: { readonly created: string; readonly updated: string } | null;
  /** Why the collection cannot be synced as configured; empty: it can. */
  readonly problems: readonly string[];
}

const field = z.object({
  field: z.string(),
  type: z.string(),
  schema: z
    .object({ is_primary_key: z.boolean().nullish(), foreign_key_table: z.string().nullish() })
    .nullish(),
  meta: z.object({ special: z.array(z.string()).nullish() }).nullish(),
});
type Field = z.infer<typeof field>;

const info = z.object({
  version: z.string().optional(),
  queryLimit: z.object({ max: z.number() }).optional(),
});

/** Which Directus answers. */
export interface HubServer {
  /** E.g. `10.13.4`; `null`: it does not say. */
  readonly version: string | null;
  /** Most items that one answer can hold (`QUERY_LIMIT_MAX`). */
  readonly mostItems: number;
}

/** @throws {ApiError} */
export async function readServer(client: DirectusClient): Promise<HubServer> {
  const { version = null, queryLimit } = await client.get('/server/info', info);
  const max = queryLimit?.max ?? -1;
  return { version, mostItems: max < 0 ? Infinity : max };
}

/** Reads a collection's fields and compares them with the configuration. @throws {ApiError} but for 403 */
export async function readCollectionSchema(
  client: DirectusClient,
  collection: ResolvedCollection,
): Promise<CollectionSchema> {
  const { version, mostItems } = await readServer(client);
  try {
    const fields = await client.get(path`/fields/${collection.name}`, z.array(field));
    const byName = new Map(fields.map((each) => [each.field, each]));
    const types = new Map(fields.map(({ field: name, type }) => [name, type]));
    const references = new Map(
      fields.flatMap(({ field: name, schema }) =>
        typeof schema?.foreign_key_table === 'string' ? [[name, schema.foreign_key_table] as const] : [],
      ),
    );
    return {
      types,
      references,
      version,
      mostItems,
      authors: authorsOf(fields),
      problems: problemsOf(collection, byName),
    };
  } catch (error) {
    if (!ApiError.isInstance(error) || error.status !== 403) throw error;
    const problem = `${collection.name} does not exist, or may not be read (${failureText(error)})`;
    return {
      types: new Map(),
      references: new Map(),
      version,
      mostItems,
      authors: null,
      problems: [problem],
    };
  }
}

function authorsOf(fields: readonly Field[]): CollectionSchema['authors'] {
  const setAs = (special: string): string | undefined =>
    fields.find(({ meta }) => meta?.special?.includes(special) === true)?.field;
  const [created, updated] = [setAs('user-created'), setAs('user-updated')];
  return created === undefined || updated === undefined ? null : { created, updated };
}

function problemsOf(collection: ResolvedCollection, fields: ReadonlyMap<string, Field>): string[] {
  const { name, read, primaryKey, archive, dateCreated, dateUpdated } = collection;
  const problem = (of: string, what: string | undefined): string[] =>
    what === undefined ? [] : [`${name}.${of} ${what}`];
  const archiveType = archive === null ? undefined : fields.get(archive.field)?.type;
  const isBoolean = typeof archive?.archivedValue === 'boolean';
  return [
    ...read.flatMap((each) => problem(each, fieldProblem(fields.get(each)))),
    ...problem(primaryKey, keyProblem(fields.get(primaryKey))),
    ...(archive === null || archiveType === undefined || (archiveType === 'boolean') === isBoolean
      ? []
      : problem(archive.field, `is of type ${archiveType}, and archivedValue is not`)),
    ...(dateCreated === null
      ? []
      : problem(dateCreated, stampProblem(fields.get(dateCreated), 'date-created'))),
    ...(dateUpdated === null
      ? []
      : problem(dateUpdated, stampProblem(fields.get(dateUpdated), 'date-updated'))),
  ];
}

function fieldProblem(shown: Field | undefined): string | undefined {
  if (shown === undefined) return 'does not exist, or may not be read';
  if (shown.type === 'alias') return 'holds no value of its own (type alias): leave it out';
  const hidden = ['hash', 'conceal'].find((special) => shown.meta?.special?.includes(special));
  // What is read in its place would be written to the other side.
  if (hidden !== undefined || shown.type === 'hash') return 'is shown masked: it cannot be synced';
  return undefined;
}

function keyProblem(shown: Field | undefined): string | undefined {
  if (shown === undefined) return undefined;
  if (shown.schema?.is_primary_key !== true) return 'is not the primary key: name it in primaryKey';
  return shown.type === 'uuid'
    ? undefined
    : `is of type ${shown.type}: the sync chooses ids, which are UUIDs`;
}

// Any other date stands still when an item changes, or moves back: changes would be missed.
function stampProblem(shown: Field | undefined, special: string): string | undefined {
  if (shown === undefined) return undefined;
  if (shown.type !== 'timestamp')
    return `is of type ${shown.type}, which has no time zone: use a timestamp, or null`;
  if (shown.meta?.special?.includes(special) === true) return undefined;
  return `is not set by Directus itself (special ${special}): set it so, or configure null`;
}
