import type { Fields, FieldValue } from '../../../src/index.ts';
import type { PartAddress } from '../journal.ts';
import { partsOf } from '../row.ts';
import type { TableName } from '../tables.ts';
import type { Desk } from './desk.ts';
import { editable, formOf, identityFields, type FieldSort } from './editable.ts';

/** Saves what was opened; false where the system refused, or the record was gone by then. */
export type Save = () => boolean;

/**
 * One thing that people do. `open` reads what a side shows now; the returned `save` happens later, over
 * whatever is there then. `undefined`: there is nothing to do it with.
 */
export interface Act {
  readonly name: string;
  /** How often it is chosen, relative to the others. */
  readonly weight: number;
  readonly open: (desk: Desk) => Save | undefined;
}

/** Some live record or contact of these tables. */
export function somePart(desk: Desk, tables: readonly TableName[]): PartAddress | undefined {
  const table = desk.random.pick(tables);
  const rows = desk.live(table);
  if (rows.length === 0) return undefined;
  const row = desk.random.pick(rows);
  const [part, { thing }] = desk.random.pick(partsOf(row));
  return { table, id: row.id, part, thing };
}

/** The fields that may be edited there, with their sorts. */
export function openFields(desk: Desk, { table, part, thing }: PartAddress): readonly [string, FieldSort][] {
  return Object.entries(editable[formOf(table, part)]).filter(
    ([field]) => desk.mayRename(thing) || !identityFields.has(field),
  );
}

/** New values for these fields, over what the person is shown. */
export function typed(desk: Desk, fields: readonly [string, FieldSort][], shown: Fields): Fields {
  const values: Record<string, FieldValue> = {};
  for (const [field, sort] of fields) values[field] = desk.values.next(sort, shown[field] ?? null);
  return values;
}

export const everywhere: readonly TableName[] = [
  'companies',
  'people',
  'invoices',
  'a.clients',
  'a.clients',
  'a.invoices',
  'b.customers',
  'b.contacts',
  'b.entries',
];
