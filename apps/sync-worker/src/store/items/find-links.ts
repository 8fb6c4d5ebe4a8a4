import { itemText, type DeleteCounts, type ItemKey, type OwnedLink } from '@unified-sync/sync-engine';
import { sql } from 'kysely';
import { inputRows } from '../input-rows.ts';
import { after, type StoreContext } from '../store-context.ts';
import { digestOf, linkColumns, toOwnedLink } from './link-row.ts';

const columns = ['links.collection', 'links.item_id', ...linkColumns] as const;

export async function linksOfRecords(
  { db }: StoreContext,
  stream: string,
  remoteIds: readonly string[],
): Promise<readonly OwnedLink[]> {
  if (remoteIds.length === 0) return [];
  const rows = await db
    .selectFrom('links')
    .where('stream', '=', stream)
    .where('remote_id', '=', anyOf(remoteIds))
    .select(columns)
    .execute();
  return rows.map(toOwnedLink);
}

export async function linksCreatedAt(
  { db }: StoreContext,
  stream: string,
  createdAt: readonly string[],
): Promise<readonly OwnedLink[]> {
  if (createdAt.length === 0) return [];
  const rows = await db
    .selectFrom('links')
    .where('stream', '=', stream)
    .where('created_at', '=', anyOf(createdAt))
    .where('state', 'in', ['live', 'tombstone'])
    .select(columns)
    .execute();
  return rows.map(toOwnedLink);
}

export async function linksWithClaims(
  { db }: StoreContext,
  collection: string,
  claims: readonly string[],
): Promise<readonly OwnedLink[]> {
  if (claims.length === 0) return [];
  const rows = await db
    .selectFrom('links')
    .where('collection', '=', collection)
    .where('state', '=', 'live')
    .where('alive_hub', 'is', null)
    .where(sql<boolean>`claim_digests && ${claims.map(digestOf)}::text[]`)
    .select(columns)
    .execute();
  return rows.map(toOwnedLink);
}

export async function linksOfItems(
  { db }: StoreContext,
  stream: string,
  items: readonly ItemKey[],
): Promise<readonly OwnedLink[]> {
  if (items.length === 0) return [];
  const unique = new Map(items.map((item) => [itemText(item), item]));
  const keys = [...unique.values()].map(({ collection, id }) => ({ collection, item_id: id }));
  const rows = await db
    .selectFrom('links')
    .where('stream', '=', stream)
    .innerJoin(inputRows({ collection: 'text', item_id: 'text' }, keys), (join) =>
      join.onRef('links.collection', '=', 'input.collection').onRef('links.item_id', '=', 'input.item_id'),
    )
    .select(columns)
    .execute();
  return rows.map(toOwnedLink);
}

export async function deleteCounts(
  context: StoreContext,
  stream: string,
  milliseconds: number,
): Promise<DeleteCounts> {
  const { live, deleted } = await context.db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('links')
        .where('stream', '=', stream)
        .where('state', '=', 'live')
        .select((row) => row.fn.count<number>('remote_id').distinct().as('count'))
        .as('live'),
      eb
        .selectFrom('deletions')
        .where('stream', '=', stream)
        .where('at', '>', after(context, -milliseconds))
        .select(sql<string[]>`coalesce(array_agg(distinct remote_id), '{}')`.as('ids'))
        .as('deleted'),
    ])
    .executeTakeFirstOrThrow();
  return { live: live ?? 0, deleted: deleted ?? [] };
}

export async function linkedIds(
  { db }: StoreContext,
  side: string,
  page: { readonly after: string | null; readonly limit: number },
): Promise<readonly string[]> {
  const live = db.selectFrom('links').where('state', '=', 'live');
  const collection = side.startsWith('hub.') ? side.slice('hub.'.length) : undefined;
  const ids =
    collection === undefined
      ? live.where('stream', '=', side).select('remote_id as id')
      : live.where('collection', '=', collection).where('alive_hub', 'is not', null).select('item_id as id');
  const column = collection === undefined ? 'remote_id' : 'item_id';
  const rows = await ids
    .$if(page.after !== null, (query) => query.where(column, '>', page.after ?? ''))
    .distinct()
    .orderBy('id')
    .limit(page.limit)
    .execute();
  return rows.map(({ id }) => id);
}

const anyOf = (values: readonly string[]) => sql<string>`any(${values}::text[])`;
