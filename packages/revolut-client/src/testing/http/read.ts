import type { z } from 'zod';
import { microseconds } from '../../listing/instants.ts';
import { plain } from './failure.ts';

/** Reads a body, or answers as Revolut does when a field is missing or wrong. */
export function read<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw issue?.code === 'invalid_type' && issue.message.includes('undefined')
    ? plain(400, 3009, `Required '${field}' is missing`)
    : plain(400, 3000, `${field} is not valid`);
}

/** A number parameter between 1 and `most`. */
export function limitOf(query: URLSearchParams, name: string, byDefault: number, most: number): number {
  const text = query.get(name);
  if (text === null) return byDefault;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw plain(400, 2101, `${name} must be between 1 and ${most}`);
  return value;
}

/** A moment parameter, in microseconds. */
export function momentOf(query: URLSearchParams, name: string): bigint | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  try {
    return microseconds(text);
  } catch {
    throw plain(400, 3000, `${name} is not a valid date-time`);
  }
}

/** Newest first, older than `created_before`, up to `limit`. */
export function olderThan<Row extends { created_at: string }>(
  rows: readonly Row[],
  query: URLSearchParams,
  largest: number,
): Row[] {
  const before = momentOf(query, 'created_before');
  const limit = limitOf(query, 'limit', Math.min(100, largest), largest);
  return newestFirst(rows, ({ created_at }) => created_at)
    .filter(({ created_at }) => before === undefined || microseconds(created_at) < before)
    .slice(0, limit);
}

export const newestFirst = <Row>(rows: readonly Row[], timeOf: (row: Row) => string): Row[] =>
  rows.toSorted((a, b) => Number(microseconds(timeOf(b)) - microseconds(timeOf(a))));
