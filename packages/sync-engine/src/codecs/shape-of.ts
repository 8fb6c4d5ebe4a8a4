import type { FieldValue } from '../value.ts';

/** Describes a value without showing it: reasons end up in logs, and a field may hold anything. */
export function shapeOf(value: FieldValue | undefined): string {
  if (value === null || value === undefined) return 'nothing';
  if (value === '') return 'empty text';
  if (typeof value === 'string') return `text of ${value.length} characters`;
  if (typeof value === 'number') return numberShape(value);
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object';
  return `a ${typeof value}`;
}

function numberShape(value: number): string {
  if (!Number.isFinite(value)) return `the number ${value}`;
  if (!Number.isInteger(value)) return 'a number with a fraction';
  return Number.isSafeInteger(value) ? 'an integer' : 'an integer beyond 2^53 - 1';
}
