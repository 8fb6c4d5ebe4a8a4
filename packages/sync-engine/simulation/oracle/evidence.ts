import type { CollectionModel, FieldValue, ItemKey, Link, Mapping, Model } from '../../src/index.ts';
import { equalValues, isEmpty, itemText } from '../../src/index.ts';
import { oncePer } from '../../src/once-per.ts';
import type { Stamp } from '../scheduler.ts';
import type { StoreTables } from '../store/memory-store.ts';
import type { Place, Thing, TrueRecord, TruthEvent } from '../truth-log.ts';
import type { PortCall } from '../wrap-ports.ts';

export type StampedCall = Stamp & PortCall;

/** How the values of a field can be told apart. */
export type FieldClass =
  /** Every edit gives a value that was never used before. */
  | 'unique'
  /** A list of unique elements without order. */
  | 'set'
  /** Names a record, on each side by that side's id. */
  | 'reference'
  /** Few values that come back (a state, an opt-out). */
  | 'shared-values';

/** All that a run left behind. */
export interface Evidence {
  readonly model: Model;
  /** What truly happened, in order. */
  readonly events: readonly TruthEvent[];
  /** What the engine asked for, in order. */
  readonly calls: readonly StampedCall[];
  /** What is truly there now. */
  readonly records: readonly TrueRecord[];
  readonly tables: StoreTables;
  readonly fieldClass: (collection: string, field: string) => FieldClass;
  readonly moneyFields: (collection: string) => readonly string[];
  /** How many deletes a stream may have in the run: this many, or this share of its records. */
  readonly guard: { readonly floor: number; readonly share: number };
  /** Milliseconds within which the engine sends a write that it has announced, and reads again before that. */
  readonly sendWindow: number;
}

export type Invariant = 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h' | 'i' | 'run';

/** A broken invariant. */
export interface Violation {
  readonly invariant: Invariant;
  readonly message: string;
  /** What the history of the failure is printed for. */
  readonly thing: Thing | undefined;
}

/** One invariant: an empty list says that it holds. */
export type Check = (evidence: Evidence) => readonly Violation[];

/** A live link with the true records that it pairs; `undefined` where there is no such record. */
export interface LinkedPair {
  readonly item: ItemKey;
  readonly link: Link;
  readonly collection: CollectionModel;
  readonly mapping: Mapping;
  readonly hub: TrueRecord | undefined;
  readonly remote: TrueRecord | undefined;
}

const placeTexts = new WeakMap<Place, string>();

/** Names a place. */
export function placeText(place: Place): string {
  const known = placeTexts.get(place);
  if (known !== undefined) return known;
  const { side, collection, record, part } = place;
  const text = JSON.stringify(side === 'hub' ? [side, collection, record] : [side, record, part]);
  placeTexts.set(place, text);
  return text;
}

export const hubPlace = ({ collection, id }: ItemKey): Place => ({
  side: 'hub',
  collection,
  record: id,
  part: '',
});

/** The records that are there now, by place. */
export function recordsByPlace(records: readonly TrueRecord[]): ReadonlyMap<string, TrueRecord> {
  return new Map(records.map((record) => [placeText(record), record]));
}

/**
 * The record that a link names was deleted and its id given to another, while the delete guard holds the delete
 * back: until a person has looked, the id stays with the link, and the new record waits.
 */
export const isHeldBack = (
  { tables }: Pick<Evidence, 'tables'>,
  { item, link, shown }: { readonly item: ItemKey; readonly link: Link; readonly shown: TrueRecord },
): boolean =>
  link.createdAt !== null &&
  shown.createdAt !== null &&
  link.createdAt !== shown.createdAt &&
  tables.findings.some(
    ({ open, finding }) =>
      open &&
      finding.kind === 'delete_guard' &&
      finding.side === link.stream &&
      finding.item !== null &&
      itemText(finding.item) === itemText(item),
  );

export function linkedPairs({ model, records, tables }: Evidence): readonly LinkedPair[] {
  const byPlace = recordsByPlace(records);
  return tables.items.flatMap(({ key, links }) => {
    const collection = model.collections[key.collection];
    if (collection === undefined) return [];
    return links.flatMap((link) => {
      const mapping = collection.mappings[link.stream];
      if (mapping === undefined || link.state !== 'live') return [];
      const { stream, remoteId, part } = link;
      const place = { side: stream, collection: key.collection, record: remoteId, part };
      const remote = byPlace.get(placeText(place));
      if (remote !== undefined && isHeldBack({ tables }, { item: key, link, shown: remote })) return [];
      return [
        {
          item: key,
          link,
          collection,
          mapping,
          hub: byPlace.get(placeText(hubPlace(key))),
          remote,
        },
      ];
    });
  });
}

/** Which things are one now because people merged their records. */
export interface Things {
  /** The thing of a hub item, also of one that is gone. */
  ofItem(item: ItemKey): Thing | undefined;
  /** Merged into one another, or the same. */
  same(left: Thing, right: Thing): boolean;
  /** The thing that this one is now. */
  root(thing: Thing): Thing;
}

/** Learns it from the log, once. */
export const createThings = oncePer((events: readonly TruthEvent[]): Things => {
  const items = new Map<string, Thing>();
  const parents = new Map<Thing, Thing>();
  const root = (thing: Thing): Thing => {
    const parent = parents.get(thing);
    return parent === undefined ? thing : root(parent);
  };
  const unite = (one: Thing, other: Thing): void => {
    const [left, right] = [root(one), root(other)];
    if (left !== right) parents.set(left, right);
  };
  for (const event of events) {
    if (event.kind === 'created' && event.place.side === 'hub')
      items.set(itemText({ collection: event.place.collection, id: event.place.record }), event.thing);
    if (event.kind === 'merged') unite(event.thing, event.intoThing);
  }
  for (const [one, other] of lostTwins(events)) unite(one, other);
  return {
    ofItem: (item) => items.get(itemText(item)),
    same: (left, right) => root(left) === root(right),
    root,
  };
});

/**
 * Things that were made with the same name and the same e-mail address, or by copying one that kept its address, of
 * which one is gone from the hub, or had a record that its side denied or merged with another: the other may have been
 * made a new one instead, or has none left, and whoever is left is the only candidate. Nobody could tell whose record that is.
 */
function lostTwins(events: readonly TruthEvent[]): readonly (readonly [Thing, Thing])[] {
  const first = new Map<string, Thing>();
  const twins: [Thing, Thing][] = [...copiesWithAddress(events)];
  for (const event of events) {
    if (event.kind !== 'created' || event.by !== 'person') continue;
    const { name = event.values['first_name'], email } = event.values;
    if (isEmpty(name) || isEmpty(email)) continue;
    const key = JSON.stringify([event.place.collection, name, email]);
    const other = first.get(key);
    if (other === undefined) first.set(key, event.thing);
    else if (other !== event.thing) twins.push([other, event.thing]);
  }
  const gone = new Set(
    events.flatMap((event) =>
      (event.kind === 'removed' && event.place.side === 'hub') || event.kind === 'lied'
        ? [event.thing]
        : event.kind === 'merged'
          ? [event.thing, event.intoThing]
          : [],
    ),
  );
  return twins.filter((pair) => pair.some((thing) => gone.has(thing)));
}

/** Records that people made with the e-mail address which another one showed then: copies that kept it. */
function copiesWithAddress(events: readonly TruthEvent[]): [Thing, Thing][] {
  const shown = new Map<string, { readonly thing: Thing; readonly collection: string; email: FieldValue }>();
  const copies: [Thing, Thing][] = [];
  for (const event of events) {
    if (!('place' in event)) continue;
    const { place, thing } = event;
    const key = placeText(place);
    const row = shown.get(key);
    if (event.kind === 'created') {
      const email = event.values['email'] ?? null;
      for (const other of shown.values())
        if (event.by === 'person' && other.thing !== thing && isSameAddress(other, { ...place, email }))
          copies.push([other.thing, thing]);
      shown.set(key, { thing, collection: place.collection, email });
    }
    if (row === undefined) continue;
    if (event.kind === 'edited' && event.field === 'email') row.email = event.value;
    if (event.kind === 'written') row.email = event.fields['email']?.stored ?? row.email;
  }
  return copies;
}

interface Addressed {
  readonly collection: string;
  readonly email: FieldValue;
}

const isSameAddress = (left: Addressed, right: Addressed): boolean =>
  left.collection === right.collection && !isEmpty(left.email) && equalValues(left.email, right.email);
