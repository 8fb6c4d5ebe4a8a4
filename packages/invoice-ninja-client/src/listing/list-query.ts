import type { RequestOptions } from '@unified-sync/http-client';
import type { FilterTable, FilterValues } from './filters.ts';
import { largestPage } from './next-window.ts';
import { type Moment, unixSeconds } from './unix-seconds.ts';

/** active: neither archived nor deleted. Both others still exist, and can be restored. */
export type RecordState = 'active' | 'archived' | 'deleted';

const states: readonly RecordState[] = ['active', 'archived', 'deleted'];

/** What every list takes. */
export interface ListQuery<Filters extends FilterTable, Include extends string> {
  /**
   * Rows in these states. The default is what the provider does, and what a sync needs to see deletes;
   * say `['active']` for live rows.
   * @default every state
   */
  status?: readonly RecordState[] | undefined;
  /** Filters of this entity, by the provider's names. */
  filters?: FilterValues<Filters> | undefined;
  /** Related records to embed. */
  include?: readonly Include[] | undefined;
  /** Rows a request, 1 to 5000; a few more come along to prove that none was lost. @default 100 */
  perPage?: number | undefined;
}

/** What a resource says about its list. */
export interface ListSpec<Filters extends FilterTable, Include extends string> {
  /** Name of the route, e.g. `recurring_invoices`. */
  name: string;
  filters: Filters;
  includes: readonly Include[];
}

/**
 * Writes the query of a list.
 *
 * @throws {TypeError} for whatever the provider would ignore without a word.
 */
export function listQuery<Filters extends FilterTable, Include extends string>(
  spec: ListSpec<Filters, Include>,
  options: ListQuery<Filters, Include>,
  updatedSince: Moment | undefined,
): NonNullable<RequestOptions['query']> {
  const { status, perPage = 100 } = options;
  if (!Number.isInteger(perPage) || perPage < 1 || perPage > largestPage)
    throw new TypeError(`perPage: expected a whole number from 1 to ${largestPage}, got ${String(perPage)}.`);
  if (status !== undefined && (status.length === 0 || !status.every((state) => states.includes(state))))
    throw new TypeError(
      `status: expected one or more of ${states.join(', ')}. Leave it out for all of them.`,
    );
  return {
    ...filterQuery(spec, options.filters),
    ...includeQuery(spec, options.include),
    ...(status !== undefined && { status: status.join(',') }),
    ...(updatedSince !== undefined && { updated_at: unixSeconds('updatedSince', updatedSince) }),
  };
}

function filterQuery<Filters extends FilterTable>(
  { name, filters }: ListSpec<Filters, string>,
  values: FilterValues<Filters> = {},
): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [field, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const filter = Object.hasOwn(filters, field) ? filters[field] : undefined;
    if (filter === undefined)
      throw new TypeError(
        `filters.${field}: ${name} has no such filter; Invoice Ninja would ignore it and list everything. ` +
          `There are: ${Object.keys(filters).join(', ')}.`,
      );
    query[field] = filter(value, field);
  }
  return query;
}

/** @throws {TypeError} for a relation that a list would refuse and a single record would ignore. */
export function includeQuery<Include extends string>(
  { name, includes }: Pick<ListSpec<FilterTable, Include>, 'name' | 'includes'>,
  include: readonly Include[] = [],
): { include?: string } {
  const unknown = include.find((relation) => !includes.includes(relation));
  if (unknown !== undefined)
    throw new TypeError(
      `include: ${name} cannot embed "${unknown}". It can: ${includes.join(', ') || 'nothing'}.`,
    );
  return include.length === 0 ? {} : { include: include.join(',') };
}
