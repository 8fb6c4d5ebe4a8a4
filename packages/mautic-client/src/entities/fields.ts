import { z } from 'zod';

export const id = z.int();
export const text = z.string();
export const flag = z.boolean();
/** ISO 8601 with the offset of the server's `default_timezone`, e.g. `2026-01-31T09:15:00+01:00`; `null` for never. */
export const instant = z.string().nullable();
/** Sent by some versions or settings only; nothing of the client depends on its shape. */
export const anything = z.unknown().optional();

/** A value of a list that a later version or a plugin may add to. */
export const openEnum = <Known extends string>() =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same check of text, with a type that completes the known values
  z.string() as unknown as z.ZodType<Known | (string & {}), string>;

/** What people and times every entity of Mautic has (`FormEntity`). */
export const stamp = {
  id,
  isPublished: flag.nullish(),
  dateAdded: instant.optional(),
  /** `null` until the first edit (`FormModel::setTimestamps`). */
  dateModified: instant.optional(),
  createdBy: id.nullish(),
  createdByUser: text.nullish(),
  modifiedBy: id.nullish(),
  modifiedByUser: text.nullish(),
};

export const named = { ...stamp, name: text, description: text.nullish(), category: anything };

/** PHP has one array: an empty map arrives as `[]` (facts: `fields.personal`). */
export const mapOf = <Value extends z.ZodType>(value: Value) =>
  z.preprocess(
    (given) => (Array.isArray(given) && given.length === 0 ? {} : given),
    z.record(z.string(), value),
  );
