import type { Finding } from '../../src/index.ts';
import type { TruthEvent } from '../truth-log.ts';
import { createAgreedHalves } from './agreed-halves.ts';
import { createThings, placeText, type Check, type Evidence, type Things } from './evidence.ts';
import { createEditExcuses, type EditExcuses } from './edit-excuses.ts';
import { lastRead } from './exposure.ts';
import { createLineage, elements, holds, isSuperseded, type Edit, type Lineage } from './lineage.ts';
import { changedElements, missingElements } from './missing-elements.ts';
import { replay } from './replay.ts';

type Removal = Extract<TruthEvent, { kind: 'removed' }>;

/**
 * (g) A delete against an edit keeps the record: the engine deletes none that somebody edited, in the hub or in a
 * stream, where the one who deleted its counterpart had never seen that edit and the engine had.
 */
export const opposedDeletes: Check = (evidence) => {
  const lineage = createLineage(evidence.events);
  const things = createThings(evidence.events);
  const deletedValues = valuesAtDeletion(evidence);
  const excuses = createEditExcuses(evidence);
  const agreed = createAgreedHalves(evidence, things);
  return evidence.events.flatMap((event) => {
    if (event.kind !== 'removed' || event.by !== 'engine' || event.place.part !== '') return [];
    const isInHub = event.place.side === 'hub';
    // By people, or with the record that it was a part of.
    const deletions = evidence.events.filter(
      (deletion): deletion is Removal =>
        deletion.kind === 'removed' &&
        deletion.step < event.step &&
        (deletion.place.side === 'hub') !== isInHub &&
        things.same(deletion.thing, event.thing),
    );
    const causes = deletions.filter(({ by }) => by === 'person');
    const [cause] = causes;
    // Several deletes oppose nothing more than one does, but tell less about who had seen what.
    if (cause === undefined || causes.length > 1) return [];
    // Nor does a delete that was believed because a stream lied.
    if (isLiedAbout(evidence, things, event)) return [];
    return (
      lineage.edits
        .filter((edit) => opposes(evidence, lineage, things, edit, cause, event))
        .filter((edit) => !isOfFormerRecord(evidence, edit, event))
        // Whoever deleted one of its records had seen it.
        .filter((edit) => !deletions.some((one) => hadArrived(evidence, lineage, edit, deletedValues(one))))
        // What the item did not show any more was not opposed by it: whether it was lost before is judged as for others.
        .filter((edit) => !excuses.isNoChange(edit))
        .filter((edit) => !isUndone(evidence, excuses, edit))
        .filter(
          (edit) =>
            isShown(evidence, lineage, edit, deletedValues(event)) || (isInHub && !excuses.isExcused(edit)),
        )
        // Without a half nothing tells an edit from what was there before; and what is in it has been agreed on (law 2).
        .filter(({ thing, field, value }) => {
          const half = agreed.before(event.step, thing, streamOf(cause, event), field);
          return half !== undefined && !lineage.sameValue(field, isInHub ? half.hub : half.remote, value);
        })
        .map(({ field, step }) => ({
          invariant: 'g' as const,
          message: `${event.place.side} ${event.place.record} was deleted against the edit of ${field} at step ${step}`,
          thing: event.thing,
        }))
    );
  });
};

const isLiedAbout = ({ events }: Evidence, things: Things, { thing, step }: Removal): boolean =>
  events.some((event) => event.kind === 'lied' && event.step < step && things.same(event.thing, thing));

const streamOf = (cause: Removal, removed: Removal): string =>
  removed.place.side === 'hub' ? cause.place.side : removed.place.side;

type ValuesAt = (removal: Removal) => Readonly<Record<string, unknown>> | undefined;

function opposes(
  evidence: Evidence,
  lineage: Lineage,
  things: Things,
  edit: Edit,
  cause: Removal,
  removed: Removal,
): boolean {
  const { place, field, step, thing } = edit;
  if (edit.first || edit.by !== 'person' || !things.same(thing, removed.thing)) return false;
  if (placeText(place) !== placeText(removed.place) || step >= removed.step) return false;
  const mapping = evidence.model.collections[place.collection]?.mappings[streamOf(cause, removed)];
  const direction = mapping?.fields[field]?.direction;
  const authority = evidence.model.collections[place.collection]?.authority[field]?.kind;
  const against = removed.place.side === 'hub' ? 'in' : 'out';
  if (direction === undefined || direction === against || authority === 'stream' || authority === 'by-state')
    return false;
  const read = lastRead(evidence, removed, place);
  return (
    read !== undefined &&
    read.step > step &&
    !lineage.sameValue(field, edit.parent, edit.value) &&
    !evidence.tables.findings.some(
      ({ finding }) =>
        lineage.sameValue(field, finding.lost, edit.value) || saysOfMembers(evidence, edit, finding),
    )
  );
}

/** A finding told that the side does not take the members which were added: whoever deletes there may know of them. */
function saysOfMembers({ fieldClass }: Evidence, edit: Edit, { kind, field, lost }: Finding): boolean {
  if (kind !== 'does_not_stick' || field !== edit.field) return false;
  if (fieldClass(edit.place.collection, edit.field) !== 'set') return false;
  const added = elements(edit.value).filter((element) => !holds(edit.parent, element));
  return added.length > 0 && added.every((element) => holds(lost, element));
}

/** All that it did to a set undid a write whose answer was lost, so that it was undone in turn: no look can tell. */
function isUndone({ fieldClass }: Evidence, excuses: EditExcuses, edit: Edit): boolean {
  if (fieldClass(edit.place.collection, edit.field) !== 'set') return false;
  return changedElements(edit).every((element) => excuses.isUndoingElement(edit, element));
}

/**
 * The record that was edited had gone, and the engine made a new one under its id: what is deleted now never held the
 * edit. Whether the former one might go is judged by its own removal.
 */
const isOfFormerRecord = ({ events }: Evidence, edit: Edit, removed: Removal): boolean =>
  events.some(
    (event, index) =>
      event.kind === 'created' &&
      event.by === 'engine' &&
      index > edit.index &&
      event.step < removed.step &&
      placeText(event.place) === placeText(removed.place),
  );

/** A record whose values these were showed the edit. */
function isShown(evidence: Evidence, lineage: Lineage, edit: Edit, values: ReturnType<ValuesAt>): boolean {
  if (values === undefined || !(edit.field in values)) return false;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- values of the truth log
  const shown = (values[edit.field] ?? null) as Edit['value'];
  return evidence.fieldClass(edit.place.collection, edit.field) === 'set'
    ? missingElements(lineage, edit, { present: [shown], live: [shown] }).length === 0
    : lineage.sameValue(edit.field, shown, edit.value);
}

/** A record that was deleted held the edit, or somebody has undone it since. */
function hadArrived(evidence: Evidence, lineage: Lineage, edit: Edit, values: ReturnType<ValuesAt>): boolean {
  if (isShown(evidence, lineage, edit, values)) return true;
  return evidence.fieldClass(edit.place.collection, edit.field) !== 'set' && isSuperseded(edit, lineage);
}

/** What the deleted record showed at the moment of its delete. */
function valuesAtDeletion({ events }: Evidence): ValuesAt {
  const values = new Map<TruthEvent, Readonly<Record<string, unknown>>>();
  replay(events, (event, before) => {
    if (event.kind === 'removed') values.set(event, { ...before.valuesOf(event.place) });
  });
  return (removal) => values.get(removal);
}
