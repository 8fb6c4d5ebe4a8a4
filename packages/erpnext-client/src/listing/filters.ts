import type { KnownKeys } from '../known-keys.ts';

type Comparison = '=' | '!=' | '>' | '<' | '>=' | '<=';
type TreeOperator = 'descendants of' | 'not descendants of' | 'ancestors of' | 'not ancestors of';

/** Operators of Frappe 15 (`frappe/model/db_query.py`). */
export type FilterOperator =
  | Comparison
  | 'like'
  | 'not like'
  | 'in'
  | 'not in'
  | 'is'
  | 'between'
  | 'timespan'
  | 'previous'
  | 'next'
  | TreeOperator;

type FieldFilter<Field, Value> =
  | readonly [field: Field, operator: Comparison, value: Value]
  | readonly [field: Field, operator: 'like' | 'not like', pattern: string]
  | readonly [field: Field, operator: 'in' | 'not in', values: readonly Value[]]
  | readonly [field: Field, operator: 'between', range: readonly [from: Value, to: Value]]
  | readonly [field: Field, operator: 'is', state: 'set' | 'not set']
  | readonly [field: Field, operator: 'timespan' | 'previous' | 'next' | TreeOperator, value: string];

type Scalar = string | number;

type FilterableKeys<Doc> = {
  [Key in KnownKeys<Doc> & keyof Doc]: NonNullable<Doc[Key]> extends Scalar ? Key : never;
}[KnownKeys<Doc> & keyof Doc];

/**
 * One condition on a document, checked against its type: `['status', '=', 'Paid']`. A condition on the rows
 * of a child table names the child DocType first: `['Sales Invoice Item', 'item_code', '=', 'A']`.
 */
export type Filter<Doc> =
  | { [Key in FilterableKeys<Doc>]: FieldFilter<Key, NonNullable<Doc[Key]>> }[FilterableKeys<Doc>]
  | readonly [docType: string, field: string, operator: FilterOperator, value: FilterValue];

/** What a condition compares with. Dates are `YYYY-MM-DD`, datetimes text in the site's time zone. */
export type FilterValue = Scalar | readonly Scalar[];

const operators: ReadonlySet<unknown> = new Set<FilterOperator>([
  '=',
  '!=',
  '>',
  '<',
  '>=',
  '<=',
  'like',
  'not like',
  'in',
  'not in',
  'is',
  'between',
  'timespan',
  'previous',
  'next',
  'descendants of',
  'not descendants of',
  'ancestors of',
  'not ancestors of',
]);
const lists: ReadonlySet<unknown> = new Set(['in', 'not in', 'between']);

/**
 * Writes conditions as the JSON text that both APIs take.
 *
 * @throws {TypeError} for what the site would misread: a missing value, an unknown operator, an empty list.
 */
export function filterText(name: string, filters: readonly (readonly unknown[])[]): string {
  for (const [index, filter] of filters.entries()) checkFilter(`${name}[${index}]`, filter);
  return JSON.stringify(filters);
}

function checkFilter(name: string, filter: unknown): void {
  // A flat list of texts would be taken for a list of fields (`frappe/model/db_query.py`, `execute`).
  if (!Array.isArray(filter) || (filter.length !== 3 && filter.length !== 4))
    throw new TypeError(`${name}: expected [field, operator, value], got ${JSON.stringify(filter)}.`);
  const parts: unknown[] = filter;
  const [operator, value] = parts.slice(-2);
  if (parts.slice(0, -2).some((part) => typeof part !== 'string' || part === ''))
    throw new TypeError(`${name}: expected the name of a field, got ${JSON.stringify(parts.slice(0, -2))}.`);
  if (!operators.has(operator))
    throw new TypeError(
      `${name}: there is no operator ${JSON.stringify(operator)}. There are: ${[...operators].join(', ')}.`,
    );
  if (lists.has(operator) ? !isList(value) : !isScalar(value))
    throw new TypeError(
      `${name}: expected ${lists.has(operator) ? 'a list of texts or numbers that is not empty' : 'a text or a number'}, got ${JSON.stringify(value) ?? 'undefined'}. Use ["field", "is", "not set"] for no value.`,
    );
}

const isScalar = (value: unknown): boolean =>
  typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));

const isList = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(isScalar);
