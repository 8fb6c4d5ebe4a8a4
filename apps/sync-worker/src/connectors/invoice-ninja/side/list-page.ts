import type { ChangePage, InvoiceNinjaClient } from '@unified-sync/invoice-ninja-client';
import type { ListOptions, ListPage, SideRecord } from '@unified-sync/sync-engine';
import type { NinjaRow } from '../records/record-context.ts';
import { isOfAnotherShape, showRows, unavailable, type Reading } from './reading.ts';

/** A page of rows, with those that are none. */
export interface RowPage<Row> {
  readonly rows: readonly Row[];
  readonly poison: ListPage['poison'];
  /** Rows that are poison, as they came. */
  readonly poisonRows: readonly unknown[];
  readonly next: string | null;
  readonly cursor: string | null;
}

/** Reads one page of what changed, deleted rows included. @throws {SideUnavailable} */
export async function listPage<Row extends NinjaRow>(
  reading: Reading<Row>,
  options: ListOptions,
): Promise<ListPage> {
  try {
    const { rows, poison, next, cursor } = await rowPage(reading, options);
    const records: readonly SideRecord[] = await showRows(reading, rows);
    return { records, poison, next, cursor };
  } catch (error) {
    throw unavailable(reading.entity.name, error);
  }
}

/** As {@link listPage}, with the rows as they are. @throws {ApiError} */
export async function rowPage<Row extends NinjaRow>(
  reading: Reading<Row>,
  options: ListOptions,
): Promise<RowPage<Row>> {
  try {
    return sound(await firstPage(reading, reading.ninja, options));
  } catch (error) {
    if (!isOfAnotherShape(error)) throw error;
    return sifted(reading, await firstPage(reading, reading.lenient, options));
  }
}

async function firstPage<Row extends NinjaRow>(
  { entity, settings }: Reading<Row>,
  ninja: InvoiceNinjaClient,
  { cursor, lookBack, page }: ListOptions,
): Promise<ChangePage<Row>> {
  const pages = entity
    .rows(ninja)
    .listChanged({
      since: cursor ?? undefined,
      overlapSeconds: Math.ceil(lookBack / 1000),
      perPage: settings.pageSize,
      after: page ?? undefined,
    })
    .pages();
  for await (const first of pages) return first;
  throw new Error(`${entity.name}: a list without a page`);
}

const sound = <Row>({ items, next, cursor }: ChangePage<Row>): RowPage<Row> => ({
  rows: items,
  poison: [],
  poisonRows: [],
  next: next ?? null,
  cursor: cursor ?? null,
});

/** Each row for itself: the good ones go on, the others are told of. */
function sifted<Row extends NinjaRow>(
  { entity }: Reading<Row>,
  { items, next, cursor }: ChangePage<unknown>,
): RowPage<Row> {
  const results = items.map((row) => ({ row, result: entity.schema.safeParse(row) }));
  const bad = results.flatMap(({ row, result }) => (result.success ? [] : [{ row, error: result.error }]));
  return {
    rows: results.flatMap(({ result }) => (result.success ? [result.data] : [])),
    poison: bad.map(({ row, error }) => ({
      id: idOf(row),
      cause: `it is not of the shape that is known: look at ${error.issues
        .slice(0, 5)
        .map(({ path }) => path.join('.') || '(all of it)')
        .join(', ')}`,
    })),
    poisonRows: bad.map(({ row }) => row),
    next: next ?? null,
    cursor: cursor ?? null,
  };
}

export function idOf(row: unknown): string | null {
  return typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string' ? row.id : null;
}
