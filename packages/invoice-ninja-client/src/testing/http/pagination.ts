import { text } from '../behaviour/coerce.ts';
import { isNumeric } from '../decimal.ts';

/** Which part of a list is asked for. */
export interface PageRequest {
  readonly page: number;
  readonly perPage: number;
}

const usual = 20;
const most = 5000;
// What Laravel's models do with a page size of nothing.
const modelDefault = 15;

/** Reads `page` and `per_page` with the real one's leniency: it refuses nothing. */
export function pageRequest(input: Readonly<Record<string, unknown>>): PageRequest {
  return { page: pageNumber(input['page']), perPage: pageSize(input['per_page']) };
}

function pageNumber(value: unknown): number {
  const page = isNumeric(value) ? Number(value) : Number.NaN;
  return Number.isInteger(page) && page >= 1 ? page : 1;
}

function pageSize(value: unknown): number {
  if (value === undefined) return usual;
  const size = Math.abs(Number.parseInt(text(value), 10));
  return Number.isNaN(size) || size === 0 ? modelDefault : Math.min(size, most);
}

/** `meta.pagination`. The links carry the page and nothing else: size, filters and sort are lost. */
export function paginationOf(
  total: number,
  count: number,
  { page, perPage }: PageRequest,
  url: string,
): object {
  const pages = Math.max(1, Math.ceil(total / perPage));
  const links = {
    ...(page > 1 && { previous: `${url}?page=${page - 1}` }),
    ...(page < pages && { next: `${url}?page=${page + 1}` }),
  };
  return { total, count, per_page: perPage, current_page: page, total_pages: pages, links };
}
