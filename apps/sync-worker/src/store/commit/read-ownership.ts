import { itemText, remotePartKey, type ItemCommit, type LinkState } from '@unified-sync/sync-engine';
import { inputRows } from '../input-rows.ts';
import type { StoreContext } from '../store-context.ts';

/** A link as stored, as far as others depend on it. */
export interface StoredLink {
  readonly ordinal: number;
  readonly stream: string;
  readonly remoteId: string;
  readonly part: string;
  readonly state: LinkState;
}

/** Who has what before a commit. */
export interface Ownership {
  /** Links of the items that are committed, by item. */
  readonly links: ReadonlyMap<string, readonly StoredLink[]>;
  /** The item that has a live link of a remote part, by part: of all parts that are wanted. */
  readonly owners: ReadonlyMap<string, string>;
}

export async function readOwnership(
  context: StoreContext,
  commits: readonly ItemCommit[],
): Promise<Ownership> {
  return { links: await linksOf(context, commits), owners: await ownersOf(context, commits) };
}

async function linksOf({ db }: StoreContext, commits: readonly ItemCommit[]): Promise<Ownership['links']> {
  // A new item has none.
  const input = commits
    .filter(({ rev }) => rev > 0)
    .map(({ key }) => ({ collection: key.collection, item_id: key.id }));
  if (input.length === 0) return new Map();
  const rows = await db
    .selectFrom('links')
    .innerJoin(inputRows({ collection: 'text', item_id: 'text' }, input), (join) =>
      join.onRef('links.collection', '=', 'input.collection').onRef('links.item_id', '=', 'input.item_id'),
    )
    .select([
      'links.collection',
      'links.item_id',
      'links.ordinal',
      'links.stream',
      'links.remote_id as remoteId',
      'links.part',
      'links.state',
    ])
    .execute();
  return Map.groupBy(rows, (row) => itemText({ collection: row.collection, id: row.item_id }));
}

async function ownersOf({ db }: StoreContext, commits: readonly ItemCommit[]): Promise<Ownership['owners']> {
  const wanted = commits
    .flatMap(({ links }) => links)
    .filter(({ state }) => state === 'live')
    .map(({ stream, remoteId, part }) => ({ stream, remote_id: remoteId, part }));
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom('links')
    .innerJoin(inputRows({ stream: 'text', remote_id: 'text', part: 'text' }, wanted), (join) =>
      join
        .onRef('links.stream', '=', 'input.stream')
        .onRef('links.remote_id', '=', 'input.remote_id')
        .onRef('links.part', '=', 'input.part'),
    )
    .where('links.state', '=', 'live')
    .select(['links.collection', 'links.item_id', 'links.stream', 'links.remote_id', 'links.part'])
    .execute();
  return new Map(
    rows.map((row) => [
      remotePartKey({ stream: row.stream, remoteId: row.remote_id, part: row.part }),
      itemText({ collection: row.collection, id: row.item_id }),
    ]),
  );
}
