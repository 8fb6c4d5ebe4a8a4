import { SideUnavailable, type ListOptions, type ListPage } from '@unified-sync/sync-engine';
import { type CollectionContext, orUnavailable } from '../hub-context.ts';
import { itemId } from '../item-id.ts';
import { toRecords } from '../to-record.ts';
import { parsePageToken, type PageToken, pageTokenText } from './page-token.ts';
import { firstBehind, newestStamp, readSnapshot, type Stamped } from './snapshot.ts';

/** Lists the changed items of one collection. */
export type ListChanges = (options: ListOptions) => Promise<ListPage>;

/**
 * Makes the listing of a collection. Each one begins with a snapshot: the ids and time stamps of all changed
 * items, sorted here (Directus cannot compare UUIDs, and sorts by no mixture of two dates). Its pages read the
 * items by id, so whatever changes meanwhile takes none of them out. A listing that goes on after a crash makes
 * its snapshot again and goes on behind the last item; its cursor stays that of the first one, so that nothing
 * which has moved between them is passed.
 */
export function createListing(context: CollectionContext): ListChanges {
  let current: { readonly listing: string; readonly items: readonly Stamped[] } | undefined;
  return async ({ cursor, lookBack, page }) => {
    const token = page === null ? await begin(cursor, lookBack) : parsePageToken(page);
    const known = current;
    const items =
      known?.listing === token.listing ? known.items : (await readSnapshot(context, token.since)).items;
    const shown = await readPage(context, items, token);
    // Kept for the next page only: it is of some size.
    current = shown.next === null ? undefined : { listing: token.listing, items };
    return shown;
  };

  async function begin(cursor: string | null, lookBack: number): Promise<PageToken> {
    const from = parseCursor(cursor);
    const since = from === null ? null : new Date(from - lookBack).toISOString();
    const { items, first } = await readSnapshot(context, since);
    const token = {
      listing: crypto.randomUUID(),
      since,
      cursor: newCursor(context, first, from),
      after: null,
    };
    current = { listing: token.listing, items };
    return token;
  }
}

function parseCursor(cursor: string | null): number | null {
  if (cursor === null) return null;
  const instant = Date.parse(cursor);
  if (Number.isNaN(instant))
    throw new TypeError(
      'cursor: expected an instant such as 2026-11-22T10:00:00.000Z, got other text. Reset the checkpoint.',
    );
  return instant;
}

// Without a date of updates there is no telling what changes later: the next listing shows everything again.
function newCursor(
  { collection, now }: CollectionContext,
  first: readonly Stamped[],
  from: number | null,
): string | null {
  if (collection.dateUpdated === null) return null;
  const newest = newestStamp(first, new Date(now()).toISOString());
  const instants = [from, newest === null ? null : Date.parse(newest)].filter((instant) => instant !== null);
  return instants.length === 0 ? null : new Date(Math.max(...instants)).toISOString();
}

async function readPage(
  context: CollectionContext,
  snapshot: readonly Stamped[],
  token: PageToken,
): Promise<ListPage> {
  const { client, collection, readBatch, schema } = context;
  const { mostItems } = await schema();
  const size = Math.max(1, Math.min(readBatch, mostItems));
  const { after } = token;
  const start = after === null ? 0 : firstBehind(snapshot, after);
  const page = snapshot.slice(start, start + size);
  const ids = page.map(({ id }) => id);
  const { records, unreadable } = ids.length === 0 ? toRecords(collection, []) : await readItems();
  const last = page.at(-1);
  const isLast = last === undefined || start + size >= snapshot.length;
  return {
    records,
    poison: unreadable,
    next: isLast ? null : pageTokenText({ ...token, after: last }),
    cursor: isLast ? token.cursor : null,
  };

  async function readItems(): Promise<ReturnType<typeof toRecords>> {
    const { items, count = 0 } = await orUnavailable(
      async () =>
        await client.searchItems(collection.name, {
          fields: collection.read,
          filter: { [collection.primaryKey]: { _in: ids } },
          limit: ids.length,
          meta: 'filter_count',
        }),
    );
    // Fewer than asked for were deleted meanwhile; fewer than counted are hidden.
    if (items.length < count)
      throw new SideUnavailable(`${collection.name} shows fewer items than it counts`);
    const byId = new Map(items.map((item) => [itemId(item, collection.primaryKey), item]));
    return toRecords(
      collection,
      ids.map((id) => byId.get(id)).filter((item) => item !== undefined),
    );
  }
}
