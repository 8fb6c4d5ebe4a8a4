import { itemText } from '../../src/index.ts';
import type { TruthEvent, Place } from '../truth-log.ts';
import { heldCommits } from './commits.ts';
import { createThings, placeText } from './evidence.ts';
import type { Check, Evidence, Things, Violation } from './evidence.ts';
import { isJustRead, lastRead } from './exposure.ts';

type Removal = Extract<TruthEvent, { kind: 'removed' }>;
type Cause = Extract<TruthEvent, { kind: 'merged' | 'lied' }>;

/** (g) No live record after an unopposed delete, no delete without one. */
export const deletes: Check = (evidence) => [
  ...survivors(evidence),
  ...unasked(evidence),
  ...beyondGuard(evidence),
];

/** A person deleted a record, nobody objected, and yet its counterparts live. */
function survivors(evidence: Evidence): readonly Violation[] {
  const things = createThings(evidence.events);
  const met = metStreams(evidence, things);
  return lastRemovals(evidence).flatMap((removal) =>
    evidence.records
      .filter(({ live, thing }) => live && thing === removal.thing)
      .filter((record) => travels(evidence, removal.place, record))
      .filter((record) =>
        [removal.place.side, record.side].every(
          (side) => side === 'hub' || met.has(`${removal.thing} ${side}`),
        ),
      )
      .filter((record) => !isOpposed(evidence, things, removal, record))
      .filter(() => !isRepeatedUnseen(evidence, things, removal) && !isBackFromLie(evidence, things, removal))
      .map((record) => ({
        invariant: 'g' as const,
        message:
          `${removal.place.side} ${removal.place.record} was deleted at step ${removal.step}, ` +
          `but ${record.side} ${record.record}${record.part} lives`,
        thing: removal.thing,
      })),
  );
}

/**
 * Things and streams whose records were once agreed to be there on both sides. Before that nobody's delete may
 * reach another side: it is first contact.
 */
function metStreams({ calls }: Evidence, things: Things): ReadonlySet<string> {
  const met = new Set<string>();
  for (const { key, links } of heldCommits(calls))
    for (const { stream, alive } of links)
      if (alive?.hub === true && alive.remote) met.add(`${things.ofItem(key) ?? ''} ${stream}`);
  return met;
}

/** The last word of people on each record, where it is a delete. */
function lastRemovals({ events }: Evidence): readonly Removal[] {
  const last = new Map<string, TruthEvent>();
  for (const event of events)
    if (event.kind === 'removed' || event.kind === 'restored' || event.kind === 'created')
      last.set(placeText(event.place), event);
  return [...last.values()].filter((event) => event.kind === 'removed').filter(({ by }) => by === 'person');
}

/** A delete at `from` is to reach `to`: through the hub, as collection and mappings say, along live links. */
function travels({ model, tables }: Evidence, from: Place, to: Place): boolean {
  const collection = model.collections[from.collection];
  if (collection === undefined || from.side === to.side || from.collection !== to.collection) return false;
  const reachesHub = from.side === 'hub' || collection.onDelete === 'remove';
  const mapping = collection.mappings[to.side];
  const reachesStream =
    to.side === 'hub' || (mapping?.onDelete === 'remove' && mapping.capabilities.deletes !== 'none');
  const known = itemsOf(tables, to);
  return reachesHub && reachesStream && itemsOf(tables, from).some((item) => known.includes(item));
}

/** Items that the engine knew the record to belong to: a link of any state names it. */
const itemsOf = (tables: Evidence['tables'], place: Place): readonly string[] =>
  tables.items
    .filter(({ key, links }) =>
      place.side === 'hub'
        ? key.collection === place.collection && key.id === place.record && links.length > 0
        : links.some(
            ({ stream, remoteId, part }) =>
              stream === place.side && remoteId === place.record && part === place.part,
          ),
    )
    .map(({ key }) => itemText(key));

/** Somebody edited, restored or re-created it elsewhere, or the guard stopped the stream: a finding says so. */
function isOpposed({ tables, events }: Evidence, things: Things, removal: Removal, survivor: Place): boolean {
  const isRestored = events.some(
    (event) =>
      (event.kind === 'restored' || event.kind === 'created') &&
      event.by === 'person' &&
      event.thing === removal.thing &&
      event.step > removal.step,
  );
  return (
    isRestored ||
    tables.findings.some(({ finding }) => {
      if (finding.item === null) return finding.kind === 'delete_guard';
      if (finding.kind !== 'delete_against_edit' && finding.kind !== 'delete_guard' && !isStuck(finding.kind))
        return false;
      const owner = things.ofItem(finding.item);
      const isHub = survivor.side === 'hub' && finding.item.id === survivor.record;
      return isHub || (owner !== undefined && things.same(owner, removal.thing));
    })
  );
}

/**
 * It was carried out, or somebody had deleted its counterpart as well; another side said falsely that its own record was
 * gone too, and then showed it again: that looks like a person who brings it back, which is an objection.
 */
function isBackFromLie(evidence: Evidence, things: Things, { place, thing, step }: Removal): boolean {
  const { events } = evidence;
  const lie = events.find(
    (event) => event.kind === 'lied' && event.thing === thing && event.place.side !== place.side,
  );
  const removed = events.filter((event) => event.kind === 'removed').filter((one) => one.thing === thing);
  const carriedOut = removed.find((one) => one.by === 'engine' && one.step > step);
  const gone = carriedOut ?? removed.find((one) => one.by === 'person' && one.place.side !== place.side);
  if (lie?.kind !== 'lied' || gone === undefined) return false;
  return events.some(
    (event) =>
      event.kind === 'restored' &&
      event.by === 'engine' &&
      placeText(event.place) === placeText(gone.place) &&
      event.step > Math.max(lie.step, gone.step, step) &&
      // Where nothing was carried out, nothing else shows that the lie was believed.
      (gone === carriedOut || isHeldDeleted(evidence, things, { place: lie.place, thing, step: event.step })),
  );
}

/**
 * It was deleted, brought back and deleted again, and the engine never knew that it was back: by its half nothing has
 * changed (law 2). Only where a person has brought the thing back on another side since the first of the deletes: that
 * is all there is to go by, and it keeps the record.
 */
function isRepeatedUnseen(evidence: Evidence, things: Things, removal: Removal): boolean {
  const { events } = evidence;
  const { place, thing, step } = removal;
  const first = events.findLast(
    (event) => event.kind === 'removed' && event.step < step && placeText(event.place) === placeText(place),
  );
  if (first === undefined || !isHeldDeleted(evidence, things, removal)) return false;
  return events.some(
    (event) =>
      event.kind === 'restored' &&
      event.by === 'person' &&
      event.thing === thing &&
      event.place.side !== place.side &&
      event.step > first.step &&
      event.step < step,
  );
}

/** The last that was stored of the record before this step is that it was deleted already. */
function isHeldDeleted(
  { calls }: Evidence,
  things: Things,
  { place, thing, step }: Pick<Removal, 'place' | 'thing' | 'step'>,
): boolean {
  const held = heldCommits(calls)
    .filter((commit) => commit.step < step && things.ofItem(commit.key) === thing)
    .at(-1);
  const links = (held?.links ?? []).filter(
    (link) =>
      place.side === 'hub' ||
      (link.stream === place.side && link.remoteId === place.record && link.part === place.part),
  );
  return (
    links.length > 0 &&
    links.every(({ alive }) => alive !== null && !(place.side === 'hub' ? alive.hub : alive.remote))
  );
}

const isStuck = (kind: string): boolean => ['write_refused', 'quarantined', 'links_met'].includes(kind);

/** The engine deleted a record although nobody had deleted its counterpart. */
function unasked(evidence: Evidence): readonly Violation[] {
  const things = createThings(evidence.events);
  /** Parts that went with their record, or with a list that did not know them: to the other sides of such a part this is a delete like any other. */
  const cascaded: Removal[] = [];
  const violations: Violation[] = [];
  for (const event of evidence.events) {
    if (event.kind !== 'removed' || event.by !== 'engine') continue;
    const withRecord = goesWithItsRecord(event, evidence.events) || isOmitted(evidence, event);
    if (withRecord) cascaded.push(event);
    const isAsked = [...evidence.events, ...cascaded].some(
      (cause) => isCause(cause, cascaded) && asks(evidence, things, cause, event),
    );
    if (isAsked || withRecord) continue;
    const { side, record, part } = event.place;
    const message = `${side} ${record}${part} was deleted, and nobody asked for it`;
    violations.push({ invariant: 'g', message, thing: event.thing });
  }
  return violations;
}

/**
 * A part that somebody made after the engine had read the list, and that the list it then sent did not hold: a list
 * is sent whole, and nothing can close that window of an instant.
 */
const isOmitted = (evidence: Evidence, event: Removal): boolean =>
  evidence.events.some(
    ({ kind, step, ...rest }) =>
      kind === 'note' &&
      step === event.step &&
      'note' in rest &&
      rest.note === `window:${event.place.side}:${event.place.record}:${event.place.part}`,
  ) && isJustRead(evidence, event, event.place);

const isCause = (event: TruthEvent, cascaded: readonly Removal[]): event is Removal | Cause =>
  event.kind === 'merged' ||
  event.kind === 'lied' ||
  (event.kind === 'removed' && (event.by === 'person' || cascaded.includes(event)));

function asks(evidence: Evidence, things: Things, cause: Removal | Cause, event: Removal): boolean {
  return (
    cause.step < event.step &&
    cause.place.side !== event.place.side &&
    things.same(cause.thing, event.thing) &&
    // What a side says falsely it may go on saying, whatever is brought back meanwhile.
    (cause.kind === 'lied' || !isTakenBack(evidence, cause, event))
  );
}

/** A stream that lied about many records: what was deleted for it stays within the delete guard's allowance. */
function beyondGuard({ events, guard }: Evidence): readonly Violation[] {
  const believed = new Map<string, Set<string>>();
  for (const event of events) {
    if (event.kind !== 'removed' || event.by !== 'engine' || event.place.side !== 'hub') continue;
    const before = events.filter(
      (cause) => cause.step < event.step && 'thing' in cause && cause.thing === event.thing,
    );
    if (before.some((cause) => cause.kind === 'removed' || cause.kind === 'merged')) continue;
    for (const lie of before)
      if (lie.kind === 'lied')
        believed.set(lie.place.side, (believed.get(lie.place.side) ?? new Set()).add(lie.place.record));
  }
  return [...believed].flatMap(([stream, lost]) => {
    const records = new Set(
      events.flatMap((event) =>
        event.kind === 'created' && event.place.side === stream ? [event.place.record] : [],
      ),
    );
    const allowed = Math.max(guard.floor, Math.floor(guard.share * records.size));
    if (lost.size <= allowed) return [];
    const message = `${lost.size} records were taken for deleted because ${stream} lied: its guard allows ${allowed}`;
    return [{ invariant: 'g' as const, message, thing: undefined }];
  });
}

/** A part goes with the whole record, and its delete is asked for where that one's is. */
const goesWithItsRecord = ({ place, step }: Removal, events: readonly TruthEvent[]): boolean =>
  place.part !== '' &&
  events.some(
    (event) =>
      event.kind === 'removed' &&
      event.step === step &&
      event.place.side === place.side &&
      event.place.record === place.record &&
      event.place.part === '',
  );

/** The record was restored, and the one who deleted its counterpart has read it since. */
function isTakenBack(evidence: Evidence, { place, step }: Removal | Cause, deleted: Removal): boolean {
  const read = lastRead(evidence, deleted, place)?.step ?? 0;
  return evidence.events.some(
    (event) =>
      event.kind === 'restored' &&
      placeText(event.place) === placeText(place) &&
      event.step > step &&
      event.step < read,
  );
}
