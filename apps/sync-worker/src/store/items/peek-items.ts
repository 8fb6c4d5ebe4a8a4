import type { PeekedItem, PeekedKeys } from '@unified-sync/sync-engine';
import { sql } from 'kysely';
import { inputRows } from '../input-rows.ts';
import type { StoreContext } from '../store-context.ts';
import { selectStates, toState } from './item-states.ts';

/** Items as they are, and whether somebody holds them, all as of one instant. Those that were never committed are left out. */
export async function peekItems(context: StoreContext, of: PeekedKeys): Promise<readonly PeekedItem[]> {
  if ('items' in of ? of.items.length === 0 : of.remoteIds.length === 0) return [];
  const rows = await selectStates(context)
    .innerJoin(keysOf(context, of).as('wanted'), (join) =>
      join.onRef('items.collection', '=', 'wanted.collection').onRef('items.item_id', '=', 'wanted.item_id'),
    )
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('leases')
            // As the engine's `itemLease` names them.
            .where('leases.key', '=', sql<string>`'item:' || items.collection || '/' || items.item_id`)
            .where('leases.expires_at', '>', context.clock)
            .select(sql`1`.as('one')),
        )
        .as('is_held'),
    )
    .execute();
  return rows.map((row) => ({ state: toState(row), isHeld: row.is_held === true }));
}

function keysOf({ db }: StoreContext, of: PeekedKeys) {
  if ('stream' in of)
    return db
      .selectFrom('links')
      .where('stream', '=', of.stream)
      .where('remote_id', '=', sql<string>`any(${of.remoteIds}::text[])`)
      .select(['collection', 'item_id'])
      .distinct();
  const input = of.items.map(({ collection, id }) => ({ collection, item_id: id }));
  return db
    .selectFrom(inputRows({ collection: 'text', item_id: 'text' }, input))
    .select(['input.collection', 'input.item_id'])
    .distinct();
}
