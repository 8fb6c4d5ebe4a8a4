import { z } from 'zod';

/** Hashed id of ten or more letters and digits; `""` where there is none. */
export const hashedId = z.string();
export const text = z.string();
/** Money, rate or quantity: a JSON number in major units, e.g. `12.5`. */
export const number = z.number();
/** Whole seconds since 1970, UTC; `0` for never. */
export const unixSeconds = z.int();
export const flag = z.boolean();
/** Sent by current versions only; nothing of the client depends on its shape. */
export const anything = z.unknown().optional();

/** A value of a list that a later version may add to. */
export const openEnum = <Known extends string>() =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same check of text, with a type that completes the known values
  z.string() as unknown as z.ZodType<Known | (string & {}), string>;

/** What every stored record has. */
export const stamp = {
  id: hashedId,
  created_at: unixSeconds,
  updated_at: unixSeconds,
  /** When it was archived or deleted; `0` for live. */
  archived_at: unixSeconds,
};

export const people = { user_id: hashedId, assigned_user_id: hashedId };

export const customValues = {
  custom_value1: text,
  custom_value2: text,
  custom_value3: text,
  custom_value4: text,
};

export const taxes = {
  tax_name1: text,
  tax_name2: text,
  tax_name3: text,
  tax_rate1: number,
  tax_rate2: number,
  tax_rate3: number,
};
