import { equalValues, isEmpty, type FieldValue } from '../value.ts';
import {
  agrees,
  hubMoved,
  proposes,
  sentMembers,
  valueInHub,
  type FieldState,
  type RemoteField,
} from './field-state.ts';
import { memberForm, members, membersOfBoth, mergeSet } from './merge-set.ts';

/** A value that was not taken, with the side that showed it. */
export interface Loser {
  readonly side: string;
  readonly kind: 'conflict' | 'first_contact' | 'refused_edit';
  /** Canonical, as its side showed it. */
  readonly value: FieldValue;
}

/**
 * - `value`: the value that all sides should hold, in the hub's terms, and the sides' values that lose.
 * - `waits`: the value names a record that no item is linked to yet.
 * - `undecided`: nobody may write this field now (the side that decides cannot be read, or a person must).
 */
export type FieldDecision =
  | {
      readonly kind: 'value';
      readonly value: FieldValue;
      readonly from: string;
      readonly losers: readonly Loser[];
    }
  | { readonly kind: 'waits'; readonly stream: string; readonly remoteId: FieldValue }
  | { readonly kind: 'undecided'; readonly losers: readonly Loser[] };

/** Decides one field: which value wins, and which values lose against it. */
export function decideField(state: FieldState): FieldDecision {
  switch (state.authority.kind) {
    case 'stream':
      return decideByStream(state);
    case 'hub':
      return decideByHub(state);
    case 'shared':
      return state.column.kind === 'set' ? decideSet(state) : decideShared(state, state.authority.prefer);
    case 'either':
      return decideEither(state, state.authority.wins);
    case 'manual':
      return state.column.kind === 'set' ? decideSet(state) : decideShared(state, null);
  }
}

const hubValue = (state: FieldState, losers: readonly Loser[] = []): FieldDecision => ({
  kind: 'value',
  value: state.hub,
  from: 'hub',
  losers,
});

function takeRemote(state: FieldState, remote: RemoteField, losers: readonly Loser[]): FieldDecision {
  // Equal through the codec: the hub's own form stays, whoever brought the value.
  if (agrees(state, remote)) return hubValue(state, losers);
  const value = valueInHub(state, remote);
  if (value === undefined)
    return { kind: 'waits', stream: remote.mapping.refers ?? remote.stream, remoteId: remote.value };
  return { kind: 'value', value, from: remote.stream, losers };
}

/**
 * The stream that decides the field, where one does. Authority names an entity: of several connections' records of one
 * item, the first in the order of stream names decides, and the others are told like any other stream.
 */
export const ownerOf = ({ authority, remotes }: FieldState): RemoteField | undefined =>
  authority.kind === 'stream' ? remotes.find(({ entity }) => entity === authority.stream) : undefined;

function decideByStream(state: FieldState): FieldDecision {
  const owner = ownerOf(state);
  if (owner === undefined) return decideShared(state, 'hub');
  const others = state.remotes.filter((remote) => remote !== owner);
  // Nothing is erased at first contact, not even by an owner that has no value yet.
  if (owner.base === undefined && isEmpty(owner.value))
    return hubValue(state, undone(state, others, state.hub));
  return takeRemote(state, owner, [
    ...undone(state, others, decidedBy(state, owner)),
    ...hubLoses(state, owner, 'refused_edit'),
  ]);
}

function decideByHub(state: FieldState): FieldDecision {
  const proposals = state.remotes.filter((remote) => proposes(state, remote) && !agrees(state, remote));
  const first = proposals.find((remote) => remote.base === undefined && remote.mapping.direction !== 'out');
  if (isEmpty(state.hub) && first !== undefined)
    return takeRemote(state, first, losersAgainst(state, first, proposals));
  return hubValue(state, undone(state, state.remotes, state.hub));
}

function decideShared(state: FieldState, prefer: string | null): FieldDecision {
  const proposals = state.remotes.filter(
    (remote) => remote.mapping.direction !== 'out' && proposes(state, remote),
  );
  const others = proposals.filter((remote) => !agrees(state, remote));
  const [first] = others;
  if (first === undefined) return hubValue(state, refusedAtOutOnly(state));
  const agreeing = proposals.filter((remote) => agrees(state, remote));
  const hubContends = isHubContending(state, others, agreeing);
  // At first contact a stream that shows the hub's value only agrees: it is named where another value takes its place.
  const met = agreeing
    .filter((remote) => remote.base === undefined)
    .map((remote) => loser(remote.stream, remote.value, remote, 'first_contact'));
  // One edit in several forms: the one that the others are normal forms of.
  const common = others.find((one) => losersAgainst(state, one, others).length === 0);
  const unseen = neverShown(state, common ?? first, others);
  // Where a person is to decide, a value that nobody was shown is one to decide about.
  const isDecided = prefer !== null || unseen.length === 0;
  if (!hubContends && common !== undefined && isDecided)
    return takeRemote(state, common, [
      ...refusedAtOutOnly(state, valueInHub(state, common)),
      ...met,
      ...unseen,
    ]);
  if (prefer === null)
    return { kind: 'undecided', losers: allContenders(state, others, hubContends || unseen.length > 0) };
  const preferred = others.find((remote) => remote.entity === prefer);
  if (preferred === undefined && hubContends)
    return hubValue(state, [
      ...refusedAtOutOnly(state),
      ...others.map((remote) => loser(remote.stream, remote.value, remote, 'conflict')),
    ]);
  const winner = preferred ?? first;
  const losers = losersAgainst(state, winner, others);
  if (hubContends) losers.push(loser('hub', state.hub, winner, 'conflict'));
  const refused = refusedAtOutOnly(state, valueInHub(state, winner));
  return takeRemote(state, winner, [...refused, ...losers, ...met]);
}

/**
 * Whether the hub's value is news to one of the streams that bring another one. A stream whose half of it is still the
 * hub's value has seen it, and its edit supersedes: unless somebody brought that value to another stream meanwhile, or
 * the stream had a value lost here and has not been given the hub's since.
 */
function isHubContending(
  state: FieldState,
  others: readonly RemoteField[],
  agreeing: readonly RemoteField[],
): boolean {
  return (
    agreeing.some((remote) => remote.base !== undefined) ||
    others.some((remote) => hubMoved(state, remote) || hasLost(state, remote))
  );
}

/**
 * The hub's value where no author of the edit was ever shown it: their streams keep something else in its place
 * (`does_not_stick`), which may be a form of it or somebody's edit. The edit goes through, and the value is named.
 */
const neverShown = (state: FieldState, winner: RemoteField, others: readonly RemoteField[]): Loser[] =>
  others.every((remote) => showedAnother(state, remote)) ? [loser('hub', state.hub, winner, 'conflict')] : [];

function showedAnother(state: FieldState, remote: RemoteField): boolean {
  const { base } = remote;
  // Halves of a reference are told apart by links, which may have moved on since.
  if (base === undefined || state.column.kind === 'reference') return false;
  return !agrees(state, { ...remote, value: base.remote }, base.hub);
}

const hasLost = ({ field }: FieldState, { link }: RemoteField): boolean => link.lost[field] !== undefined;

function decideEither(state: FieldState, wins: FieldValue): FieldDecision {
  const proposals = state.remotes.filter(
    (remote) => remote.mapping.direction !== 'out' && proposes(state, remote),
  );
  const winner = proposals.find((remote) => equalValues(remote.value, wins));
  if (winner !== undefined)
    return takeRemote(state, winner, [
      ...refusedAtOutOnly(state, wins),
      ...losersAgainst(state, winner, proposals),
      ...hubLoses(state, winner, 'conflict'),
    ]);
  return decideShared(state, 'hub');
}

function decideSet(state: FieldState): FieldDecision {
  const changes = state.remotes
    .filter((remote) => remote.mapping.direction !== 'out' && bringsMembers(state, remote))
    .map((remote) => ({
      base: dealtWithMembers(state, remote),
      now: members(remote.value),
      form: (member: FieldValue) => memberForm(remote.mapping.codec, member),
    }));
  if (changes.length === 0) return hubValue(state, refusedAtOutOnly(state));
  const merged = mergeSet(members(state.hub), changes);
  return { kind: 'value', value: merged, from: 'merge', losers: refusedAtOutOnly(state, merged) };
}

// What the hub has dealt with is in it, or was removed from it since: only what came after is a change. What may have been
// sent and is shown came from the hub; where it is not shown, it never arrived, and nobody took it out.
function dealtWithMembers({ field }: FieldState, { link, base, value }: RemoteField): FieldValue[] {
  const sent = membersOfBoth(sentMembers(link, field), members(value));
  return [...members(link.lost[field] ?? base?.remote), ...sent];
}

// A set that is back at its base after the hub took members of it has lost these again.
const bringsMembers = (state: FieldState, remote: RemoteField): boolean =>
  proposes(state, remote) ||
  (hasLost(state, remote) && !equalValues(remote.link.lost[state.field], remote.value));

// A field that is only written to a stream cannot be edited there.
const refusedAtOutOnly = (state: FieldState, decided: FieldValue | undefined = state.hub): Loser[] =>
  undone(
    state,
    state.remotes.filter((remote) => remote.mapping.direction === 'out'),
    decided,
  );

// Edits that the decided value overwrites; at first contact an empty value overwrites nothing.
const undone = (
  state: FieldState,
  remotes: readonly RemoteField[],
  decided: FieldValue | undefined,
): Loser[] =>
  remotes
    .filter((remote) => remote.base !== undefined || !isEmpty(decided))
    .filter((remote) => proposes(state, remote) && !agrees(state, remote, decided))
    .map((remote) => loser(remote.stream, remote.value, remote, 'refused_edit'));

// Proposals that are not the winner's value in a form of their own.
function losersAgainst(state: FieldState, winner: RemoteField, contenders: readonly RemoteField[]): Loser[] {
  const decided = decidedBy(state, winner);
  return contenders
    .filter((remote) => remote !== winner)
    .filter((remote) => decided === undefined || !agrees(state, remote, decided))
    .map((remote) => loser(remote.stream, remote.value, remote, 'conflict'));
}

// What the hub holds once it has taken the stream's value.
const decidedBy = (state: FieldState, winner: RemoteField): FieldValue | undefined =>
  agrees(state, winner) ? state.hub : valueInHub(state, winner);

// What the hub's author brought, or what the stream has kept something else in place of all along.
const hubLoses = (state: FieldState, winner: RemoteField, kind: Loser['kind']): Loser[] =>
  (hubMoved(state, winner) || showedAnother(state, winner)) && !agrees(state, winner)
    ? [loser('hub', state.hub, winner, kind)]
    : [];

const allContenders = (state: FieldState, remotes: readonly RemoteField[], hub: boolean): Loser[] => [
  ...remotes.map((remote) => loser(remote.stream, remote.value, remote, 'conflict')),
  ...(hub ? [{ side: 'hub', kind: 'conflict' as const, value: state.hub }] : []),
];

// `met`: the remote field against which the value loses; without a base it is a first contact.
const loser = (side: string, value: FieldValue, met: RemoteField, kind: Loser['kind']): Loser => ({
  side,
  value,
  kind: met.base === undefined ? 'first_contact' : kind,
});
