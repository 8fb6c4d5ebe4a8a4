import type { WaitingItem } from '@unified-sync/sync-engine';
import { sql } from 'kysely';
import type { StoreContext } from '../store-context.ts';

/** A page of what waits for records of the stream, ordered by record and item, from behind `after`. */
export async function waitingForRecords(
  { db }: StoreContext,
  stream: string,
  { after, limit }: { readonly after: WaitingItem | null; readonly limit: number },
): Promise<readonly WaitingItem[]> {
  const rows = await db
    .selectFrom('waits')
    .where('stream', '=', stream)
    .where('kind', '=', 'record')
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(target, collection, item_id) > (${after?.remoteId}, ${after?.item.collection}, ${after?.item.id})`,
      ),
    )
    .select(['target', 'collection', 'item_id'])
    .orderBy('target')
    .orderBy('collection')
    .orderBy('item_id')
    .limit(limit)
    .execute();
  return rows.map(({ target, collection, item_id }) => ({
    remoteId: target,
    item: { collection, id: item_id },
  }));
}
