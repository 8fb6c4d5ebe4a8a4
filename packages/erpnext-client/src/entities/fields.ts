import { z } from 'zod';

/** A value of a list that a site may add to. */
const select = <Known extends string>() =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same check of text, with a type that completes the known values
  text as unknown as z.ZodOptional<z.ZodNullable<z.ZodType<Known | (string & {}), string>>>;

// v15 leaves out of a document what is null (`utils/response.py`, `as_dict(no_nulls=True)`); lists and v16 send it.
const text = z.string().nullish();
const integer = z.int().nullish();
const number = z.number().nullish();

/**
 * One schema for each kind of DocField. Every value may be missing or null: version 15 leaves nulls out of
 * a document and sends them in a list, and a field that nobody filled in has no value.
 */
export const field = {
  /** Data, Link, Select of other text, Text Editor and the like. */
  text,
  integer,
  /** Currency, Float, Percent: a JSON number in major units, as Frappe prints a decimal. */
  number,
  /** 0 or 1. */
  check: integer,
  /** `YYYY-MM-DD`, without a time zone. */
  date: text,
  /** `YYYY-MM-DD HH:MM:SS.ffffff` in the site's time zone; see `siteTime`. */
  datetime: text,
  /** `H:MM:SS.ffffff` in the site's time zone. */
  time: text,
  /** As the site stores it: text, or what a JSON field holds. */
  json: z.unknown().optional(),
  select,
  /** Rows of a child table. A list (`['*']`) never carries them. */
  table: <Row extends z.ZodType>(row: Row) => z.array(row).nullish(),
} as const;

const stamp = {
  owner: text,
  /** In the site's time zone; never changes. */
  creation: text,
  modified_by: text,
  /** 0 draft, 1 submitted, 2 cancelled. */
  docstatus: integer,
  idx: integer,
};

/** What every document has. */
export const documentFields = {
  /** The key. Text, except for DocTypes that number themselves. A rename changes it. */
  name: z.string(),
  /** In the site's time zone, with microseconds. Give it back verbatim with an update. */
  modified: text,
  ...stamp,
};

/** What every row of a child table has, once it is stored. */
export const rowFields = {
  name: text,
  modified: text,
  ...stamp,
  parent: text,
  parentfield: text,
  parenttype: text,
};
