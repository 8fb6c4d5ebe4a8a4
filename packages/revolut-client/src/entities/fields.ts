import { z } from 'zod';

/** Declared as a UUID, but the official examples hold others: an opaque text. */
export const id = z.string();
export const text = z.string();
/** Money: a JSON number in **major** units, e.g. `-47.8`. Give it a decimal type right behind the client. */
export const amount = z.number();
/** ISO 4217. */
export const currency = z.string();
/** ISO 8601 in UTC, mostly with microseconds. Kept as it came: the official examples hold impossible ones. */
export const instant = z.string();

/** A value of a list that grows without notice. */
export const openEnum = <Known extends string>() =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same check of text, with a type that completes the known values
  z.string() as unknown as z.ZodType<Known | (string & {}), string>;

export const moneySchema = z.looseObject({ amount, currency });

/** An amount in major units with its currency. */
export type Money = z.infer<typeof moneySchema>;

/** What most stored records have. */
export const stamp = { id, created_at: instant, updated_at: instant };

/** The answer to creating what has more fields than its id. */
export const createdSchema = z.looseObject({ id });

export type Created = z.infer<typeof createdSchema>;
