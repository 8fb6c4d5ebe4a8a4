import type { Mapping } from '../model.ts';
import { SideUnavailable, type OwnedLink } from '../ports.ts';
import type { Context } from './context.ts';
import { lookToEnd } from './look-to-end.ts';
import type { RecordPartRef } from './unlinked-records.ts';

/**
 * Of records (parts) under ids that no link knows, those that are linked under the id they had before: a rename
 * keeps the creation time, and the old id answers with the new one. Gives their links, which follow when their items
 * are looked at.
 * @throws {SideUnavailable}
 */
export async function renamedItems(
  context: Context,
  mapping: Mapping,
  refs: readonly RecordPartRef[],
): Promise<ReadonlyMap<RecordPartRef, OwnedLink>> {
  const { ports } = context;
  if (mapping.capabilities.movesIds !== 'rename') return new Map();
  const times = [...new Set(refs.flatMap(({ record }) => record.createdAt ?? []))];
  const owned = times.length === 0 ? [] : await ports.store.linksCreatedAt(mapping.stream, times);
  // A listing may still show an id that has moved on since: both are followed to where they answer now.
  const candidates = new Set(owned.map(({ link }) => link.createdAt));
  const suspects = refs.flatMap(({ record }) => (candidates.has(record.createdAt) ? [record.id] : []));
  const linkedIds = owned.map(({ link }) => link.remoteId).filter((id) => !suspects.includes(id));
  // Old ids first: a record that is still there after its old id was asked was there for that answer, too. The other way
  // round it may go in between, and its old id would lead nowhere.
  const ids = [...new Set([...linkedIds, ...suspects])];
  const paths = new Map<string, readonly string[]>();
  for (const id of ids) {
    const { look, through } = await lookToEnd(context, mapping.stream, id);
    // Gone since it was seen: nothing can tell any more whether it is the one that was renamed.
    const isGone = look.kind === 'absent' && suspects.includes(id);
    if (look.kind === 'unknown' || isGone)
      throw new SideUnavailable(`${mapping.stream}: records that may have been renamed cannot be read`);
    paths.set(id, through);
  }
  const renamed = new Map<RecordPartRef, OwnedLink>();
  for (const ref of refs)
    for (const own of owned) {
      const { link } = own;
      // Renamed again between two of these looks, they end at different ids: but the old one still leads through the new.
      const path = paths.get(ref.record.id) ?? [];
      const isSame = link.part === ref.part && paths.get(link.remoteId)?.some((id) => path.includes(id));
      if (isSame && link.remoteId !== ref.record.id) renamed.set(ref, own);
    }
  return renamed;
}
