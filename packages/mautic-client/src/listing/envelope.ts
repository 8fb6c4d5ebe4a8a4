import { z } from 'zod';

/** Text for contacts, companies and statistics, a number for the rest (`"0"`, functional tests of Mautic). */
export const totalSchema = z.union([z.int().min(0), z.string().regex(/^\d+$/)]);

/** Rows as an array, an object by id, or `[]` for either one when empty (`EntityResultHelper`). */
export const rowsIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Object.values(value) : value;

/** `{ total, <listKey>: rows }`. */
export function listEnvelope(listKey: string, item: z.ZodType) {
  return z.looseObject({ total: totalSchema, [listKey]: z.preprocess(rowsIn, z.array(item)) });
}

/** `{ <itemKey>: record }`. */
export const itemEnvelope = (itemKey: string, item: z.ZodType) => z.looseObject({ [itemKey]: item });

/** The rows of an answer that its envelope has checked, or that `validate: 'warn'` lets pass. */
export function rowsOf<Item>(envelope: unknown, listKey: string): Item[] {
  const rows = rowsIn(property(envelope, listKey));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the envelope's schema checked each row
  return (Array.isArray(rows) ? rows : []) as Item[];
}

/** The record of an answer that its envelope has checked, or that `validate: 'warn'` lets pass. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names what its own schema has checked
export function itemOf<Item>(envelope: unknown, itemKey: string): Item {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the envelope's schema checked the record
  return property(envelope, itemKey) as Item;
}

export const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
