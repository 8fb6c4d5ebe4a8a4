import { FrappeError } from './frappe-error.ts';
import type { StoredDocument } from './store.ts';
import { textOf } from './text-of.ts';

type Row = Readonly<Record<string, unknown>>;

/** MariaDB compares texts without case; numbers as numbers; null before all. */
export function compare(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [a, b] = [one, other].map((value) => textOf(value).toLowerCase());
  if (a === b) return 0;
  return (a ?? '') < (b ?? '') ? -1 : 1;
}

/** A condition in any of the forms that Frappe reads. */
export function conditionsOf(text: string | null): [string, string, unknown][] {
  if (text === null || text === '') return [];
  const parsed: unknown = JSON.parse(text);
  if (Array.isArray(parsed))
    return parsed.map((condition: unknown) => {
      if (!Array.isArray(condition)) throw new FrappeError('ValidationError', 'Filter must be a list');
      const [field, operator, value]: unknown[] = condition.length === 4 ? condition.slice(1) : condition;
      return [String(field), String(operator), value];
    });
  return Object.entries(parsed ?? {}).map(([field, value]: [string, unknown]) =>
    Array.isArray(value) ? [field, String(value[0]), value[1]] : [field, '=', value],
  );
}

export function meets(row: Row, [field, operator, value]: [string, string, unknown]): boolean {
  const stored = row[field];
  const list: unknown[] = Array.isArray(value) ? value : [value];
  switch (operator) {
    case '=':
      return compare(stored, value) === 0;
    case '!=':
      return compare(stored, value) !== 0;
    case '>':
      return compare(stored, value) > 0;
    case '<':
      return compare(stored, value) < 0;
    case '>=':
      return compare(stored, value) >= 0;
    case '<=':
      return compare(stored, value) <= 0;
    case 'in':
      return list.some((one) => compare(stored, one) === 0);
    case 'not in':
      return list.every((one) => compare(stored, one) !== 0);
    case 'between':
      return compare(stored, list[0]) >= 0 && compare(stored, list[1]) <= 0;
    case 'is':
      return (stored === null || stored === undefined || stored === '') === (value === 'not set');
    case 'like':
      return pattern(String(value)).test(textOf(stored));
    case 'not like':
      return !pattern(String(value)).test(textOf(stored));
    default:
      throw new FrappeError('ValidationError', `Operator must be one of =, !=, …, got ${operator}`);
  }
}

const pattern = (like: string): RegExp =>
  new RegExp(
    `^${like
      .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll('%', '.*')
      .replaceAll('_', '.')}$`,
    'is',
  );

/** Without `order_by` there is no ORDER BY at all: any order, another each time. */
export function ordered(
  rows: StoredDocument[],
  orderBy: string | null,
  random: () => number,
): StoredDocument[] {
  if (orderBy === null || orderBy === '')
    return rows
      .map((row) => ({ row, at: random() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ row }) => row);
  const keys = orderBy.split(',').map((part) => part.trim().split(/\s+/));
  return rows.toSorted((a, b) => {
    for (const [field = '', direction = 'asc'] of keys) {
      const order = compare(a[field], b[field]);
      if (order !== 0) return direction.toLowerCase() === 'desc' ? -order : order;
    }
    return 0;
  });
}
