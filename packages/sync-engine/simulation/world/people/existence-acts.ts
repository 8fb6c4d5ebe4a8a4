import type { Fields, FieldValue } from '../../../src/index.ts';
import type { Thing } from '../../truth-log.ts';
import type { PartRow, Row } from '../row.ts';
import { deletes, isHub, tableNames } from '../tables.ts';
import type { TableName } from '../tables.ts';
import type { Act, Save } from './act.ts';
import type { Desk } from './desk.ts';
import { sentContacts } from './desk.ts';

const deletable = tableNames.filter((table) => deletes[table] !== 'none');

function pickRow(
  desk: Desk,
  tables: readonly TableName[],
  isWanted: (row: Row) => boolean,
): [TableName, Row] | undefined {
  const table = desk.random.pick(tables);
  const rows = desk.systems.tables[table].rows().filter(isWanted);
  return rows.length === 0 ? undefined : [table, desk.random.pick(rows)];
}

/** A record that may go: neither it nor a contact that would go with it is a twin or a clone. */
const isFree =
  (desk: Desk, isLive: boolean) =>
  (row: Row): boolean =>
    row.live === isLive && [row, ...companions(desk, row)].every(({ thing }) => isAlone(desk, thing));

/** Neither a twin nor a clone: nobody takes another for it. */
export const isAlone = (desk: Desk, thing: Thing): boolean =>
  !desk.twins.has(thing) && !desk.clones.has(thing);

/** The contacts of a client of A, wherever the deleted record of it stands. */
const companions = (desk: Desk, { thing }: Row): readonly PartRow[] =>
  desk
    .places(thing)
    .flatMap(({ table, id }) => Object.values(desk.systems.tables[table].get(id)?.parts ?? {}));

function remove(desk: Desk, forGood: boolean): Save | undefined {
  const tables = deletable.filter((table) =>
    forGood ? isHub(table) || deletes[table] === 'hard' : deletes[table] === 'soft',
  );
  const found = pickRow(desk, tables, isFree(desk, true));
  if (found === undefined) return undefined;
  const [table, { id }] = found;
  return () => {
    const row = desk.systems.tables[table].get(id);
    if (row?.live !== true) return false;
    const outcome = forGood
      ? desk.systems.removeForGood(table, id)
      : desk.systems.remove(table, id, 'person');
    if (outcome.kind !== 'done') return false;
    desk.journal.liveness('removed', 'person', table, row);
    return true;
  };
}

function restore(desk: Desk): Save | undefined {
  const found = pickRow(
    desk,
    deletable.filter((table) => deletes[table] === 'soft'),
    isFree(desk, false),
  );
  if (found === undefined) return undefined;
  const [table, { id }] = found;
  return () => {
    const row = desk.systems.tables[table].get(id);
    if (row === undefined || row.live) return false;
    if (desk.systems.restore(table, id, 'person').kind !== 'done') return false;
    desk.journal.liveness('restored', 'person', table, row);
    return true;
  };
}

/** A person clones a client or an invoice in A to make a similar one: the key slots are cloned with it. */
function clone(desk: Desk): Save | undefined {
  const found = pickRow(
    desk,
    ['a.clients', 'a.invoices'],
    ({ live, thing }) => live && !desk.twins.has(thing),
  );
  if (found === undefined) return undefined;
  const [table, { id }] = found;
  return () => cloneRow(desk, table, id);
}

/** Makes a similar record of a client or an invoice in A. False: it is gone. */
export function cloneRow(desk: Desk, table: TableName, id: string): boolean {
  const row = desk.systems.tables[table].get(id);
  if (row?.live !== true) return false;
  const thing = desk.journal.log.newThing();
  desk.clones.add(row.thing).add(thing);
  const named =
    table === 'a.invoices'
      ? { number: '' }
      : { name: desk.values.plainName(), ...mailOfClone(desk, 'client_email', row, thing) };
  const fields = { ...row.fields, ...named };
  const copy = desk.create(table, { fields, key: row.key, thing }, { table, id, part: '', thing: row.thing });
  if (copy !== undefined) cloneContacts(desk, row, copy);
  return copy !== undefined;
}

function cloneContacts(desk: Desk, from: Row, copy: Row): void {
  const contacts = Object.values(from.parts).map((part) => {
    const thing = desk.journal.log.newThing();
    desk.clones.add(part.thing).add(thing);
    const named = {
      contact_first_name: desk.values.plainName(),
      ...mailOfClone(desk, 'contact_email', part, thing),
    };
    return { ...part, id: null, thing, fields: { ...part.fields, ...named } };
  });
  if (contacts.length > 0) desk.saveContacts(copy, contacts, copy);
}

/**
 * The clerk types a new e-mail address at once. Now and then he forgets: then both are twins, which the engine can
 * tell where the original is known to the hub.
 */
function mailOfClone(desk: Desk, field: string, original: PartRow, copy: Thing): Fields {
  if (original.key === null || desk.random.chance(0.7)) return { [field]: desk.values.plainMail() };
  desk.twins.add(original.thing).add(copy);
  return {};
}

function rename(desk: Desk): Save | undefined {
  const found = pickRow(desk, ['b.customers'], isFree(desk, true));
  if (found === undefined) return undefined;
  const [table, { id }] = found;
  return () => {
    const row = desk.systems.tables[table].get(id);
    if (row === undefined) return false;
    const to = `${id.split('~')[0]}~${row.revision}`;
    const referring = referringTo(desk, id);
    desk.systems.rename(id, to);
    const place = desk.journal.place(table, id, '');
    desk.journal.log.add({ kind: 'renamed', place, thing: row.thing, to });
    for (const [other, before] of referring) {
      const after = desk.systems.tables[other].get(before.id);
      const address = { table: other, id: before.id, part: '', thing: before.thing };
      if (after !== undefined) desk.journal.computed(address, before.fields, after.fields);
    }
    return true;
  };
}

const referringTo = (desk: Desk, id: string): readonly (readonly [TableName, Row])[] =>
  (['b.contacts', 'b.entries'] as const).flatMap((table) =>
    desk.systems.tables[table]
      .rows()
      .filter(({ fields }) => fields['company'] === id || fields['customer'] === id)
      .map((row) => [table, row] as const),
  );

/** Two contacts of B become one: the loser's id answers with the winner, which takes what it lacked. */
function merge(desk: Desk): Save | undefined {
  const table = 'b.contacts';
  const contacts = desk.live(table).filter(isFree(desk, true));
  if (contacts.length < 2) return undefined;
  const [loser, winner] = desk.random.shuffle(contacts);
  if (loser === undefined || winner === undefined) return undefined;
  // Whose id answers with the winner then, this record's or that of the one that had the id before it? Nobody can tell,
  // and no provider gives ids again and merges by them.
  if (desk.systems.tables[table].wasGivenBefore(loser.id)) return undefined;
  return () => mergeContacts(desk, loser.id, winner.id);
}

function mergeContacts(desk: Desk, loser: string, winner: string): boolean {
  const table = 'b.contacts';
  const { tables } = desk.systems;
  const [from, into] = [tables[table].get(loser), tables[table].get(winner)];
  if (from === undefined || into === undefined) return false;
  desk.journal.log.add({
    kind: 'merged',
    place: desk.journal.place(table, from.id, ''),
    thing: from.thing,
    into: desk.journal.place(table, into.id, ''),
    intoThing: into.thing,
  });
  tables[table].drop(from.id, into.id);
  const lacking = Object.entries(from.fields).filter(([field]) => isBlank(into.fields[field]));
  const tags = [...listOf(into.fields['tags']), ...listOf(from.fields['tags'])];
  const change = { ...into.fields, ...Object.fromEntries(lacking), tags: [...new Set(tags)].toSorted() };
  const after = tables[table].change(into.id, { fields: change }, 'person');
  const address = { table, id: into.id, part: '', thing: into.thing } as const;
  desk.journal.edited(address, into.fields, after.fields, into.fields);
  return true;
}

/** Somebody enters a contact of B anew, and merges the two that he found into it at once. False: there are none. */
export function mergeIntoNew(desk: Desk): boolean {
  const table = 'b.contacts';
  const isGiven = ({ id }: Row): boolean => desk.systems.tables[table].wasGivenBefore(id);
  const contacts = desk.live(table).filter((row) => isFree(desk, true)(row) && !isGiven(row));
  const [first, second] = desk.random.shuffle(contacts);
  if (first === undefined || second === undefined) return false;
  const fields = { firstname: desk.values.plain('text'), email: desk.values.plain('mail') };
  const made = desk.create(table, { fields, key: null, thing: desk.journal.log.newThing() });
  return made !== undefined && [first, second].every((loser) => mergeContacts(desk, loser.id, made.id));
}

const isBlank = (value: FieldValue | undefined): boolean =>
  value === null || value === undefined || value === '';

const listOf = (value: FieldValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];

/** The id of a contact that was deleted for good is given to another one. */
function reuseId(desk: Desk): Save | undefined {
  const table = 'b.contacts';
  const ids = desk.systems.tables[table].freeIds();
  if (ids.length === 0) return undefined;
  const id = desk.random.pick(ids);
  const fields = { firstname: desk.values.plain('text'), email: desk.values.plain('mail') };
  return () => {
    if (!desk.systems.tables[table].freeIds().includes(id)) return false;
    const row = { fields, key: null, thing: desk.journal.log.newThing(), id };
    return desk.create(table, row) !== undefined;
  };
}

/** A clerk takes a contact off a client, or two people work on one list of contacts. */
function removeContact(desk: Desk): Save | undefined {
  const clients = desk.live('a.clients').filter(({ parts }) => Object.keys(parts).length > 0);
  if (clients.length === 0) return undefined;
  const { id } = desk.random.pick(clients);
  return () => {
    const client = desk.systems.tables['a.clients'].get(id);
    if (client?.live !== true) return false;
    const free = sentContacts(client).filter(({ thing }) => isAlone(desk, thing));
    if (free.length === 0) return false;
    const gone = desk.random.pick(free);
    return desk.saveContacts(
      client,
      sentContacts(client).filter((contact) => contact.id !== gone.id),
      client,
    );
  };
}

export const existenceActs: readonly Act[] = [
  { name: 'soft-delete', weight: 2, open: (desk) => remove(desk, false) },
  { name: 'hard-delete', weight: 1.5, open: (desk) => remove(desk, true) },
  { name: 'restore', weight: 4, open: restore },
  { name: 'clone', weight: 1.5, open: clone },
  { name: 'rename', weight: 1.5, open: rename },
  { name: 'merge-contacts', weight: 1.5, open: merge },
  { name: 'reuse-id', weight: 1.5, open: reuseId },
  { name: 'remove-contact', weight: 1, open: removeContact },
];
