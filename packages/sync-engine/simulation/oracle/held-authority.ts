import type { Authority, FieldValue, PlainAuthority } from '../../src/index.ts';
import { equalValues, isEmpty, valueText } from '../../src/index.ts';
import type { Place, TruthEvent, WrittenField } from '../truth-log.ts';
import { placeText } from './evidence.ts';
import type { Check, Evidence, Violation } from './evidence.ts';
import { isJustRead } from './exposure.ts';
import { createLineage, type Edit, type Lineage } from './lineage.ts';
import { replay, type TrueState } from './replay.ts';

type Write = Extract<TruthEvent, { kind: 'written' }>;

/** (h) No write of the engine replaces a value on the side that truly decides it at that moment. */
export const heldAuthority: Check = (evidence) => {
  const violations: Violation[] = [];
  const lineage = createLineage(evidence.events);
  replay(evidence.events, (event, before) => {
    if (event.kind !== 'written') return;
    for (const [field, written] of Object.entries(event.fields)) {
      if (isHarmless(lineage, field, written)) continue;
      const message = overruled(evidence, lineage, before, event, field, written);
      if (message !== undefined) violations.push({ invariant: 'h', message, thing: event.thing });
    }
  });
  return violations;
};

/** Nothing was replaced, or only another form of the same value. */
const isHarmless = (lineage: Lineage, field: string, { over, stored }: WrittenField): boolean =>
  isEmpty(over) || lineage.sameValue(field, over, stored);

function overruled(
  evidence: Evidence,
  lineage: Lineage,
  before: TrueState,
  event: Write,
  field: string,
  { over, read, wanted }: WrittenField,
): string | undefined {
  const { place } = event;
  const authority = evidence.model.collections[place.collection]?.authority[field];
  if (authority === undefined) return undefined;
  // Somebody edited between the last look and the write: a window, where nothing can refuse the write.
  if (!event.cas && !equalValues(over, read) && isJustRead(evidence, event, place)) return undefined;
  const { plain, decider } = resolve(authority, before, event);
  const what = `${place.side} ${place.record}${place.part} ${field}: ${valueText(over)} became ${valueText(wanted)}`;
  if (ownerOf(plain) === place.side) {
    // The state that gave the authority away moved between the last look and the write.
    const isWindow = decider !== undefined && !event.cas && isStateMoved(evidence, event, decider, authority);
    return isWindow ? undefined : `${what}, but ${place.side} decides it`;
  }
  if (plain.kind !== 'manual' || !equalValues(over, read)) return undefined;
  // Who merged the records has decided: the winner's values stand.
  if (isMerged(evidence, event)) return undefined;
  return descendsFrom(evidence, lineage, event, field, wanted, over)
    ? undefined
    : `${what}, but only a person may decide between them`;
}

const isMerged = ({ events }: Evidence, { thing, step }: Write): boolean =>
  events.some(
    (event) =>
      event.kind === 'merged' && event.step < step && (event.thing === thing || event.intoThing === thing),
  );

const ownerOf = (authority: PlainAuthority): string | undefined =>
  authority.kind === 'hub' ? 'hub' : authority.kind === 'stream' ? authority.stream : undefined;

/** Who truly decides now, and the record whose state says so. */
function resolve(
  authority: Authority,
  before: TrueState,
  { thing }: Write,
): { plain: PlainAuthority; decider: Place | undefined } {
  if (authority.kind !== 'by-state') return { plain: authority, decider: undefined };
  // Of a record that was removed and the one that was made in its place, the second says who decides: nobody can be
  // held to what the first one showed before.
  const records = before.placesOf(thing, authority.stream);
  const decider = records.find((record) => before.isLive(record)) ?? records[0];
  if (decider === undefined) return { plain: { kind: 'shared', prefer: 'hub' }, decider };
  const shown = before.valuesOf(decider)?.[authority.field] ?? null;
  const rule = authority.states.find((state) => state.in.some((value) => equalValues(value, shown)));
  return { plain: rule?.authority ?? authority.otherwise, decider };
}

/** The deciding record was read right before the write, and its state changed since. */
function isStateMoved(evidence: Evidence, event: Write, decider: Place, authority: Authority): boolean {
  if (authority.kind !== 'by-state' || !isJustRead(evidence, event, decider)) return false;
  const earliest = evidence.calls.findLast(
    ({ actor, step, method }) =>
      actor === (event.sent ?? event).actor && step < (event.sent ?? event).step && method === 'look',
  );
  return evidence.events.some(
    (change) =>
      (change.kind === 'computed' || change.kind === 'edited') &&
      change.field === authority.field &&
      change.thing === event.thing &&
      change.step > (earliest?.step ?? event.step) &&
      change.step < event.step,
  );
}

/** Who wrote `value` had seen `seen`, directly or through others. */
function descendsFrom(
  evidence: Evidence,
  { edits, revivals, sameValue }: Lineage,
  event: Write,
  field: string,
  value: FieldValue,
  seen: FieldValue,
): boolean {
  const isBefore = (one: { readonly thing: string; readonly step: number }): boolean =>
    one.thing === event.thing && one.step < event.step;
  const own = [...edits, ...revivals].filter((edit) => edit.field === field && isBefore(edit));
  const writes = evidence.events
    .filter((other) => other.kind === 'written')
    .filter((other) => isBefore(other) && other.fields[field] !== undefined);
  const reached: FieldValue[] = [value];
  for (const one of reached) {
    const parents = [
      ...own.filter((edit) => sameValue(field, edit.value, one)).flatMap((edit) => parentsOf(own, edit)),
      ...writes
        .filter((write) => sameValue(field, write.fields[field]?.stored, one))
        .flatMap((write) => replacedBy(evidence, own, write, field)),
    ];
    for (const parent of parents)
      if (!reached.some((known) => sameValue(field, known, parent))) reached.push(parent);
  }
  return reached.some((one) => sameValue(field, one, seen));
}

/**
 * What a write of the engine took the place of, beyond what it had read: an edit in the instant that nothing can close,
 * or a value that somebody had emptied, since an empty side takes the other's.
 */
function replacedBy(
  evidence: Evidence,
  edits: readonly Edit[],
  write: Write,
  field: string,
): readonly FieldValue[] {
  const { over = null, read = null } = write.fields[field] ?? {};
  if (!isEmpty(over)) {
    const isExposed = !write.cas && !equalValues(over, read) && isJustRead(evidence, write, write.place);
    return isExposed ? [over] : [];
  }
  const emptied = edits.findLast(
    ({ step, place, value }) =>
      step < write.step && isEmpty(value) && placeText(place) === placeText(write.place),
  );
  return emptied === undefined ? [] : parentsOf(edits, emptied);
}

/**
 * What the author of an edit was shown, and what it truly replaced; where that was empty, what had been there before it
 * was emptied. An old form hides this from its author, but shows nothing of it: whoever looks only between the edits
 * sees one value follow the other.
 */
function parentsOf(edits: readonly Edit[], edit: Edit): readonly FieldValue[] {
  const shown = [edit.parent, edit.over].filter((value) => !isEmpty(value));
  if (!isEmpty(edit.over)) return shown;
  const emptied = edits.findLast(
    (other) =>
      other.index < edit.index && isEmpty(other.value) && placeText(other.place) === placeText(edit.place),
  );
  return emptied === undefined ? shown : [...shown, ...parentsOf(edits, emptied)];
}
