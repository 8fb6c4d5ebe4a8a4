import { type CollectionName, collectionNames, collections } from './collections.ts';
import { resolveNames, type SchemaNames } from './names.ts';

/** An index that Directus 10 cannot make through its API. */
export interface WantedIndex {
  readonly collection: string;
  readonly fields: readonly string[];
  readonly isUnique: boolean;
  /** For PostgreSQL; may run again, and does not lock the table. It cannot run in a transaction. */
  readonly sql: string;
}

// Two live documents of one company never share a number; an archived one may keep the number of its successor.
const numbered: readonly CollectionName[] = ['client_invoices', 'quotes'];

/**
 * Indexes that the sync wants: on what it sweeps by (`date_created`, `date_updated`), on references, and for
 * numbers unique per owner company. Run their `sql` in Directus' database where you have access to it.
 */
export function wantedIndexes({ names }: { names?: SchemaNames } = {}): WantedIndex[] {
  const resolved = resolveNames(names);
  const index = (name: CollectionName, fields: readonly string[], live?: string): WantedIndex => {
    const collection = resolved.collection(name);
    const columns = fields.map((field) => resolved.field(name, field));
    const where = live === undefined ? '' : ` where ${quoted(resolved.field(name, live))} is not true`;
    const unique = live === undefined ? '' : 'unique ';
    const indexName = nameWithin(
      63,
      `${collection}_${columns.join('_')}${live === undefined ? '' : '_live'}`,
    );
    const on = `${quoted(collection)} (${columns.map(quoted).join(', ')})`;
    return {
      collection,
      fields: columns,
      isUnique: live !== undefined,
      sql: `create ${unique}index concurrently if not exists ${quoted(indexName)} on ${on}${where}`,
    };
  };
  return [
    ...collectionNames.flatMap((name) =>
      Object.entries(collections[name].fields)
        .filter(([field, { reference }]) => field.startsWith('date_') || reference !== undefined)
        .map(([field]) => index(name, [field])),
    ),
    ...numbered.map((name) => index(name, ['owner_company', 'number'], 'archived')),
  ];
}

/** PostgreSQL cuts a longer name, and then takes the next index of that name for one that is there already. */
function nameWithin(limit: number, name: string): string {
  if (name.length <= limit) return name;
  let hash = 0;
  for (const character of name) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  const end = `_${hash.toString(36)}`;
  return name.slice(0, limit - end.length) + end;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
