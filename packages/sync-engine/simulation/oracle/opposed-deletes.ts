import type { TruthEvent } from '../truth-log.ts';
import { createAgreedHalves } from './agreed-halves.ts';
import { createThings, placeText, type Check, type Evidence, type Things } from './evidence.ts';
import { lastRead } from './exposure.ts';
import { createLineage, isSuperseded, type Edit, type Lineage } from './lineage.ts';
import { missingElements } from './missing-elements.ts';
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
  const agreed = createAgreedHalves(evidence, things);
  return evidence.events.flatMap((event) => {
    if (event.kind !== 'removed' || event.by !== 'engine' || event.place.part !== '') return [];
    const isInHub = event.place.side === 'hub';
    const causes = evidence.events.filter(
      (cause): cause is Removal =>
        cause.kind === 'removed' &&
        cause.step < event.step &&
        (cause.place.side === 'hub') !== isInHub &&
        things.same(cause.thing, event.thing),
    );
    const [cause] = causes;
    // Several deletes oppose nothing more than one does, but tell less about who had seen what. Neither does one of
    // the engine: a part that went with its whole record.
    if (cause === undefined || causes.length > 1 || cause.by !== 'person') return [];
    return (
      lineage.edits
        .filter((edit) => opposes(evidence, lineage, things, deletedValues, edit, cause, event))
        // Without a half nothing tells an edit from what was there before (law 2).
        .filter(
          ({ thing, field }) => agreed.before(event.step, thing, streamOf(cause, event), field) !== undefined,
        )
        .filter(
          (edit) =>
            isInHub || (!agreed.isNoChange(edit) && isStillThere(lineage, deletedValues(event), edit)),
        )
        .map(({ field, step }) => ({
          invariant: 'g' as const,
          message: `${event.place.side} ${event.place.record} was deleted against the edit of ${field} at step ${step}`,
          thing: event.thing,
        }))
    );
  });
};

/** The deleted record showed the edit to the last. */
const isStillThere = (lineage: Lineage, shown: ReturnType<ValuesAt>, { field, value }: Edit): boolean =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- values of the truth log
  lineage.sameValue(field, shown?.[field] as Edit['value'], value);

const streamOf = (cause: Removal, removed: Removal): string =>
  removed.place.side === 'hub' ? cause.place.side : removed.place.side;

type ValuesAt = (removal: Removal) => Readonly<Record<string, unknown>> | undefined;

function opposes(
  evidence: Evidence,
  lineage: Lineage,
  things: Things,
  deletedValues: ValuesAt,
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
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- values of the truth log
  const seen = (deletedValues(cause)?.[field] ?? null) as Edit['value'];
  return (
    read !== undefined &&
    read.step > step &&
    !lineage.sameValue(field, edit.parent, edit.value) &&
    !hadArrived(evidence, lineage, edit, seen) &&
    !evidence.tables.findings.some(({ finding }) => lineage.sameValue(field, finding.lost, edit.value))
  );
}

/** What the one who deleted saw holds the edit, or somebody has undone it since. */
function hadArrived(evidence: Evidence, lineage: Lineage, edit: Edit, seen: Edit['value']): boolean {
  if (evidence.fieldClass(edit.place.collection, edit.field) === 'set')
    return missingElements(lineage, edit, { present: [seen], live: [seen] }).length === 0;
  return lineage.sameValue(edit.field, seen, edit.value) || isSuperseded(edit, lineage);
}

/** What the deleted record showed at the moment of its delete. */
function valuesAtDeletion({ events }: Evidence): ValuesAt {
  const values = new Map<TruthEvent, Readonly<Record<string, unknown>>>();
  replay(events, (event, before) => {
    if (event.kind === 'removed') values.set(event, { ...before.valuesOf(event.place) });
  });
  return (removal) => values.get(removal);
}
