import type { ItemState } from '@unified-sync/sync-engine';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { StoreContext } from '../store-context.ts';
import { effectColumns, toEffect } from './effect-row.ts';
import { linkColumns, toLink } from './link-row.ts';

/** All items with their links and open effects, as of one instant: to be narrowed down. */
export const selectStates = ({ db }: StoreContext) =>
  db
    .selectFrom('items')
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
    ]);

/** A row of {@link selectStates}. */
export type StateRow = Awaited<ReturnType<ReturnType<typeof selectStates>['execute']>>[number];

export const toState = (row: StateRow): ItemState => ({
  key: { collection: row.collection, id: row.item_id },
  rev: row.rev,
  committedAt: row.position,
  links: row.links.map(toLink),
  effects: row.effects.map(toEffect),
});
