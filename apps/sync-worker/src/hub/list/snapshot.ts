import type { Filter } from '../directus-client.ts';
import { type CollectionContext, searchAll } from '../hub-context.ts';
import { itemId } from '../item-id.ts';
import type { Item, ResolvedCollection } from '../hub-options.ts';

/** An item and when it changed last; `''` where nothing says it. */
export interface Stamped {
  readonly stamp: string;
  readonly id: string;
}

/**
 * Ids and stamps of all items that have changed since an instant (`null`: of all items), by stamp and id.
 * Items without any stamp are always among them: nothing says that they have not changed.
 * @throws {SideUnavailable}
 */
export async function readSnapshot(
  context: CollectionContext,
  since: string | null,
): Promise<readonly Stamped[]> {
  const { collection } = context;
  const stamps = [collection.dateCreated, collection.dateUpdated].filter((field) => field !== null);
  const filter = changedSince(collection, since);
  const { items } = await searchAll(context, {
    fields: [collection.primaryKey, ...stamps],
    ...(filter !== undefined && { filter }),
  });
  return items.map((item) => stamped(collection, item)).toSorted(compare);
}

function stamped(collection: ResolvedCollection, item: Item): Stamped {
  const at = (field: string | null): string | undefined => {
    const value = field === null ? null : item[field];
    return typeof value === 'string' ? value : undefined;
  };
  const stamp = at(collection.dateUpdated) ?? at(collection.dateCreated) ?? '';
  return { stamp, id: itemId(item, collection.primaryKey) };
}

function compare(left: Stamped, right: Stamped): number {
  if (left.stamp !== right.stamp) return left.stamp < right.stamp ? -1 : 1;
  if (left.id !== right.id) return left.id < right.id ? -1 : 1;
  return 0;
}

/** Place of the first one behind another in a sorted snapshot, which need not hold that other. */
export function firstBehind(snapshot: readonly Stamped[], after: Stamped): number {
  let [low, high] = [0, snapshot.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = snapshot[middle];
    if (item !== undefined && compare(item, after) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The newest stamp up to now: one from the future, e.g. of an import, must not carry the cursor there. */
export function newestStamp(snapshot: readonly Stamped[], now: string): string | null {
  return snapshot.findLast(({ stamp }) => stamp !== '' && stamp <= now)?.stamp ?? null;
}

// Directus sets the date of updates only on update.
function changedSince(
  { dateCreated, dateUpdated }: ResolvedCollection,
  since: string | null,
): Filter | undefined {
  if (since === null || dateUpdated === null) return undefined;
  const created =
    dateCreated === null
      ? []
      : [{ _or: [{ [dateCreated]: { _gte: since } }, { [dateCreated]: { _null: true } }] }];
  return {
    _or: [{ [dateUpdated]: { _gte: since } }, { _and: [{ [dateUpdated]: { _null: true } }, ...created] }],
  };
}
