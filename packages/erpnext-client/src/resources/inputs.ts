import type { KnownKeys } from '../known-keys.ts';

/** Fields that the site sets by itself, or that only a rename or a submit changes. */
type Managed = 'name' | 'owner' | 'creation' | 'modified' | 'modified_by' | 'docstatus';

type Rows = readonly object[];

/** What a new row of a child table may hold, fields of the site's own included. */
export type RowInput<Row> = { readonly [Key in Exclude<KnownKeys<Row>, Managed> & keyof Row]?: Row[Key] } & {
  readonly [field: string]: unknown;
};

type RowsOf<Value> = NonNullable<Value> extends readonly (infer Row)[] ? Row : never;

/** What a new document may hold. Rows of child tables are plain lists here: there is nothing to replace yet. */
export type CreateInput<Doc> = {
  readonly [Key in Exclude<KnownKeys<Doc>, Exclude<Managed, 'name'>> & keyof Doc]?: NonNullable<
    Doc[Key]
  > extends Rows
    ? readonly RowInput<RowsOf<Doc[Key]>>[]
    : Doc[Key];
} & { readonly [field: string]: unknown };

/**
 * What becomes of a child table. Frappe replaces the whole table by what a request holds: rows that are left
 * out are deleted, and fields that are left out of a row are emptied. So the choice is made in words.
 */
export type TableChange<Row> =
  /** These rows and no others. A row with the `name` of an old one keeps that name, and no field beyond those given. */
  | { readonly replace: readonly (RowInput<Row> & { readonly name?: string })[] }
  /** The client reads the document and sends every row whole: those with a `name` changed, those without added. */
  | {
      readonly merge?: readonly (RowInput<Row> & { readonly name?: string })[];
      readonly remove?: readonly string[];
    };

/** What an update changes: the fields given, and no others. */
export type UpdateInput<Doc> = {
  readonly [Key in Exclude<KnownKeys<Doc>, Managed> & keyof Doc]?: NonNullable<Doc[Key]> extends Rows
    ? TableChange<RowsOf<Doc[Key]>>
    : Doc[Key];
} & { readonly [field: string]: unknown };
