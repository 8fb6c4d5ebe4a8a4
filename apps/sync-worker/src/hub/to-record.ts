import { createHash } from 'node:crypto';
import { valueText, type FieldValue, type SideRecord } from '@unified-sync/sync-engine';
import type { Item, ResolvedCollection } from './hub-options.ts';

/** An item that does not show what it should: it is no record, and says nothing of its values. */
export class UnreadableItem extends Error {
  override readonly name = 'UnreadableItem';
}

/**
 * An item as the engine sees it.
 * @throws {UnreadableItem} where a field is not shown: that is not the same as empty.
 */
export function toRecord(collection: ResolvedCollection, item: Item): SideRecord {
  const shown = (name: string): FieldValue => {
    const value = item[name];
    if (value === undefined)
      throw new UnreadableItem(
        `Directus does not show ${collection.name}.${name}: the field is gone, or may not be read`,
      );
    return value;
  };
  const { primaryKey, fields, archive, dateCreated } = collection;
  const id = shown(primaryKey);
  if (typeof id !== 'string')
    throw new UnreadableItem(`Directus shows no text for ${collection.name}.${primaryKey}`);
  const createdAt = dateCreated === null ? null : shown(dateCreated);
  return {
    id,
    version: hash(collection.read.map(shown)),
    createdAt: typeof createdAt === 'string' ? createdAt : null,
    live: archive === null || shown(archive.field) !== archive.archivedValue,
    parts: {
      '': { fields: Object.fromEntries([...fields].map(([field, name]) => [field, shown(name)])), key: null },
    },
  };
}

const hash = (values: readonly FieldValue[]): string =>
  createHash('sha256').update(valueText(values)).digest('base64url');

/** Records and, by id where it is known, why others are none. */
export interface ReadItems {
  readonly records: readonly SideRecord[];
  readonly unreadable: readonly { readonly id: string | null; readonly cause: string }[];
}

/** Reads items one by one: one that cannot be read does not take the others with it. */
export function toRecords(collection: ResolvedCollection, items: readonly Item[]): ReadItems {
  const records: SideRecord[] = [];
  const unreadable: { id: string | null; cause: string }[] = [];
  for (const item of items)
    try {
      records.push(toRecord(collection, item));
    } catch (error) {
      if (!(error instanceof UnreadableItem)) throw error;
      const id = item[collection.primaryKey];
      unreadable.push({ id: typeof id === 'string' ? id : null, cause: error.message });
    }
  return { records, unreadable };
}
