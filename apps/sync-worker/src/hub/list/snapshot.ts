import type { Filter } from '../directus-client.ts';
import { type CollectionContext, searchAll } from '../hub-context.ts';
import { itemId } from '../item-id.ts';
import type { Item, ResolvedCollection } from '../hub-options.ts';

/** An item and when it changed last; `''` where nothing says it. */
export interface Stamped {
  readonly stamp: string;
  readonly id: string;
}

/** What a listing begins with. */
export interface Snapshot {
  /** By stamp and id. */
  readonly items: readonly Stamped[];
  /** Those of the first answer: whatever changes from then on has a newer stamp than any of them. */
  readonly first: readonly Stamped[];
}

// Ids and stamps of 80,000 items at once took 75 MB for a moment here, in pages of 10,000 they take 52. Directus has to
// hold each answer as well.
const pagesOfItems = 20;
// So many are asked for again with the next page, so that some of what is deleted meanwhile may be missing.
const mostOverlap = 100;

/**
 * Ids and stamps of all items that have changed since an instant (`null`: of all items). Items without any stamp
 * are always among them: nothing says that they have not changed. Many are read in several answers, by id: each
 * one must show an item of those before it, so that nothing can slip through between them.
 * @throws {SideUnavailable}
 */
export async function readSnapshot(context: CollectionContext, since: string | null): Promise<Snapshot> {
  const limit = await snapshotPageSize(context);
  const overlap = Math.min(mostOverlap, limit >> 1);
  const byId = new Map<string, Stamped>();
  let first: readonly Stamped[] | undefined;
  for (let offset = 0; ;) {
    const page = await readStamps(context, { since, limit, offset });
    first ??= page.toSorted(compare);
    // After so many deletes the items behind the last one have moved up past this page: further back, then.
    if (offset > 0 && !page.some(({ id }) => byId.has(id))) {
      offset = Math.max(0, offset - limit);
      continue;
    }
    for (const item of page) byId.set(item.id, item);
    if (page.length < limit) return { items: [...byId.values()].toSorted(compare), first };
    offset += page.length - overlap;
  }
}

// One less than an answer may hold: a full one would look like one that is cut off.
async function snapshotPageSize({ readBatch, schema }: CollectionContext): Promise<number> {
  const { mostItems } = await schema();
  return Math.max(2, Math.min(readBatch * pagesOfItems, mostItems - 1));
}

async function readStamps(
  context: CollectionContext,
  {
    since,
    limit,
    offset,
  }: { readonly since: string | null; readonly limit: number; readonly offset: number },
): Promise<readonly Stamped[]> {
  const { collection } = context;
  const { primaryKey, dateCreated, dateUpdated } = collection;
  const filter = changedSince(collection, since);
  const { items } = await searchAll(
    context,
    {
      fields: [primaryKey, ...[dateCreated, dateUpdated].filter((field) => field !== null)],
      sort: [primaryKey],
      offset,
      ...(filter !== undefined && { filter }),
    },
    limit,
  );
  return items.map((item) => stamped(collection, item));
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
