import { normalForm } from '../codec.ts';
import type { Column, FieldMapping, PlainAuthority } from '../model.ts';
import type { Halves, Link } from '../link.ts';
import { equalValues, isEmpty, type FieldValue } from '../value.ts';
import { members } from './merge-set.ts';
import type { References } from './references.ts';
import { inHubTerms, sameValue, type FieldPair } from './same-value.ts';

/** One field as one stream shows it. */
export interface RemoteField {
  readonly stream: string;
  /** What authority calls the stream. */
  readonly entity: string;
  readonly link: Link;
  readonly mapping: FieldMapping;
  /** What both sides showed when they last agreed; `undefined` at first contact. */
  readonly base: Halves | undefined;
  readonly value: FieldValue;
}

/** One field of an item on all sides that could be read. */
export interface FieldState {
  readonly field: string;
  readonly column: Column;
  readonly authority: PlainAuthority;
  readonly hub: FieldValue;
  /** In the order of stream names, so that the order of links changes nothing. */
  readonly remotes: readonly RemoteField[];
  readonly references: References;
}

const pairOf = (state: FieldState, remote: RemoteField): FieldPair => ({
  column: state.column,
  mapping: remote.mapping,
});

/** Whether hub and stream hold the same value now. */
export const agrees = (state: FieldState, remote: RemoteField, hub: FieldValue = state.hub): boolean =>
  sameValue(pairOf(state, remote), hub, remote.value, state.references);

/** The stream's value as the hub would show it; `undefined` while its reference is not linked. */
export function valueInHub(state: FieldState, remote: RemoteField): FieldValue | undefined {
  const value = inHubTerms(pairOf(state, remote), remote.value, state.references);
  const form = value === undefined ? undefined : normalForm(state.column.codec, value);
  // What the hub cannot hold stays as it is, to be refused.
  return form?.ok === true ? form.value : value;
}

/** Whether neither side moved since they agreed: each is compared with its own half. */
export const isSettled = (state: FieldState, remote: RemoteField): boolean =>
  remote.base !== undefined &&
  equalValues(state.hub, remote.base.hub) &&
  equalValues(remote.value, remote.base.remote);

/** Whether the stream changed since it agreed; at first contact, whether it holds anything. */
export const remoteMoved = (remote: RemoteField): boolean =>
  remote.base === undefined ? !isEmpty(remote.value) : !equalValues(remote.value, remote.base.remote);

/** Whether the stream brings a value that the hub has not dealt with yet. */
export function proposes(state: FieldState, remote: RemoteField): boolean {
  const dealtWith = remote.link.lost[state.field];
  return remoteMoved(remote) && (dealtWith === undefined || !equalValues(dealtWith, remote.value));
}

/**
 * Whether the hub moved since it agreed with this stream; at first contact, whether it holds anything, or was
 * emptied by somebody.
 */
export function hubMoved(state: FieldState, remote: RemoteField): boolean {
  if (holdsSent(remote.link, state.field, state.hub)) return false;
  return remote.base === undefined
    ? !isEmpty(state.hub) ||
        state.remotes.some(({ base }) => base !== undefined && !equalValues(state.hub, base.hub))
    : !equalValues(state.hub, remote.base.hub);
}

/** Whether the hub shows what was sent to it for this stream in a write that nobody could read the outcome of. */
export function holdsSent({ written }: Link, field: string, hub: FieldValue): boolean {
  const last = written[field];
  return last?.side === 'hub' && last.times === 0 && equalValues(last.value, hub);
}

/** The members that a write was to bring into the stream's set, where nobody could read whether it arrived. */
export function sentMembers({ written }: Link, field: string): readonly FieldValue[] {
  const last = written[field];
  return last?.side === 'remote' && last.times === 0 ? members(last.value) : [];
}
