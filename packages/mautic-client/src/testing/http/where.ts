import { mapAt, textAt } from './php-query.ts';
import type { PhpValue } from './reply.ts';

/** A comparison that Mautic cannot make: it answers 500. */
export class BadWhere extends Error {
  override readonly name = 'BadWhere';
}

type Column = (name: string) => unknown;

/** True when all clauses hold (`CommonRepository::buildWhereClauseFromArray`). @throws {BadWhere} */
export const holds = (clauses: PhpValue, column: Column): boolean =>
  Object.values(clauses).every((clause) => typeof clause === 'object' && oneHolds(clause, column));

function oneHolds(clause: PhpValue, column: Column): boolean {
  const expr = textAt(clause, 'expr');
  if (expr === undefined) throw new BadWhere('expr is missing');
  const nested = Object.values(mapAt(clause, 'val') ?? {});
  if (expr === 'andX' || expr === 'orX') {
    const results = nested.map((each) => typeof each === 'object' && oneHolds(each, column));
    return expr === 'andX' ? !results.includes(false) : results.includes(true);
  }
  const value = column(textAt(clause, 'col') ?? '');
  const asked = textAt(clause, 'val') ?? '';
  if (expr === 'isNull') return value === null || value === undefined;
  if (expr === 'isNotNull') return value !== null && value !== undefined;
  if (expr === 'isEmpty') return value === null || value === undefined || value === '';
  if (expr === 'isNotEmpty') return value !== null && value !== undefined && value !== '';
  if (value === null || value === undefined) return false;
  const listed = (): boolean => asked.split(',').some((each) => compare(value, each) === 0);
  switch (expr) {
    case 'in':
      return listed();
    case 'notIn':
      return !listed();
    case 'between':
    case 'notBetween': {
      const [from = '', to = ''] = nested.map(String);
      const isBetween = compare(value, from) >= 0 && compare(value, to) <= 0;
      return (expr === 'between') === isBetween;
    }
    default:
      return compared(expr, value, encoded(asked));
  }
}

function compared(expr: string, value: unknown, asked: string): boolean {
  const order = compare(value, asked);
  switch (expr) {
    case 'eq':
      return order === 0;
    case 'neq':
      return order !== 0;
    case 'lt':
      return order < 0;
    case 'lte':
      return order <= 0;
    case 'gt':
      return order > 0;
    case 'gte':
      return order >= 0;
    case 'like':
      return String(value).toLowerCase().includes(asked.replaceAll('%', '').toLowerCase());
    default:
      throw new BadWhere(`no expression ${expr}`);
  }
}

/** As MySQL does: numbers by value, text without regard to case. */
function compare(value: unknown, asked: string): number {
  if (typeof value === 'boolean') return Number(value) - Number(asked);
  if (typeof value === 'number') return value - Number(asked);
  const [left, right] = [String(value).toLowerCase(), asked.toLowerCase()];
  return left < right ? -1 : Number(left > right);
}

/** `InputHelper::clean` runs over the values of all but lists. */
const encoded = (value: string): string =>
  value.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
