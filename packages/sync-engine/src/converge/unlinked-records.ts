import type { ItemKey } from '../link.ts';
import type { Mapping } from '../model.ts';
import type { SideRecord } from '../record.ts';
import { collectionOf, coversPart, type Context } from './context.ts';

/** A part of a record that could be linked. */
export interface RecordPartRef {
  readonly record: SideRecord;
  readonly part: string;
}

/**
 * Live parts of the stream that carry the item's id in their key slot and are linked to nothing: what became of
 * a create whose answer was lost. The oldest first, since a copy of it is younger.
 * @throws {SideUnavailable}
 */
export async function unlinkedWithKey(
  context: Context,
  item: ItemKey,
  stream: string,
  parentId: string | null,
): Promise<readonly RecordPartRef[]> {
  const mapping = collectionOf(context, item).mappings[stream];
  if (mapping === undefined) return [];
  const records = await context.ports.stream(stream).findByKey(item.id);
  const parts = records
    .filter((record) => parentId === null || record.id === parentId)
    .flatMap((record) => partsOf(mapping, record))
    .filter(({ record, part }) => record.parts[part]?.key === item.id);
  const unlinked = await withoutLinks(context, mapping, parts);
  return unlinked.toSorted((left, right) =>
    (left.record.createdAt ?? '') < (right.record.createdAt ?? '') ? -1 : 1,
  );
}

/** The live parts of a record that the mapping covers. */
export const partsOf = (mapping: Mapping, record: SideRecord): RecordPartRef[] =>
  record.live
    ? Object.keys(record.parts)
        .filter((part) => coversPart(mapping, part))
        .map((part) => ({ record, part }))
    : [];

/** Those parts that have no link of their own: a tombstone counts only for the same incarnation. */
export async function withoutLinks(
  { ports }: Context,
  mapping: Mapping,
  parts: readonly RecordPartRef[],
): Promise<readonly RecordPartRef[]> {
  if (parts.length === 0) return [];
  const links = await ports.store.linksOfRecords(mapping.stream, [
    ...new Set(parts.map(({ record }) => record.id)),
  ]);
  return parts.filter(
    ({ record, part }) =>
      !links.some(
        ({ link }) =>
          link.remoteId === record.id &&
          link.part === part &&
          (link.state === 'live' || link.createdAt === null || link.createdAt === record.createdAt),
      ),
  );
}
