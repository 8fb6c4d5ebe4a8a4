import { valueText } from '../../src/index.ts';
import type { FieldValue, FindingKind } from '../../src/index.ts';
import type { Place } from '../truth-log.ts';
import { createThings, type Check, type Evidence, type Things, type Violation } from './evidence.ts';
import { createEditExcuses, type EditExcuses } from './edit-excuses.ts';
import { namesDifference } from './excuses.ts';
import {
  agrees,
  createLineage,
  holds,
  isContested,
  isSuperseded,
  type Edit,
  type Lineage,
} from './lineage.ts';
import { missingElements } from './missing-elements.ts';

/**
 * (d) Every edit is present, or superseded by a later edit of someone who had seen it, or named as a loser in
 * a finding, or fell into an exposure window.
 */
export const keptEdits: Check = (evidence) => {
  const lineage = createLineage(evidence.events);
  const things = createThings(evidence.events);
  const excuses = createEditExcuses(evidence);
  return lineage.edits.flatMap((edit) => {
    if (isGone(evidence, things, edit)) return [];
    const lost = lostParts(evidence, lineage, edit).filter(
      (part) => !isNamed(evidence, lineage, things, excuses, edit, part),
    );
    if (lost.length === 0 || excuses.isNoChange(edit) || excuses.isExcused(edit)) return [];
    return lost
      .filter(({ what }) => what !== 'removed' || !excuses.isFirstContact(edit))
      .filter(({ what }) => what !== 'removed' || !isStuck(evidence, things, edit))
      .filter(({ value, what }) => what === 'value' || !excuses.isUndoingElement(edit, { value, what }))
      .filter(({ value, what }) => what === 'value' || !excuses.isExposedRemoval(edit, { value, what }))
      .map((part) => violation(edit, part));
  });
};

interface Lost {
  readonly value: FieldValue;
  readonly what: 'value' | 'added' | 'removed';
}

function violation(edit: Edit, { value, what }: Lost): Violation {
  const { place, field, thing } = edit;
  const where = `${place.side} ${place.record}${place.part} ${field}`;
  return {
    invariant: 'd',
    message: `the edit of ${where} at step ${edit.step} is lost: ${what} ${valueText(value)}`,
    thing,
  };
}

/**
 * The record that was edited is gone, or every record of the thing: whether they may be is the question of the
 * check of deletes.
 */
function isGone({ records, events }: Evidence, things: Things, edit: Edit): boolean {
  const isLive = records.some(({ live, thing }) => live && things.same(thing, edit.thing));
  const { side, part } = edit.place;
  return (
    !isLive ||
    events.some(
      (event, index) =>
        (event.kind === 'merged' || event.kind === 'removed') &&
        // In the log's order: it may have been deleted in the very step of the edit.
        index > edit.index &&
        event.thing === edit.thing &&
        (event.kind === 'merged' ||
          // By any id: it may have been renamed since.
          (event.place.side === side && (event.place.part === '') === (part === ''))),
    )
  );
}

/** An open finding says that a side does not take the field: what was taken out elsewhere stays there. */
const isStuck = (evidence: Evidence, things: Things, { thing, field }: Edit): boolean =>
  evidence.tables.items.some(
    ({ key }) => things.same(things.ofItem(key) ?? '', thing) && namesDifference(evidence, key, field),
  );

/**
 * A live link still keeps the edited side in agreement: a tombstone that waits for a person does not. Of two things that
 * were merged, the links of its own item count, where it has one.
 */
const isInAgreement = ({ tables, events }: Evidence, { thing, place }: Edit): boolean => {
  const things = createThings(events);
  const own = tables.items.filter(({ key }) => things.ofItem(key) === thing);
  const items =
    own.length > 0 ? own : tables.items.filter(({ key }) => things.same(things.ofItem(key) ?? '', thing));
  return items.some(({ links }) =>
    links.some(({ stream, state }) => state === 'live' && (place.side === 'hub' || stream === place.side)),
  );
};

/**
 * An open finding says that nobody can tell whether this record is the item's or a copy: it is linked to nothing, and no
 * edit may reach it, until a person has told which one is.
 */
const isWithPerson = ({ tables }: Evidence, { side, record, part }: Place): boolean =>
  tables.findings.some(
    ({ open, finding: { kind, side: stream, lost } }) =>
      open &&
      kind === 'ambiguous_match' &&
      stream === side &&
      typeof lost === 'string' &&
      lost.split(', ').includes(`${record}${part}`),
  ) &&
  !tables.items.some(({ links }) =>
    links.some((link) => link.stream === side && link.remoteId === record && link.part === part),
  );

/** What of an edit is neither present nor superseded. */
function lostParts(evidence: Evidence, lineage: Lineage, edit: Edit): readonly Lost[] {
  const present = evidence.records
    // A deleted record that can still be read still shows what it held.
    .filter(({ thing, values }) => thing === edit.thing && edit.field in values)
    .map(({ values }) => values[edit.field] ?? null);
  const kind = evidence.fieldClass(edit.place.collection, edit.field);
  if (kind !== 'set') {
    const isKept =
      present.some((value) => agrees(lineage, kind, edit.field, value, edit.value)) ||
      isSuperseded(edit, lineage);
    return isKept ? [] : [{ value: edit.value, what: 'value' }];
  }
  // Taken out of what is still kept in agreement: a deleted record keeps its members.
  const live = evidence.records
    .filter((record) => record.live && record.thing === edit.thing && edit.field in record.values)
    .filter((record) => isInAgreement(evidence, edit) && !isWithPerson(evidence, record))
    .map(({ values }) => values[edit.field] ?? null);
  return missingElements(lineage, edit, { present, live });
}

/** Findings that keep a value which was not taken. Others say that a value could not travel: it must still be there. */
const namesLosers: ReadonlySet<FindingKind> = new Set([
  'conflict',
  'first_contact',
  'refused_edit',
  'delete_against_edit',
  'links_met',
]);

function isNamed(
  { tables, fieldClass }: Evidence,
  lineage: Lineage,
  things: Things,
  excuses: EditExcuses,
  edit: Edit,
  { value }: Lost,
): boolean {
  const { sameValue } = lineage;
  // Of values that come back nobody can say whether two sides agreed or contradicted one another.
  const isUnique = fieldClass(edit.place.collection, edit.field) === 'unique';
  const isConflict = !isUnique || isContested(lineage, edit) || excuses.isUponUnanswered(edit);
  return tables.findings.some(({ finding }) => {
    if (!namesLosers.has(finding.kind)) return false;
    if (finding.kind === 'conflict' && !isConflict) return false;
    const owner = finding.item === null ? edit.thing : things.ofItem(finding.item);
    if (finding.field !== edit.field || owner === undefined || !things.same(owner, edit.thing)) return false;
    return (
      sameValue(edit.field, finding.lost, edit.value) ||
      sameValue(edit.field, finding.lost, value) ||
      holds(finding.lost, value)
    );
  });
}
