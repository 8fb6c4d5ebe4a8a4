import type { EntityName } from '../records/entity-data.ts';
import type { Installation } from '../store/installation.ts';
import type { Row, Table } from '../store/table.ts';

/** The table that a change of state is made in. */
export interface LifecycleTarget<Data> {
  readonly installation: Installation;
  readonly name: EntityName;
  readonly table: Table<Data>;
}

/** Archives a live row. */
export function archiveRow<Data extends object>(
  { installation, name, table }: LifecycleTarget<Data>,
  row: Row<Data>,
): void {
  if (row.archivedAt > 0) return;
  table.save(row, {}, { state: { archivedAt: installation.clock.micros() } });
  installation.emit(name, 'archive', row);
}

/** Deletes a row softly: it stays in lists, marked. An archived row may be deleted too. */
export function removeRow<Data extends object>(
  { installation, name, table }: LifecycleTarget<Data>,
  row: Row<Data>,
): void {
  if (row.isDeleted) return;
  table.save(row, {}, { state: { archivedAt: installation.clock.micros(), isDeleted: true } });
  installation.emit(name, 'delete', row);
}

/** Brings an archived or deleted row back. */
export function restoreRow<Data extends object>(
  { installation, name, table }: LifecycleTarget<Data>,
  row: Row<Data>,
): void {
  if (row.archivedAt === 0) return;
  table.save(row, {}, { state: { archivedAt: 0, isDeleted: false } });
  installation.emit(name, 'restore', row);
}
