import type { InvoiceNinjaClient } from '@unified-sync/invoice-ninja-client';
import type { NinjaRow } from '../records/record-context.ts';
import { idOf } from './list-page.ts';
import { isOfAnotherShape, unavailable, type Reading } from './reading.ts';

/** Rows a request: the fewer requests, the less a list can move meanwhile. */
const perPage = 1000;

/**
 * Ids of all records that are not deleted. The list is walked to its end with overlapping pages, so that a row
 * which is there from start to end is in it; a row without an id makes it incomplete.
 *
 * Deleted records, which still can be read, are left out: a delete that no listing showed is found by looking
 * at what is missing here.
 *
 * @throws {SideUnavailable}
 */
export async function listIds<Row extends NinjaRow>(
  reading: Reading<Row>,
): Promise<{ readonly ids: readonly string[]; readonly complete: boolean }> {
  try {
    return await idsWith(reading, reading.ninja);
  } catch (error) {
    if (!isOfAnotherShape(error)) throw unavailable(reading.entity.name, error);
  }
  try {
    return await idsWith(reading, reading.lenient);
  } catch (error) {
    throw unavailable(reading.entity.name, error);
  }
}

async function idsWith<Row extends NinjaRow>({ entity }: Reading<Row>, ninja: InvoiceNinjaClient) {
  // The newest state of a row comes last.
  const deleted = new Map<string, boolean>();
  let complete = true;
  for await (const { items } of entity.rows(ninja).list({ perPage }).pages())
    for (const row of items) {
      const id = idOf(row);
      if (id === null) complete = false;
      else deleted.set(id, row.is_deleted);
    }
  return { ids: [...deleted].flatMap(([id, isDeleted]) => (isDeleted ? [] : [id])), complete };
}
