import type { FieldValue } from '../../src/index.ts';
import { equalValues, isEmpty, valueText } from '../../src/index.ts';
import { oncePer } from '../../src/once-per.ts';
import { replay } from './replay.ts';
import { createThings, placeText, type FieldClass } from './evidence.ts';
import type { Place, Thing, TruthEvent } from '../truth-log.ts';

/** An edit of one field: by a person, by the provider itself, or as the first value of a new record. */
export interface Edit {
  readonly thing: Thing;
  readonly place: Place;
  readonly field: string;
  readonly value: FieldValue;
  /** What its author was shown. */
  readonly parent: FieldValue;
  /** What it truly replaced. */
  readonly over: FieldValue;
  readonly by: 'person' | 'provider';
  readonly first: boolean;
  readonly at: number;
  readonly step: number;
  /** Position in the log. */
  readonly index: number;
}

/** Who wrote which value, and which values are forms of one another. */
export interface Lineage {
  readonly edits: readonly Edit[];
  /** What else took a person's value away: a backup that was put back over it. Nobody's value can be lost by these. */
  readonly revivals: readonly Edit[];
  /** One thing, or two that became one: by a merge, an edit of the winner's record is one of the loser's, too. */
  readonly sameThing: (left: Thing, right: Thing) => boolean;
  /** One is the other, or a normal form of it. */
  readonly sameValue: (field: string, left: FieldValue | undefined, right: FieldValue | undefined) => boolean;
  /** The engine brought the value of an edit to the place of another one, between the two. */
  readonly hasArrived: (edit: Edit, at: Edit) => boolean;
}

export const createLineage = oncePer((events: readonly TruthEvent[]): Lineage => {
  const forms = createForms(events);
  const things = createThings(events);
  const edits = withoutRevivals(events.flatMap((event, index) => editsOf(event, index)));
  const sameValue: Lineage['sameValue'] = (field, left, right) =>
    equalValues(left, right) || (isEmpty(left) && isEmpty(right)) || forms.same(field, left, right);
  return {
    edits,
    revivals: revivalsOf(events),
    sameThing: (left, right) => things.same(left, right),
    sameValue,
    hasArrived: ({ field, value, index }, at) =>
      events.slice(index, at.index).some((event) => {
        const brought = broughtBy(event, field);
        return (
          brought !== undefined &&
          isSamePlace(brought.place, at.place) &&
          sameValue(field, brought.value, value)
        );
      }),
  };
});

function broughtBy(
  event: TruthEvent,
  field: string,
): { readonly place: Place; readonly value: FieldValue | undefined } | undefined {
  if (event.kind === 'created' && event.by === 'engine')
    return { place: event.place, value: event.values[field] };
  const written = event.kind === 'written' ? event.fields[field] : undefined;
  return event.kind === 'written' && written !== undefined
    ? { place: event.place, value: written.stored }
    : undefined;
}

/** A record that is there again (a backup that was put back) brings no new values: they were edits before. */
function withoutRevivals(edits: readonly Edit[]): readonly Edit[] {
  const known = new Set<string>();
  return edits.filter((edit) => {
    const key = JSON.stringify([edit.thing, edit.field, valueText(edit.value)]);
    const isRevival = edit.first && known.has(key);
    known.add(key);
    return !isRevival;
  });
}

/** Values that a record had before it was deleted, and has no longer now that a backup has brought it back. */
function revivalsOf(events: readonly TruthEvent[]): readonly Edit[] {
  const revivals: Edit[] = [];
  replay(events, (event, before, index) => {
    if (event.kind !== 'created' || event.by !== 'person') return;
    const { thing, place, at, step } = event;
    const left = before.valuesOf(place);
    if (left === undefined || !before.placesOf(thing, place.side).some((known) => isSamePlace(known, place)))
      return;
    for (const [field, value] of Object.entries(event.values)) {
      const over = left[field] ?? null;
      if (!equalValues(over, value))
        revivals.push({
          thing,
          place,
          field,
          value,
          parent: over,
          over,
          by: 'person',
          first: false,
          at,
          step,
          index,
        });
    }
  });
  return revivals;
}

const isSamePlace = (left: Place, right: Place): boolean => placeText(left) === placeText(right);

function editsOf(event: TruthEvent, index: number): readonly Edit[] {
  const { at, step } = event;
  if (event.kind === 'edited') return [{ ...event, by: 'person', first: false, index }];
  if (event.kind === 'computed')
    return [{ ...event, parent: null, over: null, by: 'provider', first: false, index }];
  if (event.kind !== 'created' || event.by !== 'person') return [];
  return Object.entries(event.values)
    .filter(([, value]) => !isEmpty(value))
    .map(([field, value]) => {
      const { thing, place } = event;
      return {
        thing,
        place,
        field,
        value,
        parent: null,
        over: null,
        by: 'person',
        first: true,
        at,
        step,
        index,
      };
    });
}

interface Forms {
  same(field: string, left: FieldValue | undefined, right: FieldValue | undefined): boolean;
}

function createForms(events: readonly TruthEvent[]): Forms {
  const parents = new Map<string, string>();
  const root = (key: string): string => {
    const parent = parents.get(key);
    return parent === undefined ? key : root(parent);
  };
  for (const event of events) {
    if (event.kind !== 'normalised' || isEmpty(event.from) || isEmpty(event.to)) continue;
    const from = root(keyOf(event.field, event.from));
    const to = root(keyOf(event.field, event.to));
    if (from !== to) parents.set(from, to);
  }
  return { same: (field, left, right) => root(keyOf(field, left)) === root(keyOf(field, right)) };
}

const keyOf = (field: string, value: FieldValue | undefined): string => `${field}=${valueText(value)}`;

/** A later edit of someone who had seen this one, or truly replaced it, or the provider's own at the same place. */
export function isSuperseded(edit: Edit, { edits, revivals, sameThing, sameValue }: Lineage): boolean {
  return [...edits, ...revivals].some(
    (later) =>
      later.index > edit.index &&
      sameThing(later.thing, edit.thing) &&
      later.field === edit.field &&
      !later.first &&
      (later.by === 'provider'
        ? placeText(later.place) === placeText(edit.place)
        : sameValue(edit.field, later.parent, edit.value) || sameValue(edit.field, later.over, edit.value)),
  );
}

export const elements = (value: FieldValue | undefined): readonly FieldValue[] =>
  Array.isArray(value) ? value : [];

export const holds = (value: FieldValue | undefined, element: FieldValue): boolean =>
  elements(value).some((other) => equalValues(other, element));

/** Equal for a field of this class, in whatever form. */
export function agrees(
  lineage: Lineage,
  kind: FieldClass,
  field: string,
  left: FieldValue | undefined,
  right: FieldValue | undefined,
): boolean {
  if (kind !== 'set') return lineage.sameValue(field, left, right);
  const [ours, theirs] = [elements(left), elements(right)];
  return ours.every((one) => holds(theirs, one)) && theirs.every((one) => holds(ours, one));
}

/** The edit, and those before it at the same place of which each was still shown when the next one was made. */
export function chainOf({ edits }: Lineage, edit: Edit): readonly Edit[] {
  const own = edits.filter(({ field, thing }) => field === edit.field && thing === edit.thing);
  const chain = [edit];
  for (const { place, index, over } of chain) {
    const last = lastEdit(own, place, index);
    if (last !== undefined && equalValues(last.value, over)) chain.push(last);
  }
  return chain;
}

const lastEdit = (edits: readonly Edit[], place: Place, before: number): Edit | undefined =>
  edits.findLast((edit) => edit.index < before && placeText(edit.place) === placeText(place));

/**
 * Somebody else gave the field another value, which the author of this edit had not seen: there are two sides to it.
 */
export function isContested({ edits, sameThing, sameValue, hasArrived }: Lineage, edit: Edit): boolean {
  const own = edits.filter(({ field, thing }) => field === edit.field && sameThing(thing, edit.thing));
  const isSame = (left: FieldValue, right: FieldValue): boolean => sameValue(edit.field, left, right);
  const seen = new Set([edit]);
  // The set grows while it is read: what an author had seen, its own author had made upon something seen before. A first
  // value was made upon nothing: whoever empties the field later contradicts it.
  for (const one of seen)
    for (const value of one.first ? [] : [one.parent, one.over]) {
      const earlier = own.filter((other) => other.index < one.index && isSame(other.value, value));
      // Two people may each empty a field, and a backup brings an old value back: who was shown the one has not seen the
      // other.
      const shown = earlier.filter((other) => isSamePlace(other.place, one.place) || hasArrived(other, one));
      for (const other of shown.length > 0 ? shown : earlier) seen.add(other);
    }
  return own.some((other) => !seen.has(other) && !isSame(other.value, edit.value));
}
