import { normalForm } from '../../codec.ts';
import type { Effect } from '../../effect.ts';
import type { Finding } from '../../finding.ts';
import type { PlainAuthority } from '../../model.ts';
import { equalValues, isEmpty, type FieldValue } from '../../value.ts';
import { members } from '../merge-set.ts';
import type { Plan } from '../plan-item.ts';
import { inHubTerms, sameValue, type FieldPair } from '../same-value.ts';
import type { EditTrace } from './play.ts';
import { shownValue, type World } from './world.ts';

const pairOf = ({ collection }: World, stream: string, field: string): FieldPair | undefined => {
  const [column, mapping] = [collection.columns[field], collection.mappings[stream]?.fields[field]];
  return column && mapping && { column, mapping };
};

/** Linked fields whose sides differ although nothing in the last plan says why. */
export function disagreements(world: World, { findings, waits }: Plan): string[] {
  return world.links
    .filter(({ stream, state }) => state === 'live' && world.held.get(stream)?.live === true)
    .flatMap(({ stream, base }) =>
      Object.keys(world.collection.mappings[stream]?.fields ?? {}).flatMap((field) => {
        const pair = pairOf(world, stream, field);
        const [hub, remote] = [shownValue(world, 'hub', field), shownValue(world, stream, field)];
        if (pair === undefined || hub === undefined || remote === undefined) return [];
        const halves = base[field];
        const isExplained =
          findings.some((finding) => finding.field === field) ||
          (pair.column.kind === 'reference' && waits.length > 0);
        if (!sameValue(pair, hub, remote, world.references))
          return isExplained ? [] : [`${stream}.${field}: ${text(hub)} in the hub, ${text(remote)} there`];
        const isBase = equalValues(halves?.hub, hub) && equalValues(halves?.remote, remote);
        return isBase || isExplained ? [] : [`${stream}.${field}: agrees, but its base is ${text(halves)}`];
      }),
    );
}

/** Who decides a field by what is really there. */
export function trueAuthority(world: World, field: string): PlainAuthority {
  const rule = world.collection.authority[field];
  if (rule === undefined) throw new Error(`${field} has no authority`);
  if (rule.kind !== 'by-state') return rule;
  if (!world.held.has(rule.stream)) return { kind: 'shared', prefer: 'hub' };
  const state = shownValue(world, rule.stream, rule.field);
  return (
    rule.states.find((one) => one.in.some((value) => equalValues(value, state)))?.authority ?? rule.otherwise
  );
}

/** Fields of a write that its side's authority forbids, by what is there right before the write. */
export const forbiddenWrites = (world: World, effect: Effect): string[] =>
  Object.entries(effect.fields).flatMap(([field, { wanted }]) => {
    const why =
      effect.side === 'hub' ? whyNotInHub(world, field, wanted) : whyNotInStream(world, effect, field);
    return why === undefined ? [] : [`${effect.kind} of ${effect.side}.${field} = ${text(wanted)}: ${why}`];
  });

function whyNotInStream(world: World, { side: stream, command }: Effect, field: string): string | undefined {
  // A command is a request to the side that decides.
  if (command !== null) return command.name === 'send' ? undefined : 'there is no such command';
  const authority = trueAuthority(world, field);
  if (world.collection.mappings[stream]?.fields[field]?.direction === 'in') return 'it is only read';
  if (authority.kind === 'stream' && authority.stream === stream) return 'the stream decides it';
  return undefined;
}

function whyNotInHub(world: World, field: string, wanted: FieldValue): string | undefined {
  const authority = trueAuthority(world, field);
  const proposers = world.links.filter(({ stream }) => {
    const pair = pairOf(world, stream, field);
    const remote = shownValue(world, stream, field);
    return (
      pair !== undefined &&
      remote !== undefined &&
      pair.mapping.direction !== 'out' &&
      sameValue(pair, wanted, remote, world.references)
    );
  });
  const isMerged =
    world.collection.columns[field]?.kind === 'set' && ['shared', 'manual'].includes(authority.kind);
  if (proposers.length === 0 && !isMerged) return 'no stream that may edit it shows it';
  if (authority.kind === 'hub') {
    // The exception: an empty field of the hub takes what it meets at first contact.
    const isFirst = proposers.some(({ base }) => base[field] === undefined);
    return isFirst && isEmpty(shownValue(world, 'hub', field)) ? undefined : 'the hub decides it';
  }
  if (authority.kind !== 'stream' || !world.held.has(authority.stream)) return undefined;
  return proposers.some(({ stream }) => stream === authority.stream)
    ? undefined
    : `${authority.stream} decides it`;
}

/** Edits that are neither in the hub, nor waited for, nor superseded by somebody who had seen them, nor named in a finding. */
export function lostEdits(world: World, edits: readonly EditTrace[], { waits, findings }: Plan): string[] {
  const open = new Set(findings.map(({ field }) => field));
  const named = [...world.findings.values()];
  return (
    edits
      // Bringing back what had agreed is no edit, and nothing is erased before anything agreed.
      .filter(({ value, agreed }) => !agreed.some((before) => equalValues(before, value)))
      .filter(
        ({ value, agreed, isFirstContact }) => !isEmpty(value) || (agreed.length > 0 && !isFirstContact),
      )
      .filter((edit, index) => {
        const later = edits.slice(index + 1).filter(({ field }) => field === edit.field);
        return !(
          isKept(world, edit, edits) ||
          isLeft(world, edit) ||
          (waits.length > 0 && isUndecided(world, edit.field)) ||
          // Still there, while a finding says that the field is at odds.
          (open.has(edit.field) && equalValues(shownValue(world, edit.side, edit.field), edit.value)) ||
          later.some((other) => isSeen(world, edit, other)) ||
          named.some((finding) => names(world, finding, edit))
        );
      })
      .map(({ side, field, value, over }) => `${side}.${field}: ${text(over)} -> ${text(value)}`)
  );
}

// A state that a command led out of.
const isLeft = (world: World, { side, field, value }: EditTrace): boolean =>
  world.collection.mappings[side]?.commands.some(
    (rule) =>
      rule.field === field &&
      rule.from.some((from) => equalValues(from, value)) &&
      equalValues(rule.to, shownValue(world, side, field)),
  ) ?? false;

// While a reference waits for its record: the field itself, or the whole item where the hub still lacks it.
const isUndecided = ({ collection, held }: World, field: string): boolean =>
  !held.has('hub') || collection.columns[field]?.kind === 'reference';

// Later, somebody overwrote it: on the same side, or on another after it had arrived there.
const isSeen = (world: World, edit: EditTrace, later: EditTrace): boolean =>
  later.side === edit.side || isSame(world, edit.field, edit, { side: later.side, value: later.over });

interface Shown {
  readonly side: string;
  readonly value: FieldValue;
}

function isSame(world: World, field: string, one: Shown, other: Shown): boolean {
  if (one.side === other.side)
    return equalValues(one.value, other.value) || (isEmpty(one.value) && isEmpty(other.value));
  if (one.side !== 'hub' && other.side !== 'hub')
    return [
      [one, other],
      [other, one],
    ].some(([from, to]) => from && to && isSame(world, field, inHub(world, field, from), to));
  const [hub, remote] = one.side === 'hub' ? [one, other] : [other, one];
  const pair = pairOf(world, remote.side, field);
  return pair !== undefined && sameValue(pair, hub.value, remote.value, world.references);
}

// The value as the hub would show it.
function inHub(world: World, field: string, { side, value }: Shown): Shown {
  const pair = pairOf(world, side, field);
  const hub = pair && inHubTerms(pair, value, world.references);
  const form = pair && hub !== undefined ? normalForm(pair.column.codec, hub) : undefined;
  return { side: 'hub', value: form?.ok === true ? form.value : (hub ?? null) };
}

function isKept(world: World, edit: EditTrace, edits: readonly EditTrace[]): boolean {
  const hub = shownValue(world, 'hub', edit.field) ?? null;
  if (isSame(world, edit.field, edit, { side: 'hub', value: hub })) return true;
  const mayMerge = ['shared', 'manual', 'by-state'].includes(
    world.collection.authority[edit.field]?.kind ?? '',
  );
  if (world.collection.columns[edit.field]?.kind !== 'set' || !mayMerge) return false;
  // Of a set, what was added is kept unless somebody removed it, and what was removed is gone unless it was added.
  const [before, after, merged] = [
    [...edit.agreed, edit.over].flatMap(folded),
    folded(edit.value),
    folded(hub),
  ];
  const added = edits.flatMap(({ value, over }) =>
    folded(members(value).filter((member) => !members(over).some((was) => equalValues(was, member)))),
  );
  const removed = edits.flatMap(({ value, over }) => without(folded(over), folded(value)));
  return (
    without(after, [...before, ...merged, ...removed]).length === 0 &&
    without(folded(edit.over), [...after, ...added]).every((member) => !merged.includes(member))
  );
}

// Members by their text in lower case: some sides keep them so.
const folded = (set: FieldValue): string[] => members(set).map((member) => text(member).toLowerCase());
const without = (list: readonly string[], others: readonly string[]): string[] =>
  list.filter((member) => !others.includes(member));

function names(world: World, { side, field, lost }: Finding, edit: EditTrace): boolean {
  if (field !== edit.field || lost === undefined) return false;
  // A set may have been merged before it lost: then all that was added is in there.
  if (folded(edit.value).length > 0 && without(folded(edit.value), folded(lost)).length === 0) return true;
  const isOfSide = side === edit.side || side === 'hub' || edit.side === 'hub';
  return isOfSide && isSame(world, field, edit, { side: side === edit.side ? side : 'hub', value: lost });
}

const text = (value: unknown): string => JSON.stringify(value);
