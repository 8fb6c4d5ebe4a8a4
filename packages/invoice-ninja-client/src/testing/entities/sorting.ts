import type { Row } from '../store/table.ts';
import { serverError } from '../http/api-failure.ts';
import type { Compare } from './entity.ts';

type Key = (row: Row) => string | number;

const collator = new Intl.Collator('en', { sensitivity: 'base' });
const times: Readonly<Record<string, Key>> = {
  id: ({ key }) => key,
  created_at: ({ createdAt }) => createdAt,
  updated_at: ({ updatedAt }) => updatedAt,
  deleted_at: ({ archivedAt }) => archivedAt,
  is_deleted: ({ isDeleted }) => Number(isDeleted),
};

/** Orders by any column; one that does not exist is an SQL error, a 500. */
export function anyColumn<Data extends object>(blank: () => Data) {
  const columns = blank();
  return (column: string, direction: string): Compare<Data> => {
    const compare = byColumn(columns, column, direction === 'asc');
    if (compare === undefined) throw serverError();
    return compare;
  };
}

/** Orders by a column that exists, and silently not at all by another. */
export function knownColumn<Data extends object>(blank: () => Data, allowed?: ReadonlySet<string>) {
  const columns = blank();
  return (column: string, direction: string): Compare<Data> | undefined =>
    allowed !== undefined && !allowed.has(column)
      ? undefined
      : byColumn(columns, column, direction === 'asc');
}

function byColumn<Data extends object>(
  columns: Data,
  column: string,
  ascending: boolean,
): Compare<Data> | undefined {
  const key = keyOf(columns, column);
  if (key === undefined) return undefined;
  const sign = ascending ? 1 : -1;
  return (left, right) => {
    const [a, b] = [key(left), key(right)];
    return (
      sign * (typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b)))
    );
  };
}

function keyOf(columns: object, column: string): Key | undefined {
  if (column in times) return times[column];
  const like: unknown = Object.getOwnPropertyDescriptor(columns, column)?.value;
  // Only the digits of a number count: INV-0010 comes after 9.
  if (column === 'number' && like === '') return (row) => Number(text(row, column).replaceAll(/\D/g, ''));
  if (typeof like === 'string') return (row) => text(row, column);
  if (typeof like === 'number' || typeof like === 'boolean') return (row) => Number(valueOf(row, column));
  return undefined;
}

const text = (row: Row, column: string): string => String(valueOf(row, column));

function valueOf({ data }: Row, column: string): unknown {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- data is a plain record of columns
  return (data as Readonly<Record<string, unknown>>)[column];
}
