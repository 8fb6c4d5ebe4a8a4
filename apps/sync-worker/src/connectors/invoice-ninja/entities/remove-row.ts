import type { NinjaRow } from '../records/record-context.ts';

interface Removable<Row> {
  delete(id: string): Promise<void>;
  get(id: string): Promise<Row>;
}

/** Deletes a row and shows what became of it; where it cannot be read any more, as deleted. */
export async function removeRow<Row extends NinjaRow>(resource: Removable<Row>, row: Row): Promise<Row> {
  await resource.delete(row.id);
  try {
    return await resource.get(row.id);
  } catch {
    // The delete was answered with a success: a look that fails afterwards does not make it unclear.
    return { ...row, is_deleted: true };
  }
}
