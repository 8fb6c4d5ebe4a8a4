import { normalForm, type Codec } from '../codec.ts';
import { equalValues, valueText, type FieldValue } from '../value.ts';

/** What one stream did to a set since it last agreed with the hub. */
export interface SetChange {
  /** Members when the sides last agreed; empty at first contact. */
  readonly base: readonly FieldValue[];
  readonly now: readonly FieldValue[];
  /** A member of the hub's set in the stream's own form. */
  readonly form: (member: FieldValue) => FieldValue;
}

/** Members of a set value; anything that is no list has none. */
export function members(value: FieldValue | undefined): readonly FieldValue[] {
  // Array.isArray narrows to any[] otherwise.
  const list: unknown = value;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a list within a FieldValue holds FieldValues
  return Array.isArray(list) ? (list as readonly FieldValue[]) : [];
}

/** Merges what several streams added and removed into the hub's set; a removal counts like an addition. */
export function mergeSet(hub: readonly FieldValue[], changes: readonly SetChange[]): FieldValue[] {
  const added = changes.flatMap(({ base, now, form }) =>
    // What the hub has already, in its own form, is no second member.
    without(without(now, base), hub.map(form)),
  );
  const isAdded = (member: FieldValue): boolean =>
    changes.some(({ base, now, form }) => contains(without(now, base), form(member)));
  const isRemoved = (member: FieldValue): boolean =>
    changes.some(({ base, now, form }) => contains(without(base, now), form(member)));
  const merged: FieldValue[] = [];
  for (const member of [...hub, ...added])
    if (!contains(merged, member) && (isAdded(member) || !isRemoved(member))) merged.push(member);
  return merged.toSorted((left, right) => (valueText(left) < valueText(right) ? -1 : 1));
}

/** Same members, whatever their order. */
export function sameSet(left: FieldValue | undefined, right: FieldValue | undefined): boolean {
  const [one, other] = [members(left), members(right)];
  return without(one, other).length === 0 && without(other, one).length === 0;
}

/** Whether a set shows any of the members that a write brought into it. */
export function showsBrought(wanted: FieldValue, read: FieldValue, shown: FieldValue): boolean {
  const brought = without(members(wanted), members(read));
  return without(brought, members(shown)).length < brought.length;
}

/** A member as a side with this codec shows it, e.g. in lower case. */
export function memberForm(codec: Codec, member: FieldValue): FieldValue {
  const form = normalForm(codec, [member]);
  return form.ok ? (members(form.value)[0] ?? member) : member;
}

/** The members that a write was to bring into a set and that it does not show, in whatever form. */
export function notShown(
  codec: Codec,
  { wanted, read }: { readonly wanted: FieldValue; readonly read: FieldValue },
  shown: FieldValue,
): FieldValue[] {
  const missing = without(without(members(wanted), members(read)), members(shown));
  return missing.filter((member) => !contains(members(shown), memberForm(codec, member)));
}

const contains = (list: readonly FieldValue[], member: FieldValue): boolean =>
  list.some((other) => equalValues(other, member));

/** The members that both lists have. */
export const membersOfBoth = (list: readonly FieldValue[], others: readonly FieldValue[]): FieldValue[] =>
  list.filter((member) => contains(others, member));

/** The members of one list that the other does not have. */
export const without = (list: readonly FieldValue[], others: readonly FieldValue[]): FieldValue[] =>
  list.filter((member) => !contains(others, member));
