import type { ItemKey } from '../../link.ts';
import type { Look, SideRecord } from '../../record.ts';
import type { Fields } from '../../value.ts';

export const itemKey: ItemKey = { collection: 'companies', id: 'i1' };

/** A record of one whole part; its values are in stored form, by the side's own names. */
export function buildRecord(id: string, fields: Fields, rest: Partial<SideRecord> = {}): SideRecord {
  return { id, version: 'v', createdAt: null, live: true, parts: { '': { fields, key: null } }, ...rest };
}

export const present = (record: SideRecord): Look => ({ kind: 'present', record });
export const absent: Look = { kind: 'absent' };
export const unknown: Look = { kind: 'unknown', cause: '503' };
