import type { FieldValue } from '../../src/index.ts';
import { isEmpty } from '../../src/index.ts';
import { createAgreedHalves } from './agreed-halves.ts';
import { createThings, placeText, type Evidence } from './evidence.ts';
import { exposures, type Exposure } from './exposure.ts';
import { firstContacts } from './first-contact.ts';
import { chainOf, createLineage, elements, holds, type Edit } from './lineage.ts';
import type { ElementChange } from './missing-elements.ts';
import {
  claimedValues,
  isClaimed,
  isUndoing,
  isUndoingElement,
  isUponUnanswered,
  unansweredWrites,
} from './unanswered-writes.ts';

/** Why the value of an edit may be gone without a finding: what no engine could have kept, or need not keep. */
export interface EditExcuses {
  /** Nothing had agreed there yet: an empty side takes the other, and nothing says who removed what (law 7). */
  isFirstContact(edit: Edit): boolean;
  /** It changed nothing, by law 2: it is what its side's half was, or what had last been read there. */
  isNoChange(edit: Edit): boolean;
  /** It met a write whose answer was lost, which no look can tell from an edit: a conflict of the two is one. */
  isUponUnanswered(edit: Edit): boolean;
  /** What it did to this member of a set undid a write whose answer was lost: no look can tell that the write had been there. */
  isUndoingElement(edit: Edit, element: ElementChange): boolean;
  /** It took this member of a set out right before a write that had read it there and put it back: the same instant. */
  isExposedRemoval(edit: Edit, element: ElementChange): boolean;
  /** Overwritten in the instant that nothing can close, or not to be told from the engine's own write. */
  isExcused(edit: Edit): boolean;
}

export function createEditExcuses(evidence: Evidence): EditExcuses {
  const lineage = createLineage(evidence.events);
  const { sameThing, sameValue } = lineage;
  const things = createThings(evidence.events);
  const windows = exposures(evidence);
  const unanswered = unansweredWrites(evidence, things);
  const claimed = claimedValues(evidence, things);
  const unagreedUntil = firstContacts(evidence, things);
  const agreed = createAgreedHalves(evidence, things);

  const isFirstContact = (edit: Edit): boolean => edit.step < unagreedUntil(edit);
  const isExposed = (edit: Edit): boolean =>
    windows.some(
      ({ thing, field, value }) =>
        sameThing(thing, edit.thing) &&
        field === edit.field &&
        (sameValue(field, value, edit.value) || holdsAddition(value, edit)),
    );
  // A create that lands on a record which the side had said was not there.
  const isLiedOver = ({ place, field, value }: Edit): boolean =>
    evidence.events.some(
      (event) =>
        event.kind === 'written' &&
        placeText(event.place) === placeText(place) &&
        event.fields[field]?.read === null &&
        sameValue(field, event.fields[field].over, value) &&
        evidence.events.some(
          (lie) => lie.kind === 'lied' && lie.step < event.step && placeText(lie.place) === placeText(place),
        ),
    );
  return {
    isFirstContact,
    isNoChange: (edit) => agreed.isNoChange(edit),
    // On top of such an edit it goes on with its conflict, whenever the engine looked.
    isUponUnanswered: (edit) => chainOf(lineage, edit).some((one) => isUponUnanswered(unanswered, one)),
    isUndoingElement: (edit, element) => isUndoingElement(unanswered, edit, element),
    isExposedRemoval: (edit, element) =>
      element.what === 'removed' && windows.some((window) => bringsBack(window, edit, element.value)),
    isExcused: (edit) =>
      (isFirstContact(edit) && isEmpty(edit.value)) ||
      isExposed(edit) ||
      isLiedOver(edit) ||
      isUndoing(unanswered, edit) ||
      isClaimed(claimed, edit) ||
      agreed.isOvertaken(edit),
  };
}

// Of a set, the window shows what was added and perhaps more that others have added since.
function holdsAddition(shown: FieldValue, { value, parent }: Edit): boolean {
  const added = elements(value).filter((element) => !holds(parent, element));
  return added.length > 0 && added.every((element) => holds(shown, element));
}

const bringsBack = (window: Exposure, { place, field, step }: Edit, member: FieldValue): boolean =>
  placeText(window.place) === placeText(place) &&
  window.field === field &&
  window.step > step &&
  holds(window.read, member) &&
  !holds(window.value, member) &&
  holds(window.stored, member);
