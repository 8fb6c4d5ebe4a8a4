import { finding, findingsOf, type Finding } from '../finding.ts';
import type { ItemKey } from '../link.ts';
import type { CollectionModel, Mapping } from '../model.ts';
import { noReferences } from '../plan/references.ts';
import { sameValue } from '../plan/same-value.ts';
import { viewRecord } from '../plan/side-view.ts';
import type { OwnedLink } from '../ports.ts';
import type { SideRecord } from '../record.ts';
import type { Fields } from '../value.ts';
import { collectionOf, coversPart, type Context } from './context.ts';
import { isOfRecord } from './is-of-record.ts';

/** A part of a record that could be linked. */
export interface RecordPartRef {
  readonly record: SideRecord;
  readonly part: string;
}

/** Milliseconds by which the clocks of one provider's servers differ, at most: the stamps of two records may lie as much. */
const clocksDiffer = 8_000;

/** Of records (parts) with one key, the one that the key was written to. */
export type Original =
  | { readonly kind: 'one'; readonly found: RecordPartRef }
  | { readonly kind: 'none' }
  /** It may be any of several: none is linked or created. */
  | { readonly kind: 'several'; readonly refs: readonly RecordPartRef[]; readonly finding: Finding };

/**
 * The part of the stream that carries the item's id in its key slot and is linked to nothing: what became of
 * a create whose answer was lost. It lives, or it was deleted and lives on in a copy alone. A copy is younger, and is none
 * where the stamps leave no doubt of that: the original may have been edited since. Where clocks of a provider may have
 * mixed them up, only a person can tell: either may have been edited since. Parts have no age of their own: of them it is
 * the one that shows most of what the item shows, since whoever makes a copy changes it; where that does not tell either,
 * a person decides as well.
 * @param shown - what the item shows, or what was to be created, in the hub's terms
 * @param sentAt - when the create was sent whose record this is; `null`: none is under way, and none that is deleted is it
 * @throws {SideUnavailable}
 */
export async function originalWithKey(
  context: Context,
  item: ItemKey,
  stream: string,
  {
    parentId,
    shown,
    sentAt,
  }: { readonly parentId: string | null; readonly shown: Fields; readonly sentAt: number | null },
): Promise<Original> {
  const collection = collectionOf(context, item);
  const mapping = collection.mappings[stream];
  if (mapping === undefined) return { kind: 'none' };
  const records = await context.ports.stream(stream).findByKey(item.id);
  const parts = records
    .filter((record) => parentId === null || record.id === parentId)
    .flatMap((record) => [...partsOf(mapping, record), ...deletedOf(mapping, record)]);
  const withKey = parts.filter(({ record, part }) => record.parts[part]?.key === item.id);
  const free = await withoutLinks(context, mapping, withKey);
  const byAge = free.toSorted((left, right) =>
    (left.record.createdAt ?? '') < (right.record.createdAt ?? '') ? -1 : 1,
  );
  const deleted = byAge.find(({ record }) => !record.live && isMadeSince(record, sentAt));
  const aged = byAge.filter(({ record }) => record.live);
  // Who deletes the original and keeps its copy has not made that copy the original.
  if (deleted !== undefined && aged.length > 0 && aged.every((ref) => isClearlyYounger(ref, deleted)))
    return { kind: 'one', found: deleted };
  const ranked = aged
    .map((ref) => ({
      ref,
      younger: Number(ref.part === '' && isClearlyYounger(ref, aged[0])),
      shared: sharedFields(collection, mapping, ref, shown),
    }))
    .toSorted((left, right) => left.younger - right.younger || right.shared - left.shared);
  const [first] = ranked;
  if (first === undefined) return { kind: 'none' };
  const rivals = ranked.filter(
    ({ ref, younger }) => younger === first.younger && !isClearlyYounger(ref, first.ref),
  );
  if (rivals.length === 1) return { kind: 'one', found: first.ref };
  const isOpen =
    first.ref.part === '' ||
    rivals[1]?.shared === first.shared ||
    (await isWithPerson(context, item, stream));
  if (!isOpen) return { kind: 'one', found: first.ref };
  const refs = rivals.map(({ ref }) => ref);
  return { kind: 'several', refs, finding: severalWithKey(item, stream, refs) };
}

// What an unanswered create had said is the best evidence, and is forgotten with it: where that did not tell, what the
// item shows later does not either.
async function isWithPerson({ ports }: Context, item: ItemKey, stream: string): Promise<boolean> {
  const open = await ports.store.openFindings([item]);
  const start = findingsOf('ambiguous_match', item, stream);
  return open.some((key) => key.startsWith(start));
}

// A part may be younger than its record: that its record is younger proves nothing against what it shows.
function isClearlyYounger({ record }: RecordPartRef, eldest: RecordPartRef | undefined): boolean {
  const [own, first] = [record.createdAt, eldest?.record.createdAt ?? null];
  if (own === null || first === null) return false;
  return Date.parse(own) > Date.parse(first) + clocksDiffer;
}

// What was deleted before the create was sent is not what it made.
const isMadeSince = ({ createdAt }: SideRecord, sentAt: number | null): boolean =>
  sentAt !== null && createdAt !== null && Date.parse(createdAt) + clocksDiffer >= sentAt;

const severalWithKey = (item: ItemKey, stream: string, refs: readonly RecordPartRef[]): Finding => {
  const names = refs.map(({ record, part }) => `${record.id}${part}`).toSorted();
  return finding({
    kind: 'ambiguous_match',
    item,
    side: stream,
    field: null,
    lost: names.join(', '),
    message: `${stream} ${names.join(' and ')} carry the key of one item, and nothing tells which of them is its copy: none is linked or created; delete the copy, or change its key`,
  });
};

// References are told apart by links alone, which nothing here has yet.
function sharedFields(
  collection: CollectionModel,
  mapping: Mapping,
  { record, part }: RecordPartRef,
  shown: Fields,
): number {
  const { values } = viewRecord(mapping, record, part);
  return Object.entries(shown).filter(([field, value]) => {
    const [column, fieldMapping, own] = [collection.columns[field], mapping.fields[field], values[field]];
    if (column === undefined || column.kind === 'reference' || fieldMapping === undefined) return false;
    return own !== undefined && sameValue({ column, mapping: fieldMapping }, value, own, noReferences);
  }).length;
}

/** The live parts of a record that the mapping covers. */
export const partsOf = (mapping: Mapping, record: SideRecord): RecordPartRef[] =>
  record.live
    ? Object.keys(record.parts)
        .filter((part) => coversPart(mapping, part))
        .map((part) => ({ record, part }))
    : [];

const deletedOf = (mapping: Mapping, record: SideRecord): RecordPartRef[] =>
  !record.live && coversPart(mapping, '') ? [{ record, part: '' }] : [];

/** Those parts that have no link of their own: a tombstone counts only for the same incarnation. */
export async function withoutLinks(
  context: Context,
  mapping: Mapping,
  parts: readonly RecordPartRef[],
): Promise<readonly RecordPartRef[]> {
  const linked = await linksOfParts(context, mapping, parts);
  return parts.filter((ref) => !linked.has(ref));
}

/** The links that parts have of their own, by part: a tombstone counts only for the same incarnation. */
export async function linksOfParts(
  { ports }: Context,
  mapping: Mapping,
  parts: readonly RecordPartRef[],
): Promise<ReadonlyMap<RecordPartRef, readonly OwnedLink[]>> {
  if (parts.length === 0) return new Map();
  const links = await ports.store.linksOfRecords(mapping.stream, [
    ...new Set(parts.map(({ record }) => record.id)),
  ]);
  return new Map(
    parts.flatMap((ref) => {
      const own = links.filter(({ link }) => isOfRecord(link, ref.record, ref.part));
      return own.length === 0 ? [] : [[ref, own] as const];
    }),
  );
}
