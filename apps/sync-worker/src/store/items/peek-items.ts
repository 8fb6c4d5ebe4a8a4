import {
  agreedTextOf,
  itemText,
  type PeekedItem,
  type PeekedKeys,
  type PeekedLink,
} from '@unified-sync/sync-engine';
import { sql } from 'kysely';
import { inputRows } from '../input-rows.ts';
import type { StoreContext } from '../store-context.ts';
import { digestOf } from './link-row.ts';

/** Items as they are, and whether somebody holds them, all as of one instant. Those that were never committed are left out. */
export async function peekItems(context: StoreContext, of: PeekedKeys): Promise<readonly PeekedItem[]> {
  if ('items' in of ? of.items.length === 0 : of.remoteIds.length === 0) return [];
  const side = 'items' in of ? 'hub' : 'remote';
  const rows = await selectLinks(context, of, side).execute();
  const byItem = Map.groupBy(rows, ({ collection, item_id: id }) => itemText({ collection, id }));
  return [...byItem.values()].flatMap((own) => toPeekedItem(own, side) ?? []);
}

// One row a link, as narrow as it can be: nearly all that is peeked at is as it was.
function selectLinks(context: StoreContext, of: PeekedKeys, side: 'hub' | 'remote') {
  const agreed = `links.agreed_${side}` as const;
  return context.db
    .selectFrom(keysOf(context, of).as('wanted'))
    .innerJoin('items', (join) =>
      join.onRef('items.collection', '=', 'wanted.collection').onRef('items.item_id', '=', 'wanted.item_id'),
    )
    .leftJoin('links', (join) =>
      join.onRef('links.collection', '=', 'items.collection').onRef('links.item_id', '=', 'items.item_id'),
    )
    .select(['items.collection', 'items.item_id', 'items.rev', 'items.position'])
    .select(['links.stream', 'links.remote_id', 'links.part', 'links.created_at', 'links.state'])
    .select(['links.alive_hub', 'links.alive_remote', `${agreed} as agreed`])
    .select((eb) => [
      // Of a link from before there was a digest.
      eb.case().when(agreed, 'is', null).then(eb.ref('links.base')).end().as('base'),
      eb
        .exists(
          eb
            .selectFrom('effects')
            .whereRef('effects.collection', '=', 'items.collection')
            .whereRef('effects.item_id', '=', 'items.item_id')
            .where('effects.state', 'in', ['planned', 'sending'])
            .select(sql`1`.as('one')),
        )
        .as('has_open_effects'),
      // Those that are held are few, and looked up once. As the engine's `itemLease` names them.
      eb(
        sql<string>`'item:' || items.collection || '/' || items.item_id`,
        'in',
        eb.selectFrom('leases').where('leases.expires_at', '>', context.clock).select('leases.key'),
      ).as('is_held'),
    ])
    .orderBy('links.ordinal');
}

type Row = Awaited<ReturnType<ReturnType<typeof selectLinks>['execute']>>[number];

function toPeekedItem(rows: readonly Row[], side: 'hub' | 'remote'): PeekedItem | undefined {
  const [row] = rows;
  return (
    row && {
      key: { collection: row.collection, id: row.item_id },
      rev: row.rev,
      committedAt: row.position,
      links: rows.flatMap((of) => toPeekedLink(of, side) ?? []),
      hasOpenEffects: row.has_open_effects === true,
      isHeld: row.is_held === true,
    }
  );
}

function toPeekedLink(row: Row, side: 'hub' | 'remote'): PeekedLink | undefined {
  const { stream, remote_id: remoteId, part, state, alive_hub: hub, alive_remote: remote } = row;
  // An item without links.
  if (stream === null || remoteId === null || part === null || state === null) return undefined;
  const alive = hub === null || remote === null ? null : { hub, remote };
  const digest = row.agreed ?? digestOf(agreedTextOf({ base: row.base ?? {} }, side));
  return { stream, remoteId, part, createdAt: row.created_at, state, alive, agreed: { side, digest } };
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
