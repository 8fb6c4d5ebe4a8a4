import { itemText, type ItemKey, type ItemState } from '@unified-sync/sync-engine';
import { inputRows } from '../input-rows.ts';
import type { StoreContext } from '../store-context.ts';
import { selectStates, toState } from './item-states.ts';

/** Items with their links and open effects, all as of one instant. Same order as `keys`. */
export async function loadItems(
  context: StoreContext,
  keys: readonly ItemKey[],
): Promise<readonly ItemState[]> {
  if (keys.length === 0) return [];
  const input = keys.map(({ collection, id }) => ({ collection, item_id: id }));
  const rows = await selectStates(context)
    .innerJoin(inputRows({ collection: 'text', item_id: 'text' }, input), (join) =>
      join.onRef('items.collection', '=', 'input.collection').onRef('items.item_id', '=', 'input.item_id'),
    )
    .execute();
  const states = new Map(rows.map(toState).map((state) => [itemText(state.key), state]));
  const unseen = { rev: 0, committedAt: 0, links: [], effects: [] };
  return keys.map((key) => states.get(itemText(key)) ?? { key, ...unseen });
}
