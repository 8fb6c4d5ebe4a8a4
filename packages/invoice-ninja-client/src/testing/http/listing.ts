import type { Compare, Entity, Predicate } from '../entities/entity.ts';
import { commonFilters } from '../entities/filtering.ts';
import type { Random } from '../store/random.ts';
import type { Row } from '../store/table.ts';
import { ApiFailure } from './api-failure.ts';
import type { ApiRequest } from './api-request.ts';
import { pageRequest, paginationOf } from './pagination.ts';
import { isOwn, mayAll } from './permission.ts';
import type { PresentOptions } from './present-options.ts';
import { show } from './present.ts';
import { json, jsonText, type Reply } from './reply.ts';
import { text } from '../behaviour/coerce.ts';

/** What a list needs to know besides its request. */
export interface ListingOptions {
  /** Address of the list, for the links to other pages. */
  readonly url: string;
  /** Shakes rows whose order was not asked for; `undefined` leaves them in the order of their numbers. */
  readonly shake: Random | undefined;
  /** Told after a page of the list has been made. */
  readonly onPage: (page: number) => void;
}

/** Answers `GET /E`: every row of the company, whatever its state, unless a filter says otherwise. */
export function list(entity: Entity, request: ApiRequest, options: ListingOptions): Reply {
  checkIncludes(entity, request);
  const rows = entity.table.ofCompany(request.principal.company.key);
  const visible = mayAll(request.principal, 'view', entity.permission)
    ? rows
    : rows.filter((row) => isOwn(request.principal, row));
  const found = ordered(entity, filtered(entity, visible, request), request, options.shake);
  const reply = page(entity, found, request, options);
  options.onPage(pageRequest(request.input).page);
  return reply;
}

/** The envelope of a list around one page of rows: also what a bulk action answers. */
export function page(
  entity: Entity,
  rows: readonly Row[],
  request: ApiRequest,
  options: ListingOptions,
): Reply {
  const wanted = pageRequest(request.input);
  const start = (wanted.page - 1) * wanted.perPage;
  const shown = rows.slice(start, start + wanted.perPage);
  const pagination = paginationOf(rows.length, shown.length, wanted, options.url);
  const presentOptions = presentOptionsOf(request);
  const items = shown.map((row) => rowJson(entity, row, presentOptions));
  return jsonText(`{"data":[${items.join(',')}],"meta":${json({ pagination }).body.toString()}}`);
}

/** How the caller wants records to be shown. */
export function presentOptionsOf({ principal, input }: ApiRequest): PresentOptions {
  const include = text(input['include']).split(',').filter(Boolean);
  return {
    principal,
    include,
    reminderSchedule: input['reminder_schedule'] === 'true',
    showDates: input['show_dates'] === 'true',
  };
}

function rowJson(entity: Entity, row: Row, options: PresentOptions): string {
  const isPlain = (options.include?.length ?? 0) === 0 && !options.reminderSchedule && !options.showDates;
  const isShared =
    entity.sameFor === 'everybody' || (entity.sameFor === 'admins' && options.principal?.isAdmin === true);
  if (!isPlain || !isShared) return JSON.stringify(show(entity, row, options));
  return (row.json ??= JSON.stringify(show(entity, row, options)));
}

const embedded = new Set(['contacts', 'documents', 'gateway_tokens', 'invitations', 'paymentables']);

/** A list refuses relations that do not exist; a single record ignores them. */
function checkIncludes(entity: Entity, request: ApiRequest): void {
  const unknown = presentOptionsOf(request).include?.find(
    (name) => !Object.hasOwn(entity.includes, name) && !embedded.has(name),
  );
  if (unknown === undefined) return;
  throw new ApiFailure(json({ message: `Relation \`${unknown}\` is not a valid include.` }, 400));
}

function filtered(entity: Entity, rows: readonly Row[], request: ApiRequest): readonly Row[] {
  const predicates: Predicate<object>[] = [];
  // Any other key is ignored: a filter with a typing error finds everything.
  for (const [name, value] of Object.entries(request.input)) {
    const known = Object.hasOwn(entity.filters, name) ? entity.filters : commonFilters;
    const predicate = (Object.hasOwn(known, name) ? known[name] : undefined)?.(
      text(value),
      request.principal,
    );
    if (predicate !== undefined) predicates.push(predicate);
  }
  const also = text(request.input['with']);
  if (predicates.length === 0) return rows;
  return rows.filter((row) => row.id === also || predicates.every((keeps) => keeps(row)));
}

function ordered(
  entity: Entity,
  rows: readonly Row[],
  request: ApiRequest,
  shake: Random | undefined,
): readonly Row[] {
  const [column, direction] = text(request.input['sort']).split('|');
  const first = text(request.input['with']);
  const compare =
    column !== undefined && direction !== undefined ? entity.compare(column, direction) : undefined;
  if (compare !== undefined && column === 'id' && direction === 'asc') return rows;
  const loose = shake === undefined ? [...rows] : shaken(rows, shake);
  const sorted = compare === undefined ? loose : loose.toSorted(compare);
  const pinned: Compare<object> = (left, right) => Number(right.id === first) - Number(left.id === first);
  return first === '' ? sorted : sorted.toSorted(pinned);
}

/** Rows about where they were: each may have changed places with one a little further on. */
function shaken(rows: readonly Row[], random: Random): Row[] {
  const reach = 8;
  const result = [...rows];
  for (let index = 0; index < result.length - 1; index += 1) {
    const other = Math.min(result.length - 1, index + Math.floor(random() * reach));
    const [left, right] = [result[index], result[other]];
    if (left === undefined || right === undefined) continue;
    result[index] = right;
    result[other] = left;
  }
  return result;
}
