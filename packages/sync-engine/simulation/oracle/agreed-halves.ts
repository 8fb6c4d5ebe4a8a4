import type { FieldValue, Halves, Look } from '../../src/index.ts';
import { equalValues, isEmpty } from '../../src/index.ts';
import type { Place, Thing } from '../truth-log.ts';
import { indexCalls } from './call-index.ts';
import { heldCommits } from './commits.ts';
import { placeText } from './evidence.ts';
import type { Evidence, StampedCall, Things } from './evidence.ts';
import { createLineage, type Edit } from './lineage.ts';

/** What the engine's links said, step by step. */
export interface AgreedHalves {
  /**
   * The edit set a field back to its side's own half, or to what the engine had last read there: by law 2 nothing
   * changed, whatever was shown in between and never read.
   */
  isNoChange(edit: Edit): boolean;
  /**
   * Both sides were read with the edit's value and agreed on it, and then another side was read with a change of that
   * very value. Its author may have made it earlier: it had not been read, so nobody could know which came first.
   */
  isOvertaken(edit: Edit): boolean;
  /** The halves of a field between hub and stream before a step; `undefined`: they had never agreed. */
  before(step: number, thing: Thing, stream: string, field: string): Halves | undefined;
}

interface LinkState {
  readonly step: number;
  readonly actor: string;
  readonly base: Readonly<Record<string, Halves>>;
}

export function createAgreedHalves({ calls, events }: Evidence, things: Things): AgreedHalves {
  const lineage = createLineage(events);
  const shown = createShown(events);
  const index = indexCalls(calls);
  /** By thing, then by stream. */
  const histories = new Map<string, Map<string, LinkState[]>>();
  /** By the remote record (part) that the link names: whatever item it is linked to, after a merge of another's. */
  const byRecord = new Map<string, LinkState[]>();
  for (const { key, links, step, actor } of heldCommits(calls)) {
    const thing = things.ofItem(key);
    if (thing === undefined) continue;
    const streams = histories.get(thing) ?? new Map<string, LinkState[]>();
    histories.set(thing, streams);
    for (const { stream, base, ...link } of links) {
      const state = { step, actor, base };
      streams.set(stream, [...(streams.get(stream) ?? []), state]);
      const record = recordText(stream, link.remoteId, link.part);
      byRecord.set(record, [...(byRecord.get(record) ?? []), state]);
    }
  }

  /** Halves of the field in every stream, as they stood at the edit. */
  function halvesAt({ thing, field, step }: Edit): readonly (readonly [string, Halves | undefined])[] {
    return [...(histories.get(thing) ?? [])].map(
      ([stream, states]) => [stream, states.findLast((state) => state.step < step)?.base[field]] as const,
    );
  }

  /** The half of the link that named the edited record then. */
  const ownHalf = ({ place: { side, record, part }, field, step }: Edit): Halves | undefined =>
    byRecord.get(recordText(side, record, part))?.findLast((state) => state.step < step)?.base[field];

  /** What the record showed when the engine last looked at it before the edit. */
  function lastRead({ place, field, step }: Edit): FieldValue | undefined {
    const look = index.looksAt(place).findLast((call) => call.step < step);
    return look === undefined ? undefined : shown(place, field, look.step);
  }

  /** The value had been there before, and is what the engine agrees on next: it never saw what was in between. */
  function isAgreedLater(edit: Edit): boolean {
    const { thing, field, step, place } = edit;
    if (!hadBefore(events, edit)) return false;
    return [...(histories.get(thing) ?? [])].some(([stream, states]) => {
      if (place.side !== 'hub' && place.side !== stream) return false;
      const half = states.find((state) => state.step > step && state.base[field] !== undefined)?.base[field];
      return half !== undefined && equalValues(place.side === 'hub' ? half.hub : half.remote, edit.value);
    });
  }

  /** Steps and actors of the commits after the edit by which both sides of a link agreed on its value. */
  function agreementsOn({ thing, field, step, place, value }: Edit): readonly LinkState[] {
    return [...(histories.get(thing) ?? [])]
      .filter(([stream]) => place.side === 'hub' || place.side === stream)
      .flatMap(([, states]) =>
        states.filter((state) => {
          const half = state.step > step ? state.base[field] : undefined;
          return half !== undefined && equalValues(half.hub, value) && equalValues(half.remote, value);
        }),
      );
  }

  /** It had been agreed on before: the engine knew it. */
  const isKnown = ({ thing, field, step, place, value }: Edit, until: LinkState): boolean =>
    [...(histories.get(thing) ?? [])].some(([stream, states]) =>
      states.some((state) => {
        const half = state.step > step && state.step < until.step ? state.base[field] : undefined;
        const isSameSide = place.side === 'hub' || place.side === stream;
        return (
          half !== undefined &&
          isSameSide &&
          equalValues(place.side === 'hub' ? half.hub : half.remote, value)
        );
      }),
    );

  /** The worker that agreed had read it: by law 1, what it read before its last look is thrown away. */
  function wasRead({ place, step }: Edit, until: LinkState): boolean {
    const last = index
      .looksAt(place)
      .findLast((look) => look.actor === until.actor && look.step < until.step);
    return last !== undefined && last.step > step && isAnswer(last, place);
  }

  return {
    isOvertaken(edit) {
      const rivals = lineage.edits.filter(
        (other) =>
          !other.first &&
          other.index < edit.index &&
          other.field === edit.field &&
          lineage.sameThing(other.thing, edit.thing) &&
          placeText(other.place) !== placeText(edit.place) &&
          equalValues(other.over, edit.value),
      );
      return agreementsOn(edit).some((agreement) =>
        rivals.some((rival) => !isKnown(rival, agreement) && !wasRead(rival, agreement)),
      );
    },
    before: (step, thing, stream, field) =>
      histories
        .get(thing)
        ?.get(stream)
        ?.findLast((state) => state.step < step)?.base[field],
    isNoChange(edit) {
      const read = lastRead(edit);
      if (read !== undefined && equalValues(read, edit.value)) return true;
      if (isAgreedLater(edit)) return true;
      const own = ownHalf(edit);
      if (own !== undefined) return isSame(own.remote, edit.value);
      const halves = halvesAt(edit)
        .filter(([stream]) => edit.place.side === 'hub' || stream === edit.place.side)
        .flatMap(([, half]) =>
          half === undefined ? [] : [edit.place.side === 'hub' ? half.hub : half.remote],
        );
      return halves.length > 0 && halves.every((half) => isSame(half, edit.value));
    },
  };
}

const recordText = (...record: readonly string[]): string => JSON.stringify(record);

const isSame = (left: FieldValue, right: FieldValue): boolean =>
  equalValues(left, right) || (isEmpty(left) && isEmpty(right));

/** The look showed this record: trouble shows nothing. */
function isAnswer({ args, result }: StampedCall, { record }: Place): boolean {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `look` takes and answers
  const [ids, looks] = [args[0] as readonly string[], result as readonly Look[] | undefined];
  return looks?.[ids.indexOf(record)]?.kind === 'present';
}

/** The same place showed the edit's value once before. */
const hadBefore = (events: Evidence['events'], { place, field, value, step }: Edit): boolean =>
  events.some(
    (event) =>
      event.step < step &&
      ((event.kind === 'edited' && event.field === field && equalValues(event.over, value)) ||
        (event.kind === 'written' && equalValues(event.fields[field]?.over, value))) &&
      placeText(event.place) === placeText(place),
  );

/** What a record truly showed after a step; `undefined`: it was not there. */
function createShown(
  events: Evidence['events'],
): (place: Place, field: string, step: number) => FieldValue | undefined {
  const values = new Map<string, { readonly step: number; readonly value: FieldValue }[]>();
  const learn = (place: Place, field: string, step: number, value: FieldValue): void => {
    const key = `${placeText(place)} ${field}`;
    values.set(key, [...(values.get(key) ?? []), { step, value }]);
  };
  for (const event of events) {
    if (event.kind === 'created')
      for (const [field, value] of Object.entries(event.values)) learn(event.place, field, event.step, value);
    if (event.kind === 'edited' || event.kind === 'computed')
      learn(event.place, event.field, event.step, event.value);
    if (event.kind === 'written')
      for (const [field, { stored }] of Object.entries(event.fields))
        learn(event.place, field, event.step, stored);
    if (event.kind === 'renamed')
      for (const [key, known] of values)
        if (key.startsWith(`${placeText(event.place)} `)) {
          const last = known.at(-1);
          const field = key.slice(placeText(event.place).length + 1);
          if (last !== undefined) learn({ ...event.place, record: event.to }, field, event.step, last.value);
        }
  }
  return (place, field, step) =>
    values.get(`${placeText(place)} ${field}`)?.findLast((one) => one.step <= step)?.value;
}
