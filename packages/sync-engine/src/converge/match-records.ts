import { finding, type Finding } from '../finding.ts';
import type { ItemKey } from '../link.ts';
import type { CollectionModel, Mapping } from '../model.ts';
import { viewRecord, type SideView } from '../plan/side-view.ts';
import type { SideRecord } from '../record.ts';
import { isEmpty, type Fields, type FieldValue } from '../value.ts';
import { checkNotBeingMade } from './check-not-being-made.ts';
import { checkStillThere } from './check-still-there.ts';
import type { Context } from './context.ts';
import { hubCandidates } from './hub-candidates.ts';
import { identifyingValues, storedFields } from './match-values.ts';
import { remoteCandidates, type RemoteCandidates } from './remote-candidates.ts';
import { ownedByUnborn, takeFromUnborn } from './take-from-unborn.ts';
import type { RecordPartRef } from './unlinked-records.ts';

/** What matching by identifying fields came to. */
export type Match<Found> =
  | { readonly kind: 'one'; readonly found: Found }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly finding: Finding };

const none: Match<never> = { kind: 'none' };
const nothing: RemoteCandidates = { free: [], linked: [] };

/**
 * For each record (part), the hub item that it could be: live, of the stream's owner, without any link in the
 * stream. More than one on either side is several. The strongest rule that finds anything decides.
 * @throws {SideUnavailable}
 */
export async function matchHubItems(
  context: Context,
  collection: CollectionModel,
  mapping: Mapping,
  refs: readonly RecordPartRef[],
): Promise<readonly Match<ItemKey>[]> {
  const matches: Match<ItemKey>[] = refs.map(() => none);
  const values = refs.map(({ record, part }) => viewRecord(mapping, record, part).values);
  for (const rule of mapping.matchBy) {
    const open = [...matches.keys()].filter((index) => matches[index]?.kind === 'none');
    const asked = open.flatMap((index) => {
      const identifying = identifyingValues(rule, values[index] ?? {});
      return identifying === undefined ? [] : [{ index, identifying }];
    });
    const items = await hubCandidates(
      context,
      collection,
      mapping,
      asked.map(({ identifying }) => identifying),
    );
    const found = asked.flatMap((query, at) => {
      const candidates = items[at] ?? [];
      return candidates.length === 0 ? [] : [{ ...query, candidates }];
    });
    const rivals = await remoteCandidates(
      context,
      collection,
      mapping,
      found.map(({ identifying }) => identifying),
    );
    const unfound = found.flatMap(({ index }, at) => {
      const ref = refs[index];
      const isFound = (rivals[at]?.free ?? []).some((rival) => ref !== undefined && isSamePart(rival, ref));
      return ref === undefined || isFound ? [] : [ref];
    });
    await checkStillThere(context, mapping, unfound);
    for (const [at, { index, identifying, candidates }] of found.entries()) {
      const ref = refs[index];
      const [item] = candidates;
      if (ref === undefined || item === undefined) continue;
      const isOnly =
        candidates.length === 1 && (rivals[at]?.free ?? []).every((rival) => isSamePart(rival, ref));
      matches[index] = isOnly
        ? { kind: 'one', found: item }
        : { kind: 'several', finding: ambiguous(null, mapping.stream, identifying, ref) };
    }
  }
  return matches;
}

/**
 * The record (part) that a hub item could be in a stream: live, linked to nothing, whatever it is a part of. Where there is
 * none, one that is linked to an item which the hub never got. More than one on either side is several.
 * @throws {SideUnavailable}
 */
export async function matchRecord(
  context: Context,
  collection: CollectionModel,
  mapping: Mapping,
  item: ItemKey,
  hub: SideView,
): Promise<Match<RecordPartRef>> {
  for (const rule of mapping.matchBy) {
    const identifying = identifyingValues(rule, hub.values);
    if (identifying === undefined) continue;
    const [found] = await remoteCandidates(context, collection, mapping, [identifying]);
    const { free, linked } = found ?? nothing;
    if (free.length === 0) await checkNotBeingMade(context, linked);
    const unborn = free.length === 0 ? await ownedByUnborn(context, linked) : [];
    const records = [...free, ...unborn.map(({ ref }) => ref)];
    const [record] = records;
    if (record === undefined) continue;
    const [rivals = []] = await hubCandidates(context, collection, mapping, [identifying]);
    if (records.length !== 1 || !rivals.every(({ id }) => id === item.id))
      return { kind: 'several', finding: ambiguous(item, mapping.stream, identifying, null) };
    for (const taken of unborn) await takeFromUnborn(context, taken, item);
    return { kind: 'one', found: record };
  }
  return none;
}

/** Other live records that hold an identity value which one record is about to get. @throws {SideUnavailable} */
export async function takersOf(
  context: Context,
  mapping: Mapping,
  field: string,
  value: FieldValue,
  own: string | null,
): Promise<readonly SideRecord[]> {
  const stored = storedFields(mapping, { [field]: value });
  if (stored === undefined || isEmpty(value)) return [];
  const [records = []] = await context.ports.stream(mapping.stream).findByFields([stored]);
  return records.filter(({ id, live }) => live && id !== own);
}

const isSamePart = (left: RecordPartRef, right: RecordPartRef): boolean =>
  left.record.id === right.record.id && left.part === right.part;

const ambiguous = (
  item: ItemKey | null,
  stream: string,
  values: Fields,
  ref: RecordPartRef | null,
): Finding =>
  finding({
    kind: 'ambiguous_match',
    item,
    side: stream,
    field: null,
    lost: ref === null ? { ...values } : { ...values, record: ref.record.id, part: ref.part },
    message: `several records or items match by ${Object.keys(values).join(' and ')}; none is linked or created`,
  });
