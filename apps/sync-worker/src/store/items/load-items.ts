import type { ItemKey, ItemState } from '@unified-sync/sync-engine';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { inputRows } from '../input-rows.ts';
import type { StoreContext } from '../store-context.ts';
import { effectColumns, toEffect } from './effect-row.ts';
import { linkColumns, toLink } from './link-row.ts';

/** Items with their links and open effects, all as of one instant. Same order as `keys`. */
export async function loadItems(
  { db }: StoreContext,
  keys: readonly ItemKey[],
): Promise<readonly ItemState[]> {
  if (keys.length === 0) return [];
  const input = keys.map(({ collection, id }) => ({ collection, item_id: id }));
  const rows = await db
    .selectFrom(inputRows({ collection: 'text', item_id: 'text' }, input))
    .innerJoin('items', (join) =>
      join.onRef('items.collection', '=', 'input.collection').onRef('items.item_id', '=', 'input.item_id'),
    )
    .select(['items.collection', 'items.item_id', 'items.rev', 'items.position'])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('links')
          .whereRef('links.collection', '=', 'items.collection')
          .whereRef('links.item_id', '=', 'items.item_id')
          .select(linkColumns)
          .orderBy('links.ordinal'),
      ).as('links'),
      jsonArrayFrom(
        eb
          .selectFrom('effects')
          .whereRef('effects.collection', '=', 'items.collection')
          .whereRef('effects.item_id', '=', 'items.item_id')
          .where('effects.state', 'in', ['planned', 'sending'])
          .select(effectColumns)
          .orderBy('effects.id'),
      ).as('effects'),
    ])
    .execute();
  const states = new Map(
    rows.map((row) => [
      keyOf(row.collection, row.item_id),
      {
        rev: row.rev,
        committedAt: row.position,
        links: row.links.map(toLink),
        effects: row.effects.map(toEffect),
      },
    ]),
  );
  const unseen = { rev: 0, committedAt: 0, links: [], effects: [] };
  return keys.map((key) => ({ key, ...(states.get(keyOf(key.collection, key.id)) ?? unseen) }));
}

const keyOf = (collection: string, id: string): string => `${collection}/${id}`;
