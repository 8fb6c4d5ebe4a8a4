import type { FieldValue, RecordPart, SideRecord } from '@unified-sync/sync-engine';
import type { Lookups } from '../lookups.ts';
import type { NinjaSettings } from '../settings.ts';

/** What showing a row as a record needs besides the row. */
export interface RecordContext {
  readonly lookups: Lookups;
  readonly keySlot: NinjaSettings['keySlot'];
  /** Numbers of invoices by id, as far as they are known. */
  readonly invoiceNumbers: ReadonlyMap<string, string>;
}

/** What every row of Invoice Ninja has. */
export interface NinjaRow {
  readonly id: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly is_deleted: boolean;
  /** Whose it is, where that is embedded. */
  readonly client?: { readonly is_deleted: boolean } | undefined;
}

/**
 * A row as the engine sees it. Archived ones are live: only a deleted one is not, and one whose client is
 * deleted, which Invoice Ninja leaves out of its lists and reports, too.
 */
export function sideRecord(row: NinjaRow, parts: SideRecord['parts']): SideRecord {
  return {
    id: row.id,
    version: String(row.updated_at),
    createdAt: row.created_at === 0 ? null : new Date(row.created_at * 1000).toISOString(),
    live: !row.is_deleted && row.client?.is_deleted !== true,
    parts,
    raw: row,
  };
}

type KeySlots = Readonly<Record<NinjaSettings['keySlot'], string>>;

/** One part, with what its key slot holds. */
export function recordPart(
  holder: KeySlots,
  fields: Readonly<Record<string, FieldValue>>,
  { keySlot }: Pick<RecordContext, 'keySlot'>,
): RecordPart {
  const key = holder[keySlot].trim();
  return { fields, key: key === '' ? null : key };
}
