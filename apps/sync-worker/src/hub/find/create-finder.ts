import { SideUnavailable, type Fields, type SideRecord } from '@unified-sync/sync-engine';
import type { Filter, Query } from '../directus-client.ts';
import type { CollectionSchema } from '../collection-schema.ts';
import { type CollectionContext, searchAll } from '../hub-context.ts';
import { toRecords } from '../to-record.ts';
import { condition, nothing } from './condition.ts';
import { mayBeEqual } from './may-be-equal.ts';

// Some hundred conditions in a request stay far below the limit of its size, unless the texts are long.
const queriesAtOnce = 100;

/** So many items are compared here, where asking Directus for each value would cost more. */
const few = 100;

// How long it is not asked again whether there are only few.
const manyFor = 60_000;

/** Finds the items of one collection that hold values. */
export type FindByFields = (
  queries: readonly Fields[],
  options?: { readonly ofOthers?: boolean },
) => Promise<readonly (readonly SideRecord[])[]>;

/**
 * Makes the search of a collection: for each query, the items that hold these values; text is compared without case.
 * More may be found than was asked for. Same order as `queries`.
 *
 * What it returns throws {@link SideUnavailable}, and a `TypeError` for a query that Directus cannot be asked, e.g. of
 * JSON fields alone.
 */
export function createFinder(context: CollectionContext): FindByFields {
  let asksForFewFrom = -Infinity;

  /** All of them, where they are few; a first contact with an empty Directus so asks once for many records. */
  async function allOf(among: Filter): Promise<readonly SideRecord[] | undefined> {
    const { mostItems } = await context.schema();
    const limit = Math.min(few, mostItems - 1);
    if (limit < 1 || context.now() < asksForFewFrom) return undefined;
    const { records, count } = await ask(context, { filter: among, meta: 'filter_count' }, limit);
    // Counted past the hooks of extensions, which may take items out of an answer.
    if (count !== undefined && count <= records.length) return records;
    asksForFewFrom = context.now() + manyFor;
    return undefined;
  }

  return async (queries, { ofOthers = false } = {}) => {
    const { types, authors } = await context.schema();
    const among = ofOthers && authors !== null ? touchedByOthers(authors) : undefined;
    const filters = queries.map((query) => filterOf(context, types, query));
    const askable = filters.filter((filter) => filter !== nothing);
    const all = among !== undefined && askable.length > 1 ? await allOf(among) : undefined;
    const records = all ?? (await askForEach(context, askable, among));
    return queries.map((query, at) =>
      filters[at] === nothing ? [] : records.filter((record) => mayHold(record, query)),
    );
  };
}

async function askForEach(
  context: CollectionContext,
  filters: readonly Filter[],
  among: Filter | undefined,
): Promise<readonly SideRecord[]> {
  const found = new Map<string, SideRecord>();
  for (let at = 0; at < filters.length; at += queriesAtOnce) {
    const any: Filter = { _or: filters.slice(at, at + queriesAtOnce) };
    const filter = among === undefined ? any : { _and: [among, any] };
    const { records } = await ask(context, { filter });
    for (const record of records) found.set(record.id, record);
  }
  return [...found.values()];
}

const isOther = (field: string): Filter => ({ [field]: { _neq: '$CURRENT_USER' } });

/** What the database compares first: a hundred conditions on text cost more than everything else for an item. */
function touchedByOthers({ created, updated }: NonNullable<CollectionSchema['authors']>): Filter {
  return { _or: [isOther(created), { [created]: { _null: true } }, isOther(updated)] };
}

async function ask(
  context: CollectionContext,
  query: Pick<Query, 'filter' | 'meta'>,
  limit?: number,
): Promise<{ readonly records: readonly SideRecord[]; readonly count: number | undefined }> {
  const { collection } = context;
  const { items, count } = await searchAll(context, { ...query, fields: collection.read }, limit);
  const { records, unreadable } = toRecords(collection, items);
  const [first] = unreadable;
  if (first !== undefined) throw new SideUnavailable(first.cause);
  return { records, count };
}

function filterOf(
  { collection }: CollectionContext,
  types: ReadonlyMap<string, string>,
  query: Fields,
): Filter | typeof nothing {
  const conditions: Filter[] = [];
  for (const [field, value] of Object.entries(query)) {
    const name = collection.fields.get(field);
    if (name === undefined)
      throw new TypeError(`${field}: expected a field of ${collection.name}, got another name`);
    const own = condition(name, types.get(name) ?? 'unknown', value);
    if (own === nothing) return nothing;
    if (own !== undefined) conditions.push(own);
  }
  if (conditions.length === 0)
    throw new TypeError(
      `${Object.keys(query).join(', ')}: Directus cannot search ${collection.name} by these fields. Match by others.`,
    );
  return { _and: conditions };
}

const mayHold = (record: SideRecord, query: Fields): boolean =>
  Object.entries(query).every(([field, value]) => mayBeEqual(record.parts['']?.fields[field], value));
