import type { Fields, FieldValue } from '../../src/index.ts';
import type { Journal } from './journal.ts';
import type { Row } from './row.ts';
import { partsOf } from './row.ts';
import { referencesOf, type Tables } from './rules.ts';
import type { Table, TableBackup } from './table.ts';
import type { TableName } from './tables.ts';

/** What one backup holds, by table. */
export type SystemBackup = ReadonlyMap<TableName, TableBackup>;

export const takeBackup = (tables: Tables, names: readonly TableName[]): SystemBackup =>
  new Map(names.map((name) => [name, tables[name].backup()]));

/**
 * An operator puts a backup back: values, stamps and versions go back in time, younger records are gone. He sees
 * what he replaces, so each difference counts as his edit, delete or restore.
 */
export function restoreBackup(tables: Tables, journal: Journal, backup: SystemBackup): void {
  for (const [name, state] of backup) {
    const table = tables[name];
    const before = table.rows();
    const gone = new Map(
      [...state.rows.keys()].map((id) => [id, table.get(id) ? undefined : table.lastKnown(id)]),
    );
    table.restore(state);
    followRenames(tables, table);
    const after = table.rows();
    for (const row of before) if (table.get(row.id) === undefined) logGone(journal, name, row);
    for (const row of after) {
      const last = gone.get(row.id);
      const was = last === undefined ? before.find(({ id }) => id === row.id) : { ...last, live: false };
      const isSame = was?.thing === row.thing;
      // The id had been given to another thing since.
      if (was !== undefined && !isSame) logGone(journal, name, was);
      logBack(journal, name, isSame ? was : undefined, row);
    }
  }
}

function logGone(journal: Journal, name: TableName, row: Row): void {
  if (row.live) journal.liveness('removed', 'person', name, row);
}

function logBack(journal: Journal, name: TableName, was: Row | undefined, row: Row): void {
  if (was === undefined) {
    for (const [part, { thing, fields }] of partsOf(row))
      journal.created('person', { table: name, id: row.id, part, thing }, fields);
    return;
  }
  if (was.live !== row.live) journal.liveness(row.live ? 'restored' : 'removed', 'person', name, row);
  for (const [part, { thing, fields }] of partsOf(row)) {
    const address = { table: name, id: row.id, part, thing };
    const shown = part === '' ? was.fields : was.parts[part]?.fields;
    if (shown === undefined) journal.created('person', address, fields);
    else journal.edited(address, shown, fields, shown);
  }
  for (const [part, { thing }] of Object.entries(was.parts))
    if (row.parts[part] === undefined)
      journal.removedPart('person', { table: name, id: row.id, part, thing });
}

// A restored record may still name a customer by the id that it had then.
function followRenames(tables: Tables, table: Table): void {
  for (const row of table.rows()) {
    const moved: Record<string, FieldValue> = {};
    for (const [field, to] of Object.entries(referencesOf(table.name))) {
      const id = row.fields[field];
      const now = typeof id === 'string' ? answering(tables[to], id) : undefined;
      if (now !== undefined && now !== id) moved[field] = now;
    }
    const changed: Fields = { ...row.fields, ...moved };
    if (Object.keys(moved).length > 0) table.changeSilently(row.id, { fields: changed });
  }
}

function answering(table: Table, id: string): string {
  const to = table.movedTo(id);
  return to === undefined ? id : answering(table, to);
}
