import type { Label } from './label.ts';

/** The types of Directus fields that our collections use. */
export type FieldType =
  | 'boolean'
  | 'date'
  | 'decimal'
  | 'integer'
  | 'json'
  | 'string'
  | 'text'
  | 'timestamp'
  | 'uuid';

/** What is said of a column; no column is required, so that a write is never refused for a missing value. */
export interface ColumnOptions {
  max_length?: number;
  numeric_precision?: number;
  numeric_scale?: number;
  default_value?: string | number | boolean | null;
  is_unique?: boolean;
  is_primary_key?: boolean;
}

/** How the app shows a field, in Directus' words. */
export interface FieldMeta {
  interface: string;
  special?: readonly string[];
  options?: Readonly<Record<string, unknown>>;
  display?: string;
  display_options?: Readonly<Record<string, unknown>>;
  width?: 'half' | 'full';
  readonly?: boolean;
  hidden?: boolean;
}

/** A field of a collection: what the column holds, how people see it, and the type of its values. */
export interface Field<Value> {
  readonly type: FieldType;
  readonly label: Label;
  readonly column: ColumnOptions;
  readonly meta: FieldMeta;
  /** Collection that its values are ids of. */
  readonly reference?: string;
  /** Never set: it carries the type. */
  readonly value?: Value;
}

/** A field that holds the id of an item of the collection `Target`. */
export interface Reference<Target extends string> extends Field<string> {
  readonly reference: Target;
}

/** Fields by name. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The type of a field's values where they are not null. */
export type ValueOf<Definition> = Definition extends Field<infer Value> ? Value : never;
