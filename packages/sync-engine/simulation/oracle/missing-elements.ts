import type { FieldValue } from '../../src/index.ts';
import { elements, holds, type Edit, type Lineage } from './lineage.ts';

/** An element that an edit of a set added or took out. */
export interface ElementChange {
  readonly value: FieldValue;
  readonly what: 'added' | 'removed';
}

/** Where the changes of an edit are looked for. */
export interface ShownSets {
  /** One of these holds what was added. */
  readonly present: readonly FieldValue[];
  /** None of these holds what was taken out. */
  readonly live: readonly FieldValue[];
}

/**
 * What of an edit of a set is not shown, unless a later edit undid it. A set is compared by its elements: others may
 * have changed it as well, so nobody ever sees the very value that the edit left.
 */
export function missingElements(
  { edits, sameThing }: Lineage,
  edit: Edit,
  shown: ShownSets,
): readonly ElementChange[] {
  const later = edits.filter(
    ({ index, thing, field }) => index > edit.index && sameThing(thing, edit.thing) && field === edit.field,
  );
  return changedElements(edit).filter(({ value: element, what }) =>
    what === 'added'
      ? !shown.present.some((value) => holds(value, element)) && !later.some((one) => tookOut(one, element))
      : shown.live.some((value) => holds(value, element)) && !later.some((one) => putIn(one, element)),
  );
}

/** What an edit of a set added and took out. */
export const changedElements = ({ value, parent }: Edit): readonly ElementChange[] => [
  ...elements(value)
    .filter((element) => !holds(parent, element))
    .map((element) => ({ value: element, what: 'added' as const })),
  ...elements(parent)
    .filter((element) => !holds(value, element))
    .map((element) => ({ value: element, what: 'removed' as const })),
];

// From what its author was shown, or, with a stale form, from what was truly there.
const tookOut = ({ parent, over, value }: Edit, element: FieldValue): boolean =>
  (holds(parent, element) || holds(over, element)) && !holds(value, element);

const putIn = ({ parent, over, value }: Edit, element: FieldValue): boolean =>
  holds(value, element) && !(holds(parent, element) && holds(over, element));
