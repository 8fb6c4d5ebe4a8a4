import type { FieldValue, ItemCommit } from '../../src/index.ts';
import { equalValues, isEmpty } from '../../src/index.ts';
import type { Thing } from '../truth-log.ts';
import type { Evidence, Things } from './evidence.ts';
import type { Edit } from './lineage.ts';

/**
 * A write that took effect, and of which the engine never heard: its answer was lost, and a later look showed
 * what had been there before.
 */
interface UnansweredWrite {
  readonly side: string;
  readonly thing: Thing;
  readonly field: string;
  readonly before: FieldValue;
  readonly step: number;
  /** When the engine took it for a write without effect. */
  readonly abandoned: number;
}

export function unansweredWrites({ events, calls }: Evidence, things: Things): readonly UnansweredWrite[] {
  const closings = calls.flatMap(({ method, args, step }) => {
    if (method !== 'commit') return [];
    // The wrapped ports give each method's own arguments.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    return (args[0] as readonly ItemCommit[]).flatMap(({ key, effects }) =>
      effects
        .filter(({ state }) => state === 'done' || state === 'abandoned' || state === 'refused')
        .map(({ side, state }) => ({ step, side, state, thing: things.ofItem(key) })),
    );
  });
  return events.flatMap((event) => {
    if (event.kind !== 'written') return [];
    const { place, thing, step } = event;
    const closing = closings.find((one) => one.step > step && one.side === place.side && one.thing === thing);
    if (closing?.state !== 'abandoned') return [];
    return Object.entries(event.fields).map(([field, { over }]) => ({
      side: place.side,
      thing,
      field,
      before: over,
      step,
      abandoned: closing.step,
    }));
  });
}

/**
 * An edit that put back exactly what such a write had replaced, before the engine looked: no look can tell it
 * from a write that had no effect.
 */
export const isUndoing = (writes: readonly UnansweredWrite[], edit: Edit): boolean =>
  writes.some(
    ({ side, thing, field, before, step, abandoned }) =>
      side === edit.place.side &&
      thing === edit.thing &&
      field === edit.field &&
      edit.step > step &&
      edit.step < abandoned &&
      (equalValues(before, edit.value) || (isEmpty(before) && isEmpty(edit.value))),
  );
