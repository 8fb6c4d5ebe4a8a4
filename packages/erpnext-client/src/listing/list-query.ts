import type { CallOptions } from '../api.ts';
import type { KnownKeys } from '../known-keys.ts';
import { type Filter, filterText } from './filters.ts';

/** Which documents to list, and what of them. */
export interface ListQuery<Doc, Fields extends string = string> extends CallOptions {
  /** All of these must hold. @default every document that the user may read */
  filters?: readonly Filter<Doc>[] | undefined;
  /** At least one of these must hold. Asked for through API v1: v16 ignores it in v2. @default none */
  orFilters?: readonly Filter<Doc>[] | undefined;
  /** Fields to read; `name`, `modified` and `creation` come anyway. Child tables never do. @default every field */
  fields?: readonly Fields[] | undefined;
  /** The parent's DocType: needed to list the rows of a child table. @default none */
  parent?: string | undefined;
}

/** The fields of a list, for autocompletion, and any other: a site has fields of its own. */
export type FieldName<Doc> = KnownKeys<Doc> | (string & {});

/** The parameters of one page. */
export interface PageQuery {
  filters: readonly (readonly unknown[])[];
  orderBy: string;
  limit: number;
  start?: number;
}

/** Rows of a page; Frappe has no limit, and takes 0 for all of them in v15 and for none in v16. */
export const largestPage = 10_000;

/**
 * The parameters that every version of both APIs understands in the same way: 15.44 reads `limit_start`
 * and drops `start`, 15.82 the other way round, and v1 calls the size `limit_page_length` (`api/v2.py`).
 */
export function listParameters<Doc>(
  query: ListQuery<Doc>,
  { filters, orderBy, limit, start = 0 }: PageQuery,
): Record<string, string | number> {
  const { orFilters, fields, parent } = query;
  return {
    fields: JSON.stringify(fields === undefined ? ['*'] : withKeys(fields)),
    ...(filters.length > 0 && { filters: filterText('filters', filters) }),
    ...(orFilters !== undefined &&
      orFilters.length > 0 && { or_filters: filterText('orFilters', orFilters) }),
    ...(parent !== undefined && { parent }),
    order_by: orderBy,
    limit,
    limit_page_length: limit,
    start,
    limit_start: start,
  };
}

const withKeys = (fields: readonly string[]): string[] => [
  ...new Set(['name', 'modified', 'creation', ...fields]),
];

/** @throws {TypeError} for a size that would mean everything on one version and nothing on another. */
export function checkLimit(name: string, limit: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= largestPage) return limit;
  throw new TypeError(
    `${name}: expected a whole number from 1 to ${largestPage}, got ${limit}. To count, call \`count\`.`,
  );
}
