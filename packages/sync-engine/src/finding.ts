import type { ItemKey } from './link.ts';
import type { SideName } from './record.ts';
import type { FieldValue } from './value.ts';

export type FindingKind =
  /** Two sides changed one field; the losing value is in `lost`. */
  | 'conflict'
  /** Two values met without a base; the losing value is in `lost`. */
  | 'first_contact'
  /** An edit on a side that does not decide this field was undone; it is in `lost`. */
  | 'refused_edit'
  /** The target cannot hold the value exactly, so it was not written. */
  | 'value_refused'
  /** A side shows something that cannot be read as this field's type. */
  | 'unreadable_value'
  /** A written value came back different twice; it is not written a third time. */
  | 'does_not_stick'
  /** The provider refuses the write for good. */
  | 'write_refused'
  /** Deleted on one side, edited on another: kept. */
  | 'delete_against_edit'
  /** Too many deletes: the stream's deletes stop until a person looks. */
  | 'delete_guard'
  /** Several records match; none is linked or created. */
  | 'ambiguous_match'
  /** The record carries the key of an item that is linked elsewhere: a copy, imported as its own. */
  | 'copy'
  /** Records of two items became one. */
  | 'links_met'
  /** Another record already has this identity (e.g. e-mail). */
  | 'identity_taken'
  /** Whether a write that moves money took effect cannot be told. */
  | 'unclear_money'
  /** A record that cannot be processed; the rest goes on. */
  | 'quarantined'
  /** What refers to it has waited for long: it is no item of the hub, or has no record in the stream. */
  | 'waiting'
  /** The two sides differ, and no rule lets either be written. */
  | 'diverged';

/** What a person must see. */
export interface Finding {
  /** Same cause, same key: reporting it again changes nothing. */
  readonly key: string;
  readonly kind: FindingKind;
  readonly item: ItemKey | null;
  readonly side: SideName | null;
  readonly field: string | null;
  /** The value that was not taken, canonical; kept so that nothing is lost. */
  readonly lost: FieldValue | undefined;
  readonly message: string;
}

/** Builds a finding with a key made from what it is about. */
export function finding(about: Omit<Finding, 'key'>): Finding {
  const key = JSON.stringify([
    about.kind,
    about.item && [about.item.collection, about.item.id],
    about.side,
    about.field,
    about.lost ?? null,
  ]);
  return { ...about, key };
}

/** What the keys of all findings of one kind about one item (on one side) begin with. */
export const findingsOf = (kind: FindingKind, item: ItemKey, side?: SideName): string => {
  const about = [kind, [item.collection, item.id], ...(side === undefined ? [] : [side])];
  return `${JSON.stringify(about).slice(0, -1)},`;
};

/** Id of the record that a finding is about which is no item yet, as in `lost: { record: '4fhk' }`. */
export const recordOfLost = (lost: Finding['lost']): string | undefined =>
  typeof lost === 'object' && lost !== null && 'record' in lost && typeof lost['record'] === 'string'
    ? lost['record']
    : undefined;
