import type { Fields, ItemCommit, ItemKey, Link } from '../../src/index.ts';
import { equalValues, isEmpty, itemText } from '../../src/index.ts';
import type { Place, TrueRecord, TruthEvent } from '../truth-log.ts';
import { indexCalls } from './call-index.ts';
import { placeText, type Check, type Evidence } from './evidence.ts';
import { lastRead } from './exposure.ts';
import { createLineage, type Lineage } from './lineage.ts';
import { replay } from './replay.ts';

type Birth = Extract<TruthEvent, { kind: 'created' }>;
type Restore = Extract<TruthEvent, { kind: 'restored' }>;

/**
 * (f) One thing has at most one live record a side, unless nobody could have known: people made it on several
 * sides, and what identifies it was edited before any two of its records had met.
 */
export const doubles: Check = (evidence) => {
  const lineage = createLineage(evidence.events);
  const births = birthsOf(evidence);
  const first = new Map<string, TrueRecord>();
  return evidence.records
    .filter(({ live }) => live)
    .flatMap((record) => {
      const key = JSON.stringify([record.side, record.collection, record.thing]);
      const other = first.get(key);
      if (other === undefined) first.set(key, record);
      if (other === undefined || !isAvoidable(evidence, lineage, births, other, record)) return [];
      const where = `${record.side} ${other.record}${other.part} and ${record.record}${record.part}`;
      const message = `${record.thing} is there twice: ${where}`;
      return [{ invariant: 'f' as const, message, thing: record.thing }];
    });
};

interface Births {
  of(record: TrueRecord): Birth | undefined;
  /**
   * What the earlier record truly showed when it was decided to make the later one: for a hub item when its first
   * link was stored. `undefined`: it was not live then.
   */
  shownAt(later: TrueRecord, earlier: TrueRecord): Fields | undefined;
}

function birthsOf(evidence: Evidence): Births {
  const births = new Map<string, Birth>();
  for (const event of evidence.events)
    if (event.kind === 'created') births.set(placeText(event.place), event);
  const decidedAt = ({ side, collection, record, part }: TrueRecord): number => {
    const birth = births.get(placeText({ side, collection, record, part }))?.step ?? 0;
    const first = side === 'hub' ? firstCommitOf(evidence.calls, { collection, id: record }) : undefined;
    return Math.min(birth, first?.step ?? birth);
  };
  return {
    of: (record) => births.get(placeText(record)),
    shownAt(later, earlier) {
      const until = decidedAt(later);
      let shown: Fields | undefined;
      let isPast = false;
      replay(evidence.events, (event, before) => {
        if (isPast || event.step < until) return;
        isPast = true;
        shown = before.isLive(earlier) ? { ...before.valuesOf(earlier) } : undefined;
      });
      return shown;
    },
  };
}

function isAvoidable(
  evidence: Evidence,
  lineage: Lineage,
  births: Births,
  one: TrueRecord,
  other: TrueRecord,
): boolean {
  const isInOrder = (births.of(one)?.step ?? 0) <= (births.of(other)?.step ?? 0);
  const [earlier, later] = isInOrder ? [one, other] : [other, one];
  const birth = births.of(later);
  if (birth === undefined || birth.by !== 'engine') return false;
  // Records of two items: whether there may be two items is judged in the hub.
  const items = [earlier, later].map((record) => itemOf(evidence, record));
  if (later.side !== 'hub' && items[0] !== undefined && items[0] !== items[1]) return false;
  return (
    !isLiedAbout(evidence, birth) &&
    !isOfRestored(evidence, birth, earlier) &&
    !isOfUnmerged(evidence, birth) &&
    !isMergedElsewhere(evidence, birth, earlier) &&
    !isOfResent(evidence, birth) &&
    !isOfReusedId(evidence, birth) &&
    couldBeSeen(evidence, birth, births.of(earlier)) &&
    isRecognisable(evidence, lineage, later, births.shownAt(later, earlier) ?? {}, birth.values)
  );
}

/** The item that a record is linked to, or was: a tombstone waits for a person, and is no candidate for others. */
function itemOf({ tables }: Evidence, { side, record, part }: TrueRecord): string | undefined {
  const owner = tables.items.find(({ links }) =>
    links.some((link) => link.stream === side && link.remoteId === record && link.part === part),
  );
  return owner === undefined ? undefined : itemText(owner.key);
}

/** A side said falsely that a record of the thing was not there. */
const isLiedAbout = ({ events }: Evidence, { thing, step }: Birth): boolean =>
  events.some((event) => event.kind === 'lied' && event.thing === thing && event.step < step);

/**
 * Its stream has the thing twice, because a person brought back what had been deleted before it was ever linked: the
 * engine had made another one for the item meanwhile. The hub shows both, as the stream does.
 */
function isOfRestored(
  { events, calls }: Evidence,
  { place, step, thing }: Birth,
  earlier: TrueRecord,
): boolean {
  if (place.side !== 'hub') return false;
  const stream = firstCommitOf(calls, { collection: place.collection, id: place.record })?.stream;
  const restored = events.findLast(
    (event) =>
      event.kind === 'restored' &&
      event.thing === thing &&
      event.place.side === stream &&
      event.step < step &&
      (event.by === 'person' || isCarriedBack(events, event)),
  );
  return (
    restored !== undefined &&
    earlier.side === 'hub' &&
    events.some(
      (event) =>
        event.kind === 'created' &&
        event.by === 'engine' &&
        event.thing === thing &&
        event.place.side === stream &&
        searchedBefore(calls, event) < restored.step,
    )
  );
}

/**
 * A part that came back because a person brought back, elsewhere, what it is a part of: a provider restores a record
 * with all its parts, so that who carries that out brings back more than was asked for.
 */
const isCarriedBack = (events: readonly TruthEvent[], { place, step }: Restore): boolean =>
  place.part !== '' &&
  events.some(
    (whole) =>
      whole.kind === 'restored' &&
      whole.step === step &&
      isPlace(whole.place, { stream: place.side, remoteId: place.record, part: '' }) &&
      events.some(
        (event) =>
          event.kind === 'restored' &&
          event.by === 'person' &&
          event.thing === whole.thing &&
          event.step < step,
      ),
  );

/** The last search that the maker of a record made before it: what came back behind that could not be seen. */
function searchedBefore(calls: Evidence['calls'], { actor, step, sent }: Birth): number {
  const [by, until] = [sent?.actor ?? actor, sent?.step ?? step];
  const search = indexCalls(calls)
    .of('findByFields')
    .findLast((call) => call.actor === by && call.step < until);
  return search?.step ?? until;
}

/** Its record had been merged into another, which the first item stands for now, and a backup brought it back. */
function isOfUnmerged({ events, calls }: Evidence, { place, step }: Birth): boolean {
  const source = sourceOf(calls, place);
  return (
    source !== undefined &&
    events.some((event) => event.kind === 'merged' && event.step < step && isPlace(event.place, source))
  );
}

/**
 * Another side's people had merged the thing into a second one, and its stream has both of them still: the first item
 * stands for both, and is linked to the record of the second there. An item has one record in a stream.
 */
function isMergedElsewhere(
  { events, calls, tables }: Evidence,
  { place, step, thing }: Birth,
  { collection, record }: TrueRecord,
): boolean {
  const source = sourceOf(calls, place);
  const own = tables.items.find(({ key }) => itemText(key) === itemText({ collection, id: record }));
  const winners = events.flatMap((event) =>
    event.kind === 'merged' && event.thing === thing && event.step < step ? [event.intoThing] : [],
  );
  return (own?.links ?? [])
    .filter((link) => link.stream === source?.stream)
    .some((link) =>
      events.some(
        (event) => event.kind === 'created' && winners.includes(event.thing) && isPlace(event.place, link),
      ),
    );
}

/**
 * Its record is a part that somebody deleted after the engine had read the list: the list was sent whole, and what is
 * unknown in it is made anew. Nothing can close that window.
 */
function isOfResent(evidence: Evidence, { place, thing }: Birth): boolean {
  const source = sourceOf(evidence.calls, place);
  const made = evidence.events.find(
    (event) => event.kind === 'created' && source !== undefined && isPlace(event.place, source),
  );
  if (made?.kind !== 'created' || made.by !== 'engine' || made.place.part === '') return false;
  const read = lastRead(evidence, made, made.place);
  return evidence.events.some(
    (event) =>
      event.kind === 'removed' &&
      event.by === 'person' &&
      event.thing === thing &&
      event.place.side === made.place.side &&
      event.place.record === made.place.record &&
      event.step > (read?.step ?? Infinity) &&
      event.step < made.step,
  );
}

/**
 * A backup brought its record back under an id that had been given to another one since: until that one's item is told,
 * the id is taken, and the record no match for the item that it once was of.
 */
function isOfReusedId({ events, calls }: Evidence, { place, step, thing }: Birth): boolean {
  const source = sourceOf(calls, place);
  const owners = events.flatMap((event) =>
    event.kind === 'created' && event.step < step && source !== undefined && isPlace(event.place, source)
      ? [event.thing]
      : [],
  );
  const [from, until] = [owners.indexOf(thing), owners.lastIndexOf(thing)];
  return owners.slice(from + 1, Math.max(until, 0)).some((owner) => owner !== thing);
}

/** The record that a hub item was made from. */
function sourceOf(calls: Evidence['calls'], { side, collection, record }: Place): Link | undefined {
  return side === 'hub' ? firstCommitOf(calls, { collection, id: record })?.link : undefined;
}

const isPlace = ({ side, record, part }: Place, link: Pick<Link, 'stream' | 'remoteId' | 'part'>): boolean =>
  side === link.stream && record === link.remoteId && part === link.part;

/** A person may create, or bring back, what the engine is creating at the same moment. */
function couldBeSeen({ calls, events }: Evidence, later: Birth, earlier: Birth | undefined): boolean {
  const restored = events.findLast(
    (event) =>
      event.kind === 'restored' &&
      event.by === 'person' &&
      event.step < later.step &&
      earlier !== undefined &&
      placeText(event.place) === placeText(earlier.place),
  );
  if (earlier?.by === 'engine' && restored === undefined) return true;
  const { actor, step: sent } = later.sent ?? later;
  const { place } = later;
  // An item of the hub is decided on when its first link is stored: nothing is looked for behind that.
  const decided =
    place.side === 'hub'
      ? firstCommitOf(calls, { collection: place.collection, id: place.record })
      : undefined;
  const step = Math.min(sent, decided?.step ?? sent);
  const looked = calls.findLast(
    (call) =>
      call.actor === actor &&
      call.step < step &&
      (call.method === 'findByFields' || call.method === 'findByKey'),
  );
  return looked !== undefined && looked.step > (restored?.step ?? earlier?.step ?? 0);
}

/**
 * Some match rule recognises the earlier record by the later one. A hub item was made from the record of one
 * stream: that stream's rules count, and an item that its constants exclude is none of its candidates.
 */
function isRecognisable(
  { model, calls }: Evidence,
  { sameValue }: Lineage,
  { side, collection, record }: TrueRecord,
  earlier: Fields,
  later: Fields,
): boolean {
  const stream = side === 'hub' ? firstCommitOf(calls, { collection, id: record })?.stream : side;
  const rules = model.collections[collection]?.mappings[stream ?? '']?.matchBy ?? [];
  const constants = side === 'hub' ? (model.collections[collection]?.constants[stream ?? ''] ?? {}) : {};
  return (
    Object.entries(constants).every(([field, value]) => equalValues(earlier[field], value)) &&
    rules.some((fields) =>
      fields.every((field) => !isEmpty(earlier[field]) && sameValue(field, earlier[field], later[field])),
    )
  );
}

/** The commit that stored the first link of an item. */
function firstCommitOf(
  calls: Evidence['calls'],
  item: ItemKey,
):
  | { readonly step: number; readonly stream: string | undefined; readonly link: Link | undefined }
  | undefined {
  for (const { args, step } of indexCalls(calls).of('commit')) {
    // The wrapped ports give each method's own arguments.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    const commits = args[0] as readonly ItemCommit[];
    const own = commits.find(({ key, links }) => itemText(key) === itemText(item) && links.length > 0);
    if (own !== undefined) return { step, stream: own.links[0]?.stream, link: own.links[0] };
  }
  return undefined;
}
