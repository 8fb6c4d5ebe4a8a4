import type { Entity } from '../entities/entity.ts';
import type { RecordStamp } from '../records/entity-data.ts';
import type { Row } from '../store/table.ts';
import type { PresentOptions } from './present-options.ts';

/** A row as the API shows it before anything is embedded: its data, its id and its times in seconds. */
export function stamped<Data extends object>(row: Row<Data>): Data & RecordStamp {
  return {
    id: row.id,
    ...row.data,
    created_at: seconds(row.createdAt),
    updated_at: seconds(row.updatedAt),
    archived_at: seconds(row.archivedAt),
    is_deleted: row.isDeleted,
  };
}

/** Stored microseconds as the API shows them: cut, not rounded. */
export function seconds(micros: number): number {
  return Math.floor(micros / 1_000_000);
}

/** A record with everything that was asked for: what a list, a single answer and a webhook hold. */
export function show<Data extends object>(
  entity: Entity<Data>,
  row: Row<Data>,
  options: PresentOptions,
): object {
  const included = (options.include ?? []).flatMap((name) => {
    const relation = Object.hasOwn(entity.includes, name) ? entity.includes[name]?.(row, options) : undefined;
    return relation === undefined ? [] : [[name, relation] as const];
  });
  return { ...entity.present(row, options), ...Object.fromEntries(included) };
}
