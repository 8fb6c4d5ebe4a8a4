import type { Effect, Fields, FieldValue, ItemCommit, Link, Model, WaitsFor } from '../../src/index.ts';
import type { Place, TruthEvent } from '../truth-log.ts';
import { createThings, type Evidence, type StampedCall } from './evidence.ts';

/** What a record's id named at an instant. */
type NameAt = (side: string, collection: string, id: string, step: number) => string | undefined;

/**
 * The same evidence with every reference shown as the thing that it names (`@thing-3`), whatever ids the sides
 * use for it: after this, references compare like any other value.
 */
export function resolveReferences(evidence: Evidence): Evidence {
  const { model, events, calls, records, tables } = evidence;
  const nameAt = createNames(events);
  const end = Infinity;
  const inPlace = (place: Place, step: number) => (field: string, value: FieldValue) =>
    resolve(model, nameAt, place.side, place.collection, field, value, step);
  return {
    ...evidence,
    events: events.map((event) =>
      'place' in event ? eventWith(event, inPlace(event.place, event.step)) : event,
    ),
    calls: calls.map((call) => (call.method === 'commit' ? commitWith(model, nameAt, call) : call)),
    records: records.map((record) => ({ ...record, values: mapFields(record.values, inPlace(record, end)) })),
    tables: {
      ...tables,
      items: tables.items.map((item) => ({
        ...item,
        links: item.links.map((link) => linkWith(model, nameAt, item.key.collection, link, end)),
      })),
      waits: tables.waits.map(({ item, waits }) => ({
        item,
        waits: waits.map((wait) => waitWith(nameAt, wait)),
      })),
      findings: tables.findings.map((row) => {
        const { item, side, field, lost } = row.finding;
        if (item === null || side === null || field === null || lost === undefined) return row;
        const value = resolve(model, nameAt, side, item.collection, field, lost, end);
        return { ...row, finding: { ...row.finding, lost: value } };
      }),
    },
  };
}

type Change = (field: string, value: FieldValue) => FieldValue;

const mapFields = (fields: Fields, change: Change): Fields =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, change(field, value)]));

function eventWith(event: TruthEvent, change: Change): TruthEvent {
  if (event.kind === 'created') return { ...event, values: mapFields(event.values, change) };
  if (event.kind === 'computed') return { ...event, value: change(event.field, event.value) };
  if (event.kind === 'edited') {
    const { field, value, parent, over } = event;
    return {
      ...event,
      value: change(field, value),
      parent: change(field, parent),
      over: change(field, over),
    };
  }
  if (event.kind !== 'written') return event;
  return {
    ...event,
    fields: Object.fromEntries(
      Object.entries(event.fields).map(([field, { wanted, read, over, stored }]) => [
        field,
        {
          wanted: change(field, wanted),
          read: change(field, read),
          over: change(field, over),
          stored: change(field, stored),
        },
      ]),
    ),
  };
}

/** What the engine stored, as it was meant then. */
function commitWith(model: Model, nameAt: NameAt, call: StampedCall): StampedCall {
  // The wrapped ports give each method's own arguments.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  const commits = (call.args[0] as readonly ItemCommit[]).map((commit) => ({
    ...commit,
    links: commit.links.map((link) => linkWith(model, nameAt, commit.key.collection, link, call.step)),
    effects: commit.effects.map((effect) =>
      effectWith(model, nameAt, commit.key.collection, effect, call.step),
    ),
  }));
  return { ...call, args: [commits, ...call.args.slice(1)] };
}

function effectWith(model: Model, nameAt: NameAt, collection: string, effect: Effect, step: number): Effect {
  const fields = Object.entries(effect.fields).map(([field, { wanted, read, others }]) => [
    field,
    {
      wanted: resolve(model, nameAt, effect.side, collection, field, wanted, step),
      read: resolve(model, nameAt, effect.side, collection, field, read, step),
      others: Object.fromEntries(
        Object.entries(others).map(([side, value]) => [
          side,
          resolve(model, nameAt, side, collection, field, value, step),
        ]),
      ),
    },
  ]);
  return { ...effect, fields: Object.fromEntries(fields) };
}

function linkWith(model: Model, nameAt: NameAt, collection: string, link: Link, step: number): Link {
  const base = Object.entries(link.base).map(([field, { hub, remote }]) => [
    field,
    {
      hub: resolve(model, nameAt, 'hub', collection, field, hub, step),
      remote: resolve(model, nameAt, link.stream, collection, field, remote, step),
    },
  ]);
  return { ...link, base: Object.fromEntries(base) };
}

/** What is waited for, by the thing that it names; a record's collection does not matter. */
function waitWith(nameAt: NameAt, wait: WaitsFor): WaitsFor {
  if (wait.kind === 'listing') return wait;
  if (wait.kind === 'record') {
    const thing = nameAt(wait.stream, '', wait.remoteId, Infinity);
    return { ...wait, remoteId: thing === undefined ? wait.remoteId : `@${thing}` };
  }
  const thing = nameAt('hub', wait.item.collection, wait.item.id, Infinity);
  return { ...wait, item: { ...wait.item, id: thing === undefined ? wait.item.id : `@${thing}` } };
}

function resolve(
  model: Model,
  nameAt: NameAt,
  side: string,
  collection: string,
  field: string,
  value: FieldValue,
  step: number,
): FieldValue {
  const column = model.collections[collection]?.columns[field];
  if (column?.kind !== 'reference' || typeof value !== 'string') return value;
  const target =
    side === 'hub' ? 'hub' : model.collections[collection]?.mappings[side]?.fields[field]?.refers;
  const thing = nameAt(target ?? side, column.to ?? '', value, step);
  // An id that never named anything stays what it is: nothing else will equal it.
  return thing === undefined ? value : `@${thing}`;
}

function createNames(events: readonly TruthEvent[]): NameAt {
  const things = createThings(events);
  const names = new Map<string, { readonly step: number; readonly thing: string }[]>();
  const learn = (side: string, collection: string, id: string, step: number, thing: string): void => {
    const key = keyOf(side, collection, id);
    names.set(key, [...(names.get(key) ?? []), { step, thing: things.root(thing) }]);
  };
  for (const event of events) {
    if (event.kind !== 'created' && event.kind !== 'renamed') continue;
    const { place, thing, step } = event;
    if (place.part !== '') continue;
    learn(place.side, place.collection, event.kind === 'renamed' ? event.to : place.record, step, thing);
  }
  return (side, collection, id, step) => {
    const known = names.get(keyOf(side, collection, id)) ?? [];
    return (known.findLast((name) => name.step <= step) ?? known[0])?.thing;
  };
}

const keyOf = (side: string, collection: string, id: string): string =>
  JSON.stringify(side === 'hub' ? [side, collection, id] : [side, id]);
