import { normalForm } from '../codec.ts';
import type { Column, FieldMapping } from '../model.ts';
import { equalValues, isEmpty, valueText, type FieldValue } from '../value.ts';
import { sameSet } from './merge-set.ts';
import type { References } from './references.ts';

/** A field as it stands between the hub and one stream. */
export interface FieldPair {
  readonly column: Column;
  readonly mapping: FieldMapping;
}

/** The remote value in the hub's terms; `undefined` while a reference has no linked item. */
export function inHubTerms(
  pair: FieldPair,
  remote: FieldValue,
  references: References,
): FieldValue | undefined {
  if (pair.column.kind !== 'reference' || isEmpty(remote)) return remote;
  return typeof remote === 'string' && pair.mapping.refers !== undefined
    ? references.toHub(pair.mapping.refers, remote)
    : undefined;
}

/** The hub value in the stream's terms; `undefined` while a reference has no linked record. */
export function inRemoteTerms(
  pair: FieldPair,
  hub: FieldValue,
  references: References,
): FieldValue | undefined {
  const { column, mapping } = pair;
  if (column.kind !== 'reference' || isEmpty(hub)) return hub;
  return typeof hub === 'string' && mapping.refers !== undefined && column.to !== undefined
    ? references.toRemote(mapping.refers, column.to, hub)
    : undefined;
}

/** Whether both sides hold the same value: equal, or one is the other's normal form of it. */
export function sameValue(
  pair: FieldPair,
  hub: FieldValue,
  remote: FieldValue,
  references: References,
): boolean {
  if (isEmpty(hub) && isEmpty(remote)) return true;
  if (pair.column.kind === 'reference') {
    const { refers } = pair.mapping;
    const { to } = pair.column;
    if (typeof hub !== 'string' || typeof remote !== 'string' || refers === undefined || to === undefined)
      return false;
    return references.areLinked(refers, to, hub, remote);
  }
  const isSame = pair.column.kind === 'set' ? sameSet : equalValues;
  if (isSame(hub, remote)) return true;
  const asRemote = normalForm(pair.mapping.codec, hub);
  if (asRemote.ok && isSame(asRemote.value, remote)) return true;
  const asHub = normalForm(pair.column.codec, remote);
  return asHub.ok && isSame(asHub.value, hub);
}

/** The id that a reference value holds. */
export const referenceId = (value: FieldValue): string =>
  typeof value === 'string' ? value : valueText(value);
