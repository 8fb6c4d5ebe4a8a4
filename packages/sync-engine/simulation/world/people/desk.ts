import type { Fields } from '../../../src/index.ts';
import type { Random } from '../../random.ts';
import type { Thing } from '../../truth-log.ts';
import type { Journal, PartAddress } from '../journal.ts';
import type { PartRow, Row } from '../row.ts';
import { partOf, partsOf } from '../row.ts';
import type { NewRow, SentContact, Systems } from '../systems.ts';
import type { TableName } from '../tables.ts';
import { tableNames } from '../tables.ts';
import type { TypedValues } from './typed-values.ts';

/** What people work with: they see what a side shows, and save what they changed. */
export interface Desk {
  readonly random: Random;
  readonly values: TypedValues;
  readonly systems: Systems;
  readonly journal: Journal;
  /** Records that look alike and are not the same: their identity is left alone until a person sorts them out. */
  readonly twins: Set<Thing>;
  /** Entered on several sides by people: recognised by their identity alone, which is left alone, too. */
  readonly recognisable: Set<Thing>;
  /** Clones and what they were cloned from: nobody deletes one, or the other would look like it. */
  readonly clones: Set<Thing>;
  /** Live records (parts) of a table that a form can be opened for. */
  live(table: TableName): readonly Row[];
  /** Everywhere that a thing is shown live. */
  places(thing: Thing): readonly PartAddress[];
  state(address: PartAddress): PartRow | undefined;
  /** Saves the changed fields over what is there now. False where the system refuses, or the record is gone. */
  save(address: PartAddress, changed: Fields, shown: Fields): boolean;
  /** Saves a client's list of contacts as the person's form has it. */
  saveContacts(client: Row, contacts: readonly SentContact[], shown: Row): boolean;
  create(table: TableName, row: NewRow, like?: PartAddress): Row | undefined;
  /** Whether people may change what this thing is recognised by. */
  mayRename(thing: Thing): boolean;
  /** What class of act this was: each must be seen in some seed. */
  note(editClass: string): void;
}

export type DeskOptions = Pick<Desk, 'random' | 'values' | 'systems' | 'journal'>;

export function createDesk(options: DeskOptions): Desk {
  const { systems, journal } = options;
  const { tables } = systems;

  // A form is of one thing: nothing is saved over another that was given its id.
  const state = ({ table, id, part, thing }: PartAddress): PartRow | undefined => {
    const row = tables[table].get(id);
    const shown = row?.live === true ? partOf(row, part) : undefined;
    return shown?.thing === thing ? shown : undefined;
  };

  function save(address: PartAddress, changed: Fields, shown: Fields): boolean {
    const { table, id, part } = address;
    const before = state(address);
    if (before === undefined) return false;
    if (part !== '') {
      const client = tables[table].get(id);
      if (client === undefined) return false;
      const contacts = sentContacts(client).map((contact) =>
        contact.id === part ? { ...contact, fields: { ...contact.fields, ...changed } } : contact,
      );
      const outcome = systems.replaceContacts(id, contacts, 'person');
      if (outcome.kind !== 'done') return false;
      journal.edited(address, before.fields, partOf(outcome.row, part)?.fields ?? {}, shown);
      return true;
    }
    const outcome = systems.update(table, id, changed, 'person');
    if (outcome.kind !== 'done') return false;
    journal.edited(address, before.fields, outcome.row.fields, shown);
    return true;
  }

  function saveContacts(client: Row, contacts: readonly SentContact[], shown: Row): boolean {
    const table = 'a.clients';
    const before = tables[table].get(client.id);
    const outcome = systems.replaceContacts(client.id, contacts, 'person');
    if (before === undefined || outcome.kind !== 'done') return false;
    for (const [part, now] of Object.entries(outcome.row.parts)) {
      const address = { table, id: client.id, part, thing: now.thing } as const;
      const was = before.parts[part];
      if (was === undefined) journal.created('person', address, now.fields);
      else journal.edited(address, was.fields, now.fields, shown.parts[part]?.fields ?? {});
    }
    for (const [part, { thing }] of Object.entries(before.parts))
      if (outcome.row.parts[part] === undefined)
        journal.removedPart('person', { table, id: client.id, part, thing });
    return true;
  }

  const twins = new Set<Thing>();
  const recognisable = new Set<Thing>();

  return {
    ...options,
    twins,
    recognisable,
    mayRename: (thing) => !twins.has(thing) && !recognisable.has(thing),
    clones: new Set(),
    live: (table) => tables[table].rows().filter((row) => row.live),
    places(thing) {
      const found: PartAddress[] = [];
      for (const table of tableNames)
        for (const row of tables[table].rows())
          for (const [part, shown] of row.live ? partsOf(row) : [])
            if (shown.thing === thing) found.push({ table, id: row.id, part, thing });
      return found;
    },
    state,
    save,
    saveContacts,
    create(table, row, like) {
      const outcome = systems.create(table, row, 'person');
      if (outcome.kind !== 'done') return undefined;
      const address = { table, id: outcome.row.id, part: '', thing: row.thing };
      const origin = like && journal.place(like.table, like.id, like.part);
      journal.created('person', address, outcome.row.fields, origin);
      return outcome.row;
    },
    note: (editClass) => journal.log.add({ kind: 'note', note: `edit-class:${editClass}` }),
  };
}

export const sentContacts = (client: Row): readonly SentContact[] =>
  Object.entries(client.parts).map(([id, part]) => ({ ...part, id }));
