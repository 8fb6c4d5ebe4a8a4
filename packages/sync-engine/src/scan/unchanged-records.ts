import { mappingsOf, type Context } from '../converge/context.ts';
import type { EarlierLooks } from '../converge/earlier-looks.ts';
import { showsNoChange } from '../converge/shows-no-change.ts';
import { partsOf } from '../converge/unlinked-records.ts';
import { isOfRecord } from '../converge/is-of-record.ts';
import type { PeekedItem } from '../ports.ts';
import type { SideRecord } from '../record.ts';

/** Records of one page of a listing. */
export interface ListedRecords {
  /** Of the stream or, where `collection` is given, of the hub. */
  readonly name: string;
  readonly collection: string | null;
  readonly records: readonly SideRecord[];
  /** The same, as looks. */
  readonly earlier: EarlierLooks;
}

/**
 * Ids of the records that the listing shows as they were agreed on: there is nothing to do for them, and nobody needs to
 * be kept from anything meanwhile. Not of those that somebody is at work on: what he read before may be older than this.
 */
export async function unchangedRecords(
  context: Context,
  listed: ListedRecords,
): Promise<ReadonlySet<string>> {
  const { name, collection, records } = listed;
  if (records.length === 0) return new Set();
  const ids = records.map(({ id }) => id);
  const peeked = await context.ports.store.peek(
    collection === null ? { stream: name, remoteIds: ids } : { items: ids.map((id) => ({ collection, id })) },
  );
  const owners = ownersOf(listed, peeked);
  const isUnchanged = (record: SideRecord): boolean => {
    const own = owners.get(record.id) ?? [];
    // A deleted record that nobody ever heard of is nothing to begin with.
    if (own.length === 0) return collection === null && !record.live;
    return (
      own.every(({ isHeld }) => !isHeld) &&
      (collection !== null || isLinkedWhole(context, name, record, own)) &&
      own.every((item) => showsNoChange(context, item, listed.earlier))
    );
  };
  return new Set(records.filter(isUnchanged).map(({ id }) => id));
}

function ownersOf(
  { name, collection }: ListedRecords,
  peeked: readonly PeekedItem[],
): ReadonlyMap<string, readonly PeekedItem[]> {
  const owners = new Map<string, PeekedItem[]>();
  for (const item of peeked) {
    const owned =
      collection === null
        ? item.links.filter(({ stream }) => stream === name).map(({ remoteId }) => remoteId)
        : [item.key.id];
    for (const id of new Set(owned)) {
      const others = owners.get(id);
      if (others === undefined) owners.set(id, [item]);
      else others.push(item);
    }
  }
  return owners;
}

/** False where a part of the record has no link yet. */
function isLinkedWhole(
  context: Context,
  stream: string,
  record: SideRecord,
  owners: readonly PeekedItem[],
): boolean {
  const isLinked = (part: string): boolean =>
    owners.some(({ links }) =>
      links.some((link) => link.stream === stream && isOfRecord(link, record, part)),
    );
  return mappingsOf(context, stream).every((mapping) =>
    partsOf(mapping, record).every(({ part }) => isLinked(part)),
  );
}
