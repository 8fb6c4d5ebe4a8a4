import type { ItemCommit } from '@unified-sync/sync-engine';
import { inputRows } from '../input-rows.ts';
import type { StoreContext } from '../store-context.ts';

/**
 * The commits whose lease is held and whose revision is the present one. Both are locked from here to the end of the
 * transaction: nobody can take a lease over, or commit the item, between this check and our own commit.
 */
export async function fence(
  context: StoreContext,
  commits: readonly ItemCommit[],
): Promise<readonly ItemCommit[]> {
  const held = await heldLeases(context, commits);
  const withLease = commits.filter(({ lease }) => held.get(lease.key) === lease.token);
  const revisions = await presentRevisions(context, withLease);
  return withLease.filter((commit) => commit.rev === (revisions.get(commit) ?? 0));
}

/** Token by key. */
async function heldLeases(
  { db, clock }: StoreContext,
  commits: readonly ItemCommit[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('leases')
    .innerJoin(
      inputRows(
        { key: 'text' },
        [...new Set(commits.map(({ lease }) => lease.key))].map((key) => ({ key })),
      ),
      'input.key',
      'leases.key',
    )
    .where('leases.expires_at', '>', clock)
    .select(['leases.key', 'leases.token'])
    .orderBy('leases.key')
    .forShare('leases')
    .execute();
  return new Map(rows.map(({ key, token }) => [key, token]));
}

/** Without an entry: the item has never been committed. */
async function presentRevisions(
  { db }: StoreContext,
  commits: readonly ItemCommit[],
): Promise<ReadonlyMap<ItemCommit, number>> {
  if (commits.length === 0) return new Map();
  const input = commits.map(({ key }, place) => ({ place, collection: key.collection, item_id: key.id }));
  const rows = await db
    .selectFrom('items')
    .innerJoin(inputRows({ place: 'integer', collection: 'text', item_id: 'text' }, input), (join) =>
      join.onRef('items.collection', '=', 'input.collection').onRef('items.item_id', '=', 'input.item_id'),
    )
    .select(['input.place', 'items.rev'])
    .orderBy('items.collection')
    .orderBy('items.item_id')
    .forUpdate('items')
    .execute();
  const revisions = new Map(rows.map(({ place, rev }) => [place, rev]));
  return new Map(
    commits.flatMap((commit, place) => {
      const rev = revisions.get(place);
      return rev === undefined ? [] : [[commit, rev] as const];
    }),
  );
}
