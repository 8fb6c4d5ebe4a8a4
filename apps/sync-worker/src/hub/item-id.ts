import type { Item } from './hub-options.ts';

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether a text can be the id of an item at all. */
export const isUuid = (text: string): boolean => uuid.test(text);

/** The id of an item as Directus shows it; `''` where it does not. */
export function itemId(item: Item, primaryKey: string): string {
  const id = item[primaryKey];
  return typeof id === 'string' ? sameIdText(id) : '';
}

/** One text for one UUID: PostgreSQL takes both cases, and shows the lower one. */
export const sameIdText = (id: string): string => id.toLowerCase();
