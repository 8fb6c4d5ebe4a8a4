import type { DocField } from './doctype-meta.ts';

/** What a field holds; `layout` for those that hold nothing. */
export type FieldKind =
  | 'text'
  | 'integer'
  | 'number'
  | 'check'
  | 'date'
  | 'datetime'
  | 'time'
  | 'json'
  | 'select'
  | 'table'
  | 'layout';

// Field types of Frappe 15 (`frappe/model/__init__.py`, data_fieldtypes, no_value_fields, table_fields).
const kinds: Readonly<Record<string, FieldKind>> = {
  Int: 'integer',
  'Long Int': 'integer',
  Check: 'check',
  Currency: 'number',
  Float: 'number',
  Percent: 'number',
  Rating: 'number',
  Duration: 'number',
  Date: 'date',
  Datetime: 'datetime',
  Time: 'time',
  JSON: 'json',
  Geolocation: 'json',
  Select: 'select',
  Table: 'table',
  'Table MultiSelect': 'table',
  'Section Break': 'layout',
  'Column Break': 'layout',
  'Tab Break': 'layout',
  HTML: 'layout',
  Button: 'layout',
  Image: 'layout',
  Fold: 'layout',
  Heading: 'layout',
};

/** A type that this version does not know is text: most are. */
export const fieldKind = ({ fieldtype }: Pick<DocField, 'fieldtype'>): FieldKind =>
  kinds[fieldtype] ?? 'text';
