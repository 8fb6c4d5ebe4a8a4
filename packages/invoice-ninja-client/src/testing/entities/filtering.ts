import { decimal, isNumeric } from '../decimal.ts';
import { decodeId, encodeId } from '../ids.ts';
import type { Row } from '../store/table.ts';
import type { Filter, Predicate } from './entity.ts';

/** Filters that every list knows. */
export const commonFilters: Readonly<Record<string, Filter<object>>> = {
  status: (value) => {
    const wanted = value.split(',');
    const [active, archived, deleted] = ['active', 'archived', 'deleted'].map((state) =>
      wanted.includes(state),
    );
    return ({ archivedAt, isDeleted }) =>
      (active === true && archivedAt === 0) ||
      (archived === true && archivedAt > 0 && !isDeleted) ||
      (deleted === true && isDeleted);
  },
  created_at: (value) => since(value, ({ createdAt }) => createdAt),
  updated_at: (value) => since(value, ({ updatedAt }) => updatedAt),
  // The text is compared with a number as MySQL does it: 'true' is 0, so it finds what is NOT deleted.
  is_deleted: (value) => {
    const number = Number.parseFloat(value) || 0;
    return ({ isDeleted }) => Number(isDeleted) === number;
  },
  with_trashed: (value) => (value === 'false' ? ({ isDeleted }) => !isDeleted : undefined),
  client_id: (value) => matchesId('client_id', value),
  vendor_id: (value) => matchesId('vendor_id', value),
};

/** Keeps rows whose field holds the id; an id that is none finds nothing. */
export function matchesId<Data extends object>(field: string, value: string): Predicate<Data> {
  const key = decodeId(value);
  const id = key === undefined ? undefined : encodeId(key);
  return ({ data }) => id !== undefined && read(data, field) === id;
}

/** Keeps rows whose field is exactly this text. */
export function equals(field: string): Filter<object> {
  return (value) => (value === '' ? undefined : ({ data }) => read(data, field) === value);
}

/** Keeps rows with the text in one of the fields, capitals or not. */
export function searches(...fields: readonly string[]): Filter<object> {
  return (value) => {
    const wanted = value.toLowerCase();
    if (wanted === '') return undefined;
    return ({ data }) => fields.some((field) => String(read(data, field)).toLowerCase().includes(wanted));
  };
}

/** Keeps rows in one of several named states. A name that is not among them takes no part. */
export function states<Data>(known: Readonly<Record<string, Predicate<Data>>>): Filter<Data> {
  return (value) => {
    const names = value.split(',');
    if (value === '' || names.includes('all')) return undefined;
    const wanted = names.flatMap((name) => known[name] ?? []);
    return wanted.length === 0 ? undefined : (row) => wanted.some((isIn) => isIn(row));
  };
}

/** Keeps rows with a `status_id`. */
export function inStatus(status: string): Predicate<{ status_id: string }> {
  return ({ data }) => data.status_id === status;
}

/** Keeps rows dated on or after a day. */
export function fromDay(field: string): Filter<object> {
  return (value) => {
    const from = day(value);
    return from === undefined ? undefined : ({ data }) => String(read(data, field)) >= from;
  };
}

/** Keeps rows dated between two days, both included. */
export function betweenDays<Data extends object>(
  field: string,
  from: string,
  to: string,
): Predicate<Data> | undefined {
  const [first, last] = [day(from), day(to)];
  if (first === undefined || last === undefined) return undefined;
  return ({ data }) => {
    const date = String(read(data, field));
    return date >= first && date <= last;
  };
}

/** Compares an amount: `gt`, `lt`, `gte`, `lte` or `eq`. */
export function comparesAmount<Data extends object>(
  field: string,
  value: string,
  how: string,
): Predicate<Data> | undefined {
  const limit = decimal(value);
  const compare: Record<string, (amount: bigint) => boolean> = {
    lt: (amount) => amount < limit,
    gt: (amount) => amount > limit,
    lte: (amount) => amount <= limit,
    gte: (amount) => amount >= limit,
    eq: (amount) => amount === limit,
  };
  const holds = compare[how];
  return holds && (({ data }) => holds(decimal(read(data, field))));
}

/** The value of a column. */
export function read(data: object, field: string): unknown {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- data is a plain record of columns
  return (data as Readonly<Record<string, unknown>>)[field];
}

function since(value: string, of: (row: Row) => number): Predicate<object> | undefined {
  // Whole seconds in, stored microseconds compared. What is no time at all switches the filter off.
  const from = isNumeric(value) ? Number(value) * 1_000_000 : Date.parse(value) * 1000;
  return Number.isNaN(from) ? undefined : (row) => of(row) >= from;
}

function day(value: string): string | undefined {
  const time = isNumeric(value) ? Number(value) * 1000 : Date.parse(value);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
}
