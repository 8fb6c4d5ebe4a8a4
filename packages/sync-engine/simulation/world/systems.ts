import type { Fields } from '../../src/index.ts';
import type { Thing } from '../truth-log.ts';
import { normalForms } from './normal-forms.ts';
import type { Author, PartRow, Row } from './row.ts';
import { blankContact, blankFields, isReferred, mailTaker, referencesOf, refusal } from './rules.ts';
import type { Tables } from './rules.ts';
import { deletes, isHub } from './tables.ts';
import type { TableName } from './tables.ts';

/**
 * What a system answers. `gone`: there is no record under this id, or it is deleted; `taken`: there is one under
 * this id already.
 */
export type Outcome =
  | { readonly kind: 'done'; readonly row: Row }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'gone' }
  | { readonly kind: 'taken' };

export interface NewRow {
  readonly fields: Fields;
  readonly key: string | null;
  readonly thing: Thing;
  /** Only where the writer chooses it: in the hub, or for an id that is used again. */
  readonly id?: string;
}

/** A contact as it is sent in a client's list: `id` is `null` for a new one. */
export interface SentContact extends PartRow {
  readonly id: string | null;
}

/** The hub and both spokes: what they do with a write, whoever makes it. */
export interface Systems {
  readonly tables: Tables;
  create(table: TableName, row: NewRow, by: Author): Outcome;
  /** Changes the named fields and no others. */
  update(table: TableName, id: string, fields: Fields, by: Author): Outcome;
  /** Replaces a client's contacts: one that is not in the list is deleted. Unknown ids are made anew. */
  replaceContacts(id: string, contacts: readonly SentContact[], by: Author): Outcome;
  /** Archives, soft-deletes, or deletes for good, as the system does. */
  remove(table: TableName, id: string, by: Author): Outcome;
  removeForGood(table: TableName, id: string): Outcome;
  restore(table: TableName, id: string, by: Author): Outcome;
  /** Gives a customer of B another id; all that names it follows without a new modified stamp. */
  rename(id: string, to: string): Row;
}

const done = (row: Row): Outcome => ({ kind: 'done', row });
const gone: Outcome = { kind: 'gone' };

export function createSystems(tables: Tables, nextId: (prefix: string) => string): Systems {
  function create(table: TableName, { fields, key, thing, id }: NewRow, by: Author): Outcome {
    const wanted = { ...blankFields[table], ...normalised(table, fields) };
    const taker = table === 'b.contacts' ? mailTaker(tables, mailOf(wanted)) : undefined;
    if (taker !== undefined) return done(mergeInto(taker, wanted, key, by));
    const reason = refusal(tables, table, wanted, null);
    if (reason !== undefined) return { kind: 'refused', reason };
    const rowId = id ?? nextId(idPrefixes[table]);
    if (tables[table].get(rowId) !== undefined) return { kind: 'taken' };
    const numbered =
      table === 'a.invoices' && wanted['number'] === '' ? { ...wanted, number: nextId('A-') } : wanted;
    return done(tables[table].insert({ id: rowId, thing, live: true, key, fields: numbered, parts: {}, by }));
  }

  // Mautic: creating a contact with a known e-mail address updates the contact that has it.
  function mergeInto(taker: Row, wanted: Fields, key: string | null, by: Author): Row {
    const given = Object.entries(wanted).filter(
      ([field, value]) => value !== null && field !== 'points' && field !== 'tags' && value !== false,
    );
    const change = { fields: { ...taker.fields, ...Object.fromEntries(given) }, key: key ?? taker.key };
    return tables['b.contacts'].change(taker.id, change, by);
  }

  function update(table: TableName, id: string, fields: Fields, by: Author): Outcome {
    const row = tables[table].get(id);
    if (row === undefined || (!row.live && !isHub(table))) return gone;
    const wanted = { ...row.fields, ...normalised(table, fields) };
    const reason = refusal(tables, table, wanted, row);
    if (reason !== undefined) return { kind: 'refused', reason };
    return done(tables[table].change(id, { fields: wanted }, by));
  }

  function replaceContacts(id: string, contacts: readonly SentContact[], by: Author): Outcome {
    const row = tables['a.clients'].get(id);
    if (row === undefined || !row.live) return gone;
    const parts = contacts.map(({ id: part, thing, key, fields }): [string, PartRow] => [
      part !== null && row.parts[part] !== undefined ? part : `contact:${nextId('')}`,
      { thing, key, fields: { ...blankContact, ...normalised('a.clients', fields), client_id: id } },
    ]);
    return done(tables['a.clients'].change(id, { parts: Object.fromEntries(parts) }, by));
  }

  function remove(table: TableName, id: string, by: Author): Outcome {
    const row = tables[table].get(id);
    if (row === undefined) return gone;
    if (deletes[table] === 'none') return { kind: 'refused', reason: 'records are never deleted here' };
    if (deletes[table] === 'hard') return removeForGood(table, id);
    return done(row.live ? tables[table].change(id, { live: false }, by) : row);
  }

  function removeForGood(table: TableName, id: string): Outcome {
    const row = tables[table].get(id);
    if (row === undefined) return gone;
    if (isReferred(tables, table, id)) return { kind: 'refused', reason: 'other records name this one' };
    tables[table].drop(id);
    return done({ ...row, live: false });
  }

  function restore(table: TableName, id: string, by: Author): Outcome {
    const row = tables[table].get(id);
    if (row === undefined) return gone;
    return done(row.live ? row : tables[table].change(id, { live: true }, by));
  }

  function rename(id: string, to: string): Row {
    const row = tables['b.customers'].rename(id, to);
    for (const table of [tables['b.contacts'], tables['b.entries']])
      for (const [field, target] of Object.entries(referencesOf(table.name)))
        for (const other of table.rows())
          if (target === 'b.customers' && other.fields[field] === id)
            table.changeSilently(other.id, { fields: { ...other.fields, [field]: to } });
    return row;
  }

  return { tables, create, update, replaceContacts, remove, removeForGood, restore, rename };
}

const idPrefixes: Readonly<Record<TableName, string>> = {
  companies: 'company-',
  people: 'person-',
  invoices: 'invoice-',
  'a.clients': 'ac',
  'a.invoices': 'ai',
  'b.customers': 'CUST-',
  'b.contacts': 'bc',
  'b.entries': 'SINV-',
};

function normalised(table: TableName, fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, normalForms(table, field, value)]),
  );
}

const mailOf = (fields: Fields): string => (typeof fields['email'] === 'string' ? fields['email'] : '');
