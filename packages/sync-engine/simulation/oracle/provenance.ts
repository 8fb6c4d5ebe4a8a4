import type { FieldValue } from '../../src/index.ts';
import { equalValues, isEmpty, valueText } from '../../src/index.ts';
import type { TrueRecord } from '../truth-log.ts';
import { createThings, placeText, type Check, type Evidence, type Things } from './evidence.ts';
import { createLineage, elements, holds, type Edit, type Lineage } from './lineage.ts';

/** (e) Every value at the end descends from an edit of the same thing, or a declared normalisation of one. */
export const provenance: Check = (evidence) => {
  const lineage = createLineage(evidence.events);
  const things = createThings(evidence.events);
  return evidence.records
    .filter(({ live }) => live)
    .flatMap((record) =>
      Object.entries(record.values)
        .filter(([, value]) => !isEmpty(value))
        .flatMap(([field, value]) =>
          unexplained(evidence, lineage, things, record, field, value).map((stray) => ({
            invariant: 'e' as const,
            message: `${record.side} ${record.record}${record.part} ${field}: nobody ever wrote ${valueText(stray)} there`,
            thing: record.thing,
          })),
        ),
    );
};

function unexplained(
  evidence: Evidence,
  { edits, sameValue }: Lineage,
  things: Things,
  record: TrueRecord,
  field: string,
  value: FieldValue,
): readonly FieldValue[] {
  const kind = evidence.fieldClass(record.collection, field);
  if (isConstant(evidence, record, field, value)) return [];
  const own = edits.filter((edit: Edit) => edit.field === field && things.same(edit.thing, record.thing));
  const isLate = (shows: (stored: FieldValue) => boolean): boolean =>
    isLatecomer(evidence, things, record, field, shows);
  if (kind === 'set')
    return elements(value)
      .filter((element) => !own.some((edit) => holds(edit.value, element)))
      .filter((element) => !isLate((stored) => holds(stored, element)));
  const isWritten = own.some((edit) => sameValue(field, edit.value, value));
  return isWritten || isLate((stored) => equalValues(stored, value)) ? [] : [value];
}

/**
 * A write that was on its way to the record which had this id before, and reached the one that was given it meanwhile:
 * nobody could call it back, and a side without `cas` cannot refuse it.
 */
function isLatecomer(
  { events }: Evidence,
  things: Things,
  record: TrueRecord,
  field: string,
  shows: (stored: FieldValue) => boolean,
): boolean {
  return events.some((event) => {
    if (event.kind !== 'written' || event.cas || event.sent === undefined) return false;
    const { place, thing, sent, fields } = event;
    const stored = fields[field]?.stored;
    if (!things.same(thing, record.thing) || stored === undefined || !shows(stored)) return false;
    return events.some(
      (made) =>
        made.kind === 'created' &&
        placeText(made.place) === placeText(place) &&
        made.thing === thing &&
        made.step > sent.step,
    );
  });
}

/** The model gives it to every record of a stream. */
function isConstant({ model }: Evidence, record: TrueRecord, field: string, value: FieldValue): boolean {
  const constants = Object.values(model.collections[record.collection]?.constants ?? {});
  return constants.some((fields) => field in fields && equalValues(fields[field], value));
}
