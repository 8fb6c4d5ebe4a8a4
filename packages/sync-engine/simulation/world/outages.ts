import type { TableName } from './tables.ts';

/** Streams that answer as if they were empty: a wrong tenant, a lost permission, an index being rebuilt. */
export interface Outages {
  vanish(table: TableName, milliseconds: number): void;
  isVanished(table: TableName): boolean;
  calm(): void;
}

/** Why a write to such a stream is not carried out. */
export const vanished = '404 for every record';

export function createOutages(now: () => number): Outages {
  const until = new Map<TableName, number>();
  return {
    vanish: (table, milliseconds) => void until.set(table, now() + milliseconds),
    isVanished: (table) => (until.get(table) ?? 0) > now(),
    calm: () => until.clear(),
  };
}
