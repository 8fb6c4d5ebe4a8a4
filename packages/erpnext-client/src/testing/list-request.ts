import { FrappeError } from './frappe-error.ts';
import { conditionsOf, meets, ordered } from './list-rows.ts';
import type { SiteVersion } from './site-version.ts';
import type { Store } from './store.ts';

/** What a list route is asked. */
export interface ListRequest {
  store: Store;
  docType: string;
  query: URLSearchParams;
  version: SiteVersion;
  isV2: boolean;
  random: () => number;
}

/** Answers a list as each version does: which parameters count differs (`api/v1.py`, `api/v2.py`). */
export function listDocuments({ store, docType, query, version, isV2, random }: ListRequest): unknown {
  const isTable = store.docType(docType).isTable === true;
  if (isTable && !query.has('parent'))
    throw new FrappeError('PermissionError', `Parent DocType is required to read ${docType}`);
  const { size, offset } = windowOf(query, version, isV2);
  const rows = isTable ? [] : store.all(docType);
  const all = conditionsOf(query.get('filters'));
  // Version 16 does not know the parameter in v2, and lists as if there were none.
  const any = isV2 && version === '16.0' ? [] : conditionsOf(query.get('or_filters'));
  const found = rows.filter(
    (row) => all.every((one) => meets(row, one)) && (any.length === 0 || any.some((one) => meets(row, one))),
  );
  const sorted = ordered(found, query.get('order_by'), random);
  const page = sorted
    .slice(offset, offset + size)
    .map((row) => select(row, fieldsOf(query), store.docType(docType).fields));
  if (!isV2 || version !== '16.0') return { data: page };
  return { data: page, has_next_page: sorted.length > offset + size };
}

function windowOf(
  query: URLSearchParams,
  version: SiteVersion,
  isV2: boolean,
): { size: number; offset: number } {
  const number = (name: string): number | undefined =>
    query.has(name) ? Number(query.get(name)) : undefined;
  const size = (isV2 ? number('limit') : (number('limit_page_length') ?? number('limit'))) ?? 20;
  const offset = (isV2 && version !== '15.44' ? number('start') : number('limit_start')) ?? 0;
  return { size: size === 0 && !(isV2 && version === '16.0') ? Number.POSITIVE_INFINITY : size, offset };
}

function fieldsOf(query: URLSearchParams): string[] {
  const text = query.get('fields');
  if (text === null) return ['name'];
  try {
    const fields: unknown = JSON.parse(text);
    return Array.isArray(fields) ? fields.map(String) : ['name'];
  } catch {
    throw new FrappeError('JSONDecodeError', 'Expecting value: line 1 column 1 (char 0)', 500);
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** Columns alone: a child table is another table. Nulls are sent. */
function select(
  row: Fields,
  fields: readonly string[],
  known: readonly { fieldname?: string | null | undefined; fieldtype: string }[],
): Fields {
  const tables = new Set(
    known.filter(({ fieldtype }) => fieldtype === 'Table').map(({ fieldname }) => fieldname),
  );
  const columns = Object.keys(row).filter((field) => !tables.has(field) && field !== 'doctype');
  const wanted = fields.includes('*') ? columns : fields;
  return Object.fromEntries(wanted.map((field) => [field, row[field] ?? null]));
}
