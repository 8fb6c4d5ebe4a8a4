import { SideUnavailable, type Fields, type SideRecord } from '@unified-sync/sync-engine';
import type { Filter } from '../directus-client.ts';
import type { CollectionSchema } from '../collection-schema.ts';
import { type CollectionContext, searchAll } from '../hub-context.ts';
import { toRecords } from '../to-record.ts';
import { condition, nothing } from './condition.ts';
import { mayBeEqual } from './may-be-equal.ts';

// Some hundred conditions in a request stay far below the limit of its size, unless the texts are long.
const queriesAtOnce = 100;

/**
 * For each query, the items that hold these values; text is compared without case. More may be found than was
 * asked for. Same order as `queries`.
 * @throws {SideUnavailable}
 * @throws {TypeError} for a query that Directus cannot be asked, e.g. of JSON fields alone.
 */
export async function findByFields(
  context: CollectionContext,
  queries: readonly Fields[],
  { ofOthers = false }: { readonly ofOthers?: boolean } = {},
): Promise<readonly (readonly SideRecord[])[]> {
  const { types, authors } = await context.schema();
  const among = ofOthers && authors !== null ? touchedByOthers(authors) : undefined;
  const filters = queries.map((query) => filterOf(context, types, query));
  const found = new Map<string, SideRecord>();
  const askable = filters.filter((filter) => filter !== nothing);
  for (let at = 0; at < askable.length; at += queriesAtOnce)
    for (const record of await ask(context, askable.slice(at, at + queriesAtOnce), among))
      found.set(record.id, record);
  const records = [...found.values()];
  return queries.map((query, at) =>
    filters[at] === nothing ? [] : records.filter((record) => mayHold(record, query)),
  );
}

const isOther = (field: string): Filter => ({ [field]: { _neq: '$CURRENT_USER' } });

/** What the database compares first: a hundred conditions on text cost more than everything else for an item. */
function touchedByOthers({ created, updated }: NonNullable<CollectionSchema['authors']>): Filter {
  return { _or: [isOther(created), { [created]: { _null: true } }, isOther(updated)] };
}

async function ask(
  context: CollectionContext,
  filters: readonly Filter[],
  among: Filter | undefined,
): Promise<readonly SideRecord[]> {
  const { collection } = context;
  const any: Filter = { _or: filters };
  const filter: Filter = among === undefined ? any : { _and: [among, any] };
  const { items } = await searchAll(context, { fields: collection.read, filter });
  const { records, unreadable } = toRecords(collection, items);
  const [first] = unreadable;
  if (first !== undefined) throw new SideUnavailable(first.cause);
  return records;
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
