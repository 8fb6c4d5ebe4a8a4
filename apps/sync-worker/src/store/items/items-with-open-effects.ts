import type { StoreContext } from '../store-context.ts';

/** A page of the items of a collection that have an open effect, ordered by id, from behind `after`. */
export async function itemsWithOpenEffects(
  { db }: StoreContext,
  collection: string,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('effects')
    .where('collection', '=', collection)
    .where('state', 'in', ['planned', 'sending'])
    .$if(after !== null, (query) => query.where('item_id', '>', after ?? ''))
    .select('item_id')
    .distinct()
    .orderBy('item_id')
    .limit(limit)
    .execute();
  return rows.map(({ item_id }) => item_id);
}
