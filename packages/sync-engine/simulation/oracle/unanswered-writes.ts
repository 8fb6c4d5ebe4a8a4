import type { Effect, FieldValue, ItemKey, Look } from '../../src/index.ts';
import { equalValues, isEmpty } from '../../src/index.ts';
import type { Place, Thing } from '../truth-log.ts';
import { indexCalls } from './call-index.ts';
import { heldCommits } from './commits.ts';
import type { Evidence, StampedCall, Things } from './evidence.ts';
import { holds, type Edit } from './lineage.ts';
import type { ElementChange } from './missing-elements.ts';

/** A write that took effect, and of which the engine never heard: its answer was lost, and a later look settled it. */
interface UnansweredWrite {
  readonly side: string;
  readonly thing: Thing;
  readonly field: string;
  readonly before: FieldValue;
  /** What it left there. */
  readonly stored: FieldValue;
  readonly step: number;
  /** When the engine settled it by reading. */
  readonly settled: number;
  /** The engine took it for a write without effect. */
  readonly isAbandoned: boolean;
}

export function unansweredWrites({ events, calls }: Evidence, things: Things): readonly UnansweredWrite[] {
  const index = indexCalls(calls);
  // A worker that was fenced had heard the answer, and could not keep it.
  const closings = heldCommits(calls).flatMap(({ key, effects, step, actor }) =>
    effects
      .filter(({ state }) => state === 'done' || state === 'abandoned' || state === 'refused')
      .map((effect) => ({ step, actor, state: effect.state, target: targetOf(things, key, effect) })),
  );
  return events.flatMap((event) => {
    if (event.kind !== 'written') return [];
    const { place, thing, step } = event;
    const closing = closings.find((one) => one.step > step && isWrittenTo(things, one.target, event));
    if (closing === undefined) return [];
    const isAbandoned = closing.state === 'abandoned';
    const isRead = index
      .looksAt(place)
      .some((look) => look.actor === closing.actor && look.step > step && look.step < closing.step);
    const isAnswered = !isRead && closing.actor === event.actor && event.sent === undefined;
    if (isAnswered && !isAbandoned) return [];
    return Object.entries(event.fields).map(([field, { over, stored }]) => ({
      side: place.side,
      thing,
      field,
      before: over,
      stored,
      step,
      settled: closing.step,
      isAbandoned,
    }));
  });
}

/** What an effect writes to. */
interface Target {
  readonly side: string;
  /** Of the item that it was planned for. */
  readonly thing: Thing | undefined;
  /** As the effect names it: it may have been renamed since. */
  readonly record: string | null;
  readonly part: string;
}

const targetOf = (things: Things, key: ItemKey, { side, remoteId, part }: Effect): Target => ({
  side,
  thing: things.ofItem(key),
  record: side === 'hub' ? key.id : remoteId,
  part,
});

/** The record that a merge left is still its own thing's, whichever item's link has followed to it. */
function isWrittenTo(
  things: Things,
  target: Target,
  { place, thing }: Pick<Edit, 'place' | 'thing'>,
): boolean {
  if (target.side !== place.side || target.thing === undefined) return false;
  if (target.thing === thing) return true;
  const isNamed = target.record === place.record && target.part === place.part;
  return isNamed && things.same(target.thing, thing);
}

const isMeanwhile = ({ side, thing, field, step, settled }: UnansweredWrite, edit: Edit): boolean =>
  side === edit.place.side &&
  thing === edit.thing &&
  field === edit.field &&
  edit.step > step &&
  edit.step < settled;

/**
 * An edit that put back exactly what such a write had replaced, before the engine looked: no look can tell it
 * from a write that had no effect.
 */
export const isUndoing = (writes: readonly UnansweredWrite[], edit: Edit): boolean =>
  writes.some((write) => isMeanwhile(write, edit) && write.isAbandoned && isSame(write.before, edit.value));

/**
 * The same for one member of a set: it was taken out again after such a write had brought it, or put back after such a
 * write had taken it out and was then taken for one without effect. What the edit did to other members is judged by itself.
 */
export const isUndoingElement = (
  writes: readonly UnansweredWrite[],
  edit: Edit,
  { value, what }: ElementChange,
): boolean =>
  writes.some((write) => {
    if (!isMeanwhile(write, edit)) return false;
    const [was, is] = [holds(write.before, value), holds(write.stored, value)];
    return what === 'removed' ? is && !was : write.isAbandoned && was && !is;
  });

const isSame = (left: FieldValue, right: FieldValue): boolean =>
  equalValues(left, right) || (isEmpty(left) && isEmpty(right));

/**
 * An edit upon such a write, directly or on top of others, before the engine looked: nobody can tell that its author had
 * seen what was written.
 */
export const isUponUnanswered = (writes: readonly UnansweredWrite[], edit: Edit): boolean =>
  writes.some((write) => isMeanwhile(write, edit));

/** A value that the engine may have sent, until it reads what came of it. */
interface ClaimedValue {
  readonly side: string;
  readonly thing: Thing;
  readonly field: string;
  readonly wanted: FieldValue;
  readonly from: number;
  readonly until: number;
}

/** What was under way to which side, from when to when. */
export function claimedValues({ calls }: Evidence, things: Things): readonly ClaimedValue[] {
  const open = new Map<
    string,
    Omit<ClaimedValue, 'field' | 'wanted' | 'until'> & { fields: [string, FieldValue][] }
  >();
  const claimed: ClaimedValue[] = [];
  for (const { key, effects, step } of heldCommits(calls))
    for (const { id, side, state, fields, remoteId } of effects) {
      const thing = things.ofItem(key);
      const name = JSON.stringify([key.id, id]);
      if (state === 'sending' && thing !== undefined) {
        const values = Object.entries(fields).map(([field, { wanted }]): [string, FieldValue] => [
          field,
          wanted,
        ]);
        open.set(name, { side, thing, from: step, fields: values });
      }
      const closing = state === 'sending' ? undefined : open.get(name);
      if (closing === undefined) continue;
      open.delete(name);
      const place = { side, collection: key.collection, record: remoteId ?? '', part: '' };
      const { side: at, thing: of, from } = closing;
      const until = state === 'abandoned' ? readAt(calls, place, step) : step;
      for (const [field, wanted] of closing.fields)
        claimed.push({ side: at, thing: of, from, field, wanted, until });
    }
  return claimed;
}

/** When it was read what came of a write: at once, or, where the record was not there, once a look shows it again. */
function readAt(calls: Evidence['calls'], place: Place, closed: number): number {
  const looks = indexCalls(calls).looksAt(place);
  const shows = ({ args: [ids], result }: StampedCall): boolean =>
    Array.isArray(ids) &&
    Array.isArray(result) &&
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the wrapped ports give each method's own result
    (result as readonly Look[])[ids.indexOf(place.record)]?.kind === 'present';
  const last = looks.findLast(({ step }) => step < closed);
  if (last === undefined || shows(last)) return closed;
  return looks.find((look) => look.step > closed && shows(look))?.step ?? Infinity;
}

/** Something was under way to this field there: whether the edit was made before or after it, no look can tell. */
export const isUnderWay = (claimed: readonly ClaimedValue[], { thing, field, place, step }: Edit): boolean =>
  claimed.some(
    (value) =>
      value.side === place.side &&
      value.thing === thing &&
      value.field === field &&
      step > value.from &&
      step < value.until,
  );

/** An edit that wrote what was under way to this side anyway: no look can tell whose value it is. */
export const isClaimed = (claimed: readonly ClaimedValue[], edit: Edit): boolean =>
  isUnderWay(
    claimed.filter(({ wanted }) => equalValues(wanted, edit.value)),
    edit,
  );
