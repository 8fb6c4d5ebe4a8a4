import type { RecordPart, SideRecord } from '../../src/index.ts';
import type { PartRow, Row } from './row.ts';
import { partsOf } from './row.ts';
import { hasCas } from './tables.ts';
import type { TableName } from './tables.ts';

/**
 * The version stamp as the side shows it: whole seconds in A, so that two changes in one second look alike;
 * exact only where the side can refuse a stale write.
 */
export function versionOf(table: TableName, row: Row): string {
  if (hasCas(table)) return `${row.modified}.${row.revision}`;
  return String(table.startsWith('a.') ? Math.floor(row.modified / 1000) : row.modified);
}

const shown = ({ fields, key }: PartRow): RecordPart => ({ fields, key });

// Rows never change: a row is always shown as the same record.
const shownRecords = new WeakMap<Row, SideRecord>();

/** A row as its connector shows it to the engine. `raw` is the row itself: what whole units are assembled from. */
export function recordOf(table: TableName, row: Row): SideRecord {
  const known = shownRecords.get(row);
  if (known !== undefined) return known;
  const record: SideRecord = {
    id: row.id,
    version: versionOf(table, row),
    createdAt: new Date(row.created).toISOString(),
    live: row.live,
    parts: Object.fromEntries(partsOf(row).map(([part, state]) => [part, shown(state)])),
    raw: row,
  };
  shownRecords.set(row, record);
  return record;
}

/** The row that a record was made of. */
export function rowOf(record: SideRecord): Row {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- recordOf is the only maker of records
  return record.raw as Row;
}
