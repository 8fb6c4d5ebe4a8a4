import { advance } from '../effect.ts';
import type { Finding } from '../finding.ts';
import { claimOf, itemLease, itemText, newLink, type ItemKey } from '../link.ts';
import type { Mapping } from '../model.ts';
import { viewRecord } from '../plan/side-view.ts';
import { SideUnavailable, type Lease } from '../ports.ts';
import type { SideRecord } from '../record.ts';
import { collectionOf, mappingsOf, type Context } from './context.ts';
import { matchLease } from './match-lease.ts';
import { keyedItems } from './keyed-items.ts';
import { isOutdated, type ReadTime } from './earlier-looks.ts';
import { identifyingValues } from './match-values.ts';
import { matchHubItems } from './match-records.ts';
import { renamedItems } from './renamed-items.ts';
import { settleByReading } from './settle-by-reading.ts';
import { partsOf, withoutLinks, type RecordPartRef } from './unlinked-records.ts';
import { commitAll, type Change, type Work } from './work.ts';

/** What first contact came to. */
export interface Adoption {
  /** Items of records that no link knows by the ids they have now: their links follow when these items are looked at. */
  readonly renamed: readonly { readonly record: string; readonly item: ItemKey }[];
  /** Ids of records that could not be dealt with now. */
  readonly later: readonly string[];
  /**
   * Revisions that linking gave to new items which nobody had committed since the records were read: at that revision,
   * what was read then is as fresh as it was. Not so of items that were there: their own looks come later, and who
   * swapped the values of both sides meanwhile would be taken for an agreement. By {@link itemText}.
   */
  readonly freshAt: ReadonlyMap<string, number>;
}

const nothing: Adoption = { renamed: [], later: [], freshAt: new Map() };

/** A record (part) and the item that it is to be linked to. */
interface Pair {
  readonly ref: RecordPartRef;
  readonly item: ItemKey;
  /** The item is yet to be made. */
  readonly isNew: boolean;
  readonly findings: readonly Finding[];
}

/**
 * First contact: links every part of the records that has no link yet, to the item named in its key slot, to
 * the one item that matches, or to a new one.
 */
export async function adoptRecords(
  context: Context,
  stream: string,
  records: readonly SideRecord[],
  read: ReadTime,
): Promise<Adoption> {
  const renamed: Adoption['renamed'][number][] = [];
  const later: string[] = [];
  const freshAt = new Map<string, number>();
  for (const mapping of mappingsOf(context, stream)) {
    const parts = records.flatMap((record) => partsOf(mapping, record));
    const unlinked = await withoutLinks(context, mapping, parts);
    if (unlinked.length === 0) continue;
    const adoption = await adoptUnderLease(context, mapping, unlinked, read);
    renamed.push(...adoption.renamed);
    later.push(...adoption.later);
    for (const [item, rev] of adoption.freshAt) freshAt.set(item, rev);
  }
  return { renamed, later: [...new Set(later)], freshAt };
}

// Matching is serialised per collection: two workers must not both find that nothing matches.
async function adoptUnderLease(
  context: Context,
  mapping: Mapping,
  unlinked: readonly RecordPartRef[],
  read: ReadTime,
): Promise<Adoption> {
  const { store } = context.ports;
  const [lease] = await store.lease([matchLease(mapping.collection)], context.options.leaseFor);
  if (lease === undefined) return { ...nothing, later: unlinked.map(({ record }) => record.id) };
  try {
    const { seen, position, unseen } = await seenOfLate(context, mapping, unlinked, read);
    const refs = await withoutLinks(context, mapping, seen);
    const renamed = await renamedItems(context, mapping, refs);
    const unknown = refs.filter((ref) => !renamed.has(ref));
    const pairs = await pairRefs(context, mapping, unknown);
    const adoption = await linkPairs(context, mapping, pairs, position, lease);
    return {
      ...adoption,
      later: [...adoption.later, ...unseen],
      renamed: [...renamed].map(([{ record }, { item }]) => ({ record: record.id, item })),
    };
  } catch (error) {
    if (error instanceof SideUnavailable)
      return { ...nothing, later: unlinked.map(({ record }) => record.id) };
    throw error;
  } finally {
    await store.release([lease]);
  }
}

interface Seen {
  readonly seen: readonly RecordPartRef[];
  /** The store position at which looking began. */
  readonly position: number;
  /** Ids of records that cannot be seen where they were. */
  readonly unseen: readonly string[];
}

/**
 * The parts as they are, read again where they were read too long ago. A listing may be slow, so that this is not asked
 * a second time: it would never end.
 */
async function seenOfLate(
  context: Context,
  mapping: Mapping,
  refs: readonly RecordPartRef[],
  read: ReadTime,
): Promise<Seen> {
  if (!isOutdated(context, read)) return { seen: refs, position: read.position, unseen: [] };
  const position = await context.ports.store.position();
  const ids = [...new Set(refs.map(({ record }) => record.id))];
  const looks = await context.ports.stream(mapping.stream).look(ids);
  return {
    position,
    seen: looks.flatMap((look) => (look.kind === 'present' ? partsOf(mapping, look.record) : [])),
    unseen: ids.filter((_, at) => looks[at]?.kind !== 'present' && looks[at]?.kind !== 'absent'),
  };
}

async function pairRefs(context: Context, mapping: Mapping, refs: readonly RecordPartRef[]): Promise<Pair[]> {
  const collection = collectionOf(context, mapping);
  const keyed = await keyedItems(context, collection, mapping, refs);
  const unkeyed = refs.filter((_, at) => keyed[at]?.item === null && !keyed[at].isUnclear);
  const matches = await matchHubItems(context, collection, mapping, unkeyed);
  const matchOf = new Map(unkeyed.map((ref, at) => [ref, matches[at]]));
  const ambiguous = [
    ...matches.flatMap((match) => (match.kind === 'several' ? [match.finding] : [])),
    ...keyed.flatMap(({ isUnclear, findings }) => (isUnclear ? findings : [])),
  ];
  if (ambiguous.length > 0) await context.ports.store.report(ambiguous);
  const fresh = await newItems(context, mapping, refs);
  return refs.flatMap((ref, at): Pair[] => {
    const { item = null, copyOf = null, findings = [] } = keyed[at] ?? {};
    if (item !== null) return [{ ref, item, isNew: false, findings }];
    const match = matchOf.get(ref);
    const isMatch = match?.kind === 'one' && match.found.id !== copyOf?.id;
    if (isMatch) return [{ ref, item: match.found, isNew: false, findings }];
    return match !== undefined && match.kind !== 'several' && mapping.createInHub
      ? [{ ref, item: fresh.get(ref) ?? newItem(context, mapping, ref), isNew: true, findings }]
      : [];
  });
}

// Made from what the provider shows of it, so that a repeated create is the same item and a re-used id is not.
function newItem(
  { ports }: Context,
  mapping: Mapping,
  { record, part }: RecordPartRef,
  instead?: string,
): ItemKey {
  const name = [
    mapping.stream,
    record.id,
    part,
    record.createdAt,
    ...(instead === undefined ? [] : [instead]),
  ];
  return { collection: mapping.collection, id: ports.uuid(JSON.stringify(name)) };
}

// An item whose link has moved on to another record (a merge) is not this record's any more, should it be back.
async function newItems(
  context: Context,
  mapping: Mapping,
  refs: readonly RecordPartRef[],
): Promise<ReadonlyMap<RecordPartRef, ItemKey>> {
  const items = refs.map((ref) => newItem(context, mapping, ref));
  const linked = await context.ports.store.linksOfItems(mapping.stream, items);
  const takenBy = new Map(linked.map(({ item, link }) => [item.id, link.remoteId]));
  return new Map(
    refs.map((ref, at) => [ref, newItem(context, mapping, ref, takenBy.get(items[at]?.id ?? ''))]),
  );
}

async function linkPairs(
  context: Context,
  mapping: Mapping,
  pairs: readonly Pair[],
  position: number,
  matching: Lease,
): Promise<Adoption> {
  const { now, store } = context.ports;
  const leases = await store.lease(
    pairs.map(({ item }) => itemLease(item)),
    context.options.leaseFor,
  );
  const held = leases.filter((lease) => lease !== undefined);
  try {
    const states = await store.load(pairs.map(({ item }) => item));
    // Whoever stalled until now knows nothing of what others have matched meanwhile.
    if (now() >= matching.expiresAt) return { ...nothing, later: pairs.map(({ ref }) => ref.record.id) };
    const works = pairs.flatMap(({ ref, item, isNew, findings }, at) => {
      const [lease, state] = [leases[at], states[at]];
      if (lease === undefined || state === undefined) return [];
      if (state.links.some(({ stream }) => stream === mapping.stream)) return [];
      const work: Work = {
        key: item,
        lease,
        state,
        outcome: { kind: 'again' },
        looks: new Map(),
        carried: new Map(),
        waits: [],
      };
      return [{ work, ref, isNew, findings }];
    });
    const seenAsTheyWere = new Set(
      works.filter(({ work, isNew }) => isNew && work.state.committedAt <= position),
    );
    await commitAll(
      context,
      works.map(({ work, ref, findings }) => ({
        work,
        change: linkChange(context, work, mapping, ref, findings),
      })),
    );
    const linked = works.filter(({ work }) => work.outcome.kind === 'again');
    const done = new Set(linked.map(({ ref }) => ref));
    const untouched = linked.filter((one) => seenAsTheyWere.has(one));
    return {
      renamed: [],
      freshAt: new Map(untouched.map(({ work }) => [itemText(work.key), work.state.rev])),
      later: pairs.filter(({ ref }) => !done.has(ref)).map(({ ref }) => ref.record.id),
    };
  } finally {
    await store.release(held);
  }
}

function linkChange(
  context: Context,
  work: Work,
  mapping: Mapping,
  { record, part }: RecordPartRef,
  findings: readonly Finding[],
): Change {
  const history = [{ what: 'linked', field: null, value: record.id, side: mapping.stream }];
  const creates = work.state.effects.filter(({ side, kind }) => side === mapping.stream && kind === 'create');
  const sent = creates.find(({ state }) => state === 'sending');
  // What became of an open create: what was sent has agreed, and this is no first contact.
  if (sent !== undefined && record.parts[part]?.key === work.key.id) {
    const settled = settleByReading(context, work, sent, record, part);
    return { ...settled, findings: [...findings, ...(settled.findings ?? [])], history };
  }
  const made = newLink({ stream: mapping.stream, remoteId: record.id, part, createdAt: record.createdAt });
  const { values } = viewRecord(mapping, record, part);
  const claims = mapping.matchBy.flatMap((rule) => {
    const identifying = identifyingValues(rule, values);
    return identifying === undefined ? [] : [claimOf(identifying)];
  });
  return {
    links: [...work.state.links, { ...made, claims }],
    // The item has a record there now: an open create is not needed any more.
    effects: creates.map((effect) => advance(effect, effect.state === 'sending' ? 'done' : 'abandoned')),
    findings,
    history,
  };
}
