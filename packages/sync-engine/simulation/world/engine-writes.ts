import type { Fields, FieldValue, WriteRequest, WriteResult } from '../../src/index.ts';
import type { Thing } from '../truth-log.ts';
import { recordOf, rowOf, versionOf } from './connector-record.ts';
import type { Journal } from './journal.ts';
import type { Row } from './row.ts';
import { partOf } from './row.ts';
import { mailTaker } from './rules.ts';
import type { Outcome, SentContact, Systems } from './systems.ts';
import { hasCas, isHub, writeUnits } from './tables.ts';
import type { TableName } from './tables.ts';

type Request<Kind extends WriteRequest['kind']> = Extract<WriteRequest, { kind: Kind }>;

export interface EngineWriteOptions {
  readonly systems: Systems;
  readonly journal: Journal;
  /** The thing that a hub item shows, also of an item that is gone. */
  readonly thingOfItem: (id: string) => Thing | undefined;
  /** The thing that a new hub item shows, judged by its values. */
  readonly thingOfValues: (table: TableName, fields: Fields) => Thing;
}

/** Takes effect at once; `ignored` fields of an update are dropped by the provider without a word. */
export type ExecuteWrite = (
  table: TableName,
  request: WriteRequest,
  ignored?: (field: string) => boolean,
) => WriteResult;

/** What a connector and its provider do with a write of the engine, and how the truth log hears of it. */
export function createEngineWrites(options: EngineWriteOptions): ExecuteWrite {
  const { systems, journal, thingOfItem, thingOfValues } = options;
  const { tables } = systems;

  function create(table: TableName, request: Request<'create'>): WriteResult {
    const { fields, key } = request;
    const taker = table === 'b.contacts' ? mailTaker(tables, mailOf(fields)) : undefined;
    const thing = isHub(table) ? thingOfValues(table, fields) : (thingOfItem(key) ?? journal.log.newThing());
    const id = isHub(table) && request.id !== null ? { id: request.id } : {};
    const outcome = systems.create(table, { fields, key, thing, ...id }, 'engine');
    if (outcome.kind === 'done') {
      if (taker === undefined) logCreated(table, outcome.row, '', fields);
      else logMerged(request, taker, outcome.row, thing);
    }
    return answer(table, outcome, '');
  }

  function logCreated(table: TableName, row: Row, part: string, sent: Fields): void {
    const state = partOf(row, part);
    if (state === undefined) return;
    const address = { table, id: row.id, part, thing: state.thing };
    journal.normalised(table, part, sent);
    journal.created('engine', address, state.fields);
    journal.computed(
      address,
      sent,
      without(state.fields, (field) => field in sent),
    );
  }

  // The provider took the create for an update of the contact that has the address already.
  function logMerged(request: Request<'create'>, taker: Row, after: Row, thing: Thing): void {
    const table = 'b.contacts';
    const address = { table, id: taker.id, part: '', thing: taker.thing } as const;
    const states = { sent: request.fields, read: {}, before: taker.fields, after: after.fields };
    journal.written(address, states);
    if (thing === taker.thing) return;
    journal.log.add({
      kind: 'merged',
      place: journal.place('people', request.key, ''),
      thing,
      into: journal.place(table, taker.id, ''),
      intoThing: taker.thing,
    });
  }

  function update(
    table: TableName,
    request: Request<'update'>,
    ignored: (field: string) => boolean,
  ): WriteResult {
    if (request.part !== '') return updateContact(request, ignored);
    const before = tables[table].get(request.record.id);
    if (before === undefined || isStale(table, request, before)) return { kind: 'stale' };
    const read = rowOf(request.record);
    const sent = wholeUnits(table, request.fields, read.fields);
    const outcome = systems.update(table, before.id, without(sent, ignored), 'engine');
    if (outcome.kind === 'done') {
      const address = { table, id: before.id, part: '', thing: before.thing };
      const states = { sent, read: read.fields, before: before.fields, after: outcome.row.fields };
      journal.written(address, states);
    }
    return answer(table, outcome, '');
  }

  function updateContact(request: Request<'update'>, ignored: (field: string) => boolean): WriteResult {
    const contacts = contactsOf(rowOf(request.record)).map((contact) =>
      contact.id === request.part
        ? { ...contact, fields: { ...contact.fields, ...without(request.fields, ignored) } }
        : contact,
    );
    return sendContacts(request, contacts, { [request.part]: request.fields }, request.part);
  }

  function createContact(request: Request<'create'>): WriteResult {
    if (request.parent === null) return { kind: 'refused', reason: 'a contact needs its client' };
    const { fields, key } = request;
    const thing = thingOfItem(key) ?? journal.log.newThing();
    const contacts = [...contactsOf(rowOf(request.parent)), { id: null, thing, key, fields }];
    return sendContacts({ record: request.parent }, contacts, {}, undefined);
  }

  /**
   * Sends a client's whole list of contacts. `changed`: the fields that were meant to change, by part.
   * `part`: what the answer is about; the newest contact where it is not named.
   */
  function sendContacts(
    { record }: Pick<Request<'update'>, 'record'>,
    contacts: readonly SentContact[],
    changed: Readonly<Record<string, Fields>>,
    part: string | undefined,
  ): WriteResult {
    const read = rowOf(record);
    const before = tables['a.clients'].get(record.id);
    if (before === undefined) return { kind: 'stale' };
    const outcome = systems.replaceContacts(record.id, contacts, 'engine');
    if (outcome.kind === 'done') logContacts(read, before, outcome.row, changed);
    const newest = outcome.kind === 'done' ? (Object.keys(outcome.row.parts).at(-1) ?? '') : '';
    return answer('a.clients', outcome, part ?? newest);
  }

  function logContacts(read: Row, before: Row, after: Row, changed: Readonly<Record<string, Fields>>): void {
    const table = 'a.clients';
    for (const [part, { thing, fields }] of Object.entries(after.parts)) {
      const address = { table, id: after.id, part, thing } as const;
      const was = before.parts[part];
      if (was === undefined) logCreated(table, after, part, fields);
      else if (!sameFields(was.fields, fields) || changed[part] !== undefined)
        journal.written(address, {
          sent: { ...fields, ...changed[part] },
          read: read.parts[part]?.fields ?? {},
          before: was.fields,
          after: fields,
        });
    }
    for (const [part, { thing }] of Object.entries(before.parts)) {
      if (after.parts[part] !== undefined) continue;
      // Made by somebody after the engine had read the list: deleted by omission, which nothing can prevent.
      if (read.parts[part] === undefined)
        journal.log.add({ kind: 'note', note: `window:${table}:${after.id}:${part}` });
      journal.removedPart('engine', { table, id: after.id, part, thing });
    }
  }

  function remove(table: TableName, request: Request<'remove' | 'restore'>): WriteResult {
    const before = tables[table].get(request.record.id);
    if (before === undefined || isStale(table, request, before)) return { kind: 'stale' };
    if (request.part !== '') {
      const left = contactsOf(rowOf(request.record)).filter(({ id }) => id !== request.part);
      return sendContacts(request, left, {}, request.part);
    }
    const outcome = systems.remove(table, before.id, 'engine');
    if (outcome.kind === 'done' && before.live) journal.liveness('removed', 'engine', table, before);
    return answer(table, outcome, '');
  }

  function restore(table: TableName, request: Request<'remove' | 'restore'>): WriteResult {
    if (request.part !== '') return { kind: 'refused', reason: 'a contact cannot be restored' };
    const before = tables[table].get(request.record.id);
    if (before === undefined) return { kind: 'stale' };
    const outcome = systems.restore(table, before.id, 'engine');
    if (outcome.kind === 'done' && !before.live) journal.liveness('restored', 'engine', table, before);
    return answer(table, outcome, '');
  }

  // No idempotency: each `send` mails the invoice, each `pay` books a payment, whatever the state.
  function command(table: TableName, request: Request<'command'>): WriteResult {
    const before = tables[table].get(request.record.id);
    const step = commands[request.command];
    if (table !== 'a.invoices' || step === undefined)
      return { kind: 'refused', reason: `there is no command ${request.command}` };
    if (before === undefined || !before.live) return { kind: 'stale' };
    const address = { table, id: before.id, part: '', thing: before.thing } as const;
    journal.log.add({
      kind: 'commanded',
      place: journal.place(table, before.id, ''),
      thing: before.thing,
      command: request.command,
      idempotencyKey: request.idempotencyKey,
      effective: true,
    });
    if (!step.from.includes(before.fields['status_id'] ?? null))
      return { kind: 'written', record: recordOf(table, before), part: '' };
    const fields = { ...before.fields, status_id: step.to };
    const after = tables[table].change(before.id, { fields }, 'provider');
    journal.computed(address, before.fields, after.fields);
    return { kind: 'written', record: recordOf(table, after), part: '' };
  }

  return (table, request, ignored = () => false) => {
    switch (request.kind) {
      case 'create':
        return request.part === '' && request.parent === null
          ? create(table, request)
          : createContact(request);
      case 'update':
        return update(table, request, ignored);
      case 'remove':
        return remove(table, request);
      case 'restore':
        return restore(table, request);
      case 'command':
        return command(table, request);
    }
  };
}

function answer(table: TableName, outcome: Outcome, part: string): WriteResult {
  if (outcome.kind === 'refused') return outcome;
  // Nothing was written, since the record is not what it was: a reason to look again.
  if (outcome.kind !== 'done') return { kind: 'stale' };
  return { kind: 'written', record: recordOf(table, outcome.row), part };
}

const commands: Readonly<Record<string, { readonly from: readonly FieldValue[]; readonly to: string }>> = {
  send: { from: ['1'], to: '2' },
  pay: { from: ['2'], to: '4' },
};

const isStale = (table: TableName, request: Request<'update' | 'remove' | 'restore'>, row: Row): boolean =>
  hasCas(table) && request.record.version !== versionOf(table, row);

const contactsOf = (row: Row): readonly SentContact[] =>
  Object.entries(row.parts).map(([id, part]) => ({ ...part, id }));

const without = (fields: Fields, ignored: (field: string) => boolean): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => !ignored(field)));

/** Completes each write unit that is touched with what the engine had read. */
function wholeUnits(table: TableName, fields: Fields, read: Fields): Fields {
  const touched = (writeUnits[table] ?? []).filter((unit) => unit.some((field) => field in fields));
  const rest = touched.flat().map((field) => [field, read[field] ?? null]);
  return { ...Object.fromEntries(rest), ...fields };
}

const sameFields = (left: Fields, right: Fields): boolean => JSON.stringify(left) === JSON.stringify(right);

const mailOf = (fields: Fields): string =>
  typeof fields['email'] === 'string' ? fields['email'].trim().toLowerCase() : '';
