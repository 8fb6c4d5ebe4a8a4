import { type Fields, itemText, type ItemKey } from '@unified-sync/sync-engine';
import { inputRows } from '../input-rows.ts';
import { after, type StoreContext } from '../store-context.ts';

/** Milliseconds: what was written longer ago may have been undone and done again since. */
const recently = 86_400_000;

/**
 * What was sent, or may have been sent, to these items in the hub within a day: canonical values by field, for each
 * write. By text of the item.
 */
export async function writesToItems(
  context: StoreContext,
  items: readonly ItemKey[],
): Promise<ReadonlyMap<string, readonly Fields[]>> {
  const { db } = context;
  const input = [...new Map(items.map((key) => [itemText(key), key])).values()].map((key) => ({
    collection: key.collection,
    item_id: key.id,
  }));
  if (input.length === 0) return new Map();
  const rows = await db
    .selectFrom(inputRows({ collection: 'text', item_id: 'text' }, input))
    .innerJoin('effects', (join) =>
      join
        .onRef('effects.collection', '=', 'input.collection')
        .onRef('effects.item_id', '=', 'input.item_id'),
    )
    .where('effects.side', '=', 'hub')
    .where('effects.state', 'in', ['sending', 'done'])
    .where('effects.changed_at', '>', after(context, -recently))
    .select(['effects.collection', 'effects.item_id', 'effects.fields'])
    .execute();
  const writes = new Map<string, Fields[]>();
  for (const { collection, item_id, fields } of rows) {
    const item = itemText({ collection, id: item_id });
    const wanted = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.wanted]));
    writes.set(item, [...(writes.get(item) ?? []), wanted]);
  }
  return writes;
}
