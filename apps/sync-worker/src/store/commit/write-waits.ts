import { itemText, type ItemCommit, type WaitsFor } from '@unified-sync/sync-engine';
import { inputRows } from '../input-rows.ts';
import type { StoreContext } from '../store-context.ts';

/** What a wait is for, as text: the item or the record; a stream's first listing needs no more than the stream. */
export function targetOf(wait: WaitsFor): string {
  if (wait.kind === 'item') return itemText(wait.item);
  return wait.kind === 'record' ? wait.remoteId : '';
}

/** Makes the waits of the items exactly those of the commits; one that goes on keeps its beginning. */
export async function replaceWaits(
  { db, clock }: StoreContext,
  commits: readonly ItemCommit[],
): Promise<void> {
  const input = commits.flatMap(({ key, waits }) =>
    waits.map((wait) => ({
      collection: key.collection,
      item_id: key.id,
      kind: wait.kind,
      stream: wait.stream,
      target: targetOf(wait),
    })),
  );
  const known = commits.filter(({ rev }) => rev > 0);
  if (known.length > 0)
    await db
      .deleteFrom('waits')
      .using(
        inputRows(
          { collection: 'text', item_id: 'text' },
          known.map(({ key }) => ({ collection: key.collection, item_id: key.id })),
        ),
      )
      .whereRef('waits.collection', '=', 'input.collection')
      .whereRef('waits.item_id', '=', 'input.item_id')
      .$if(input.length > 0, (query) =>
        query.where(({ not, exists, selectFrom }) =>
          not(
            // The `input` in here is what the items wait for now.
            exists(
              selectFrom(inputRows(types, input))
                .whereRef('input.collection', '=', 'waits.collection')
                .whereRef('input.item_id', '=', 'waits.item_id')
                .whereRef('input.kind', '=', 'waits.kind')
                .whereRef('input.stream', '=', 'waits.stream')
                .whereRef('input.target', '=', 'waits.target')
                .select('input.kind'),
            ),
          ),
        ),
      )
      .execute();
  if (input.length === 0) return;
  await db
    .insertInto('waits')
    .columns(['collection', 'item_id', 'kind', 'stream', 'target', 'since'])
    .expression((eb) => eb.selectFrom(inputRows(types, input)).selectAll('input').select(clock.as('since')))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const types = { collection: 'text', item_id: 'text', kind: 'text', stream: 'text', target: 'text' } as const;
