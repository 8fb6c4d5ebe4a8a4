import type { ItemCommit } from '@unified-sync/sync-engine';
import { inputRows } from '../input-rows.ts';
import { StaleTransaction } from '../retry-conflicts.ts';
import type { StoreContext } from '../store-context.ts';

/**
 * Moves the items to their next revision.
 * @throws {StaleTransaction} where another made the first commit of one of them since it was fenced
 */
export async function writeItems(
  { db }: StoreContext,
  commits: readonly ItemCommit[],
  position: number,
): Promise<void> {
  const input = commits.map(({ key, rev }) => ({
    collection: key.collection,
    item_id: key.id,
    rev: rev + 1,
    position,
  }));
  const types = { collection: 'text', item_id: 'text', rev: 'bigint', position: 'bigint' } as const;
  const written = await db
    .insertInto('items')
    .columns(['collection', 'item_id', 'rev', 'position'])
    .expression((eb) =>
      eb
        .selectFrom(inputRows(types, input))
        .select(['input.collection', 'input.item_id', 'input.rev', 'input.position'])
        .orderBy('input.collection')
        .orderBy('input.item_id'),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['collection', 'item_id'])
        .doUpdateSet((eb) => ({ rev: eb.ref('excluded.rev'), position: eb.ref('excluded.position') }))
        .where((eb) => eb('items.rev', '=', eb(eb.ref('excluded.rev'), '-', 1))),
    )
    .returning('item_id')
    .execute();
  if (written.length < commits.length) throw new StaleTransaction('an item was committed in between');
}
