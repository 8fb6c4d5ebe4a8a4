import { itemText, lanes, type Hint, type ItemKey } from '@unified-sync/sync-engine';
import { inputRows } from '../input-rows.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import type { StoreContext } from '../store-context.ts';
import type { TracedHint } from '../store-observer.ts';

/** The hint that an item of the hub is to be looked at. */
export const hubHint = (item: ItemKey): Hint => ({ side: 'hub', record: itemText(item) });

/** Marks records to be looked at: durable when it returns. */
export async function markDirty(context: StoreContext, hints: readonly TracedHint[]): Promise<void> {
  await retryConflicts(async () => {
    await writeMarks(context, hints);
  });
}

/**
 * Marks records, within a transaction or as one of its own. One row a record, with a new counter. A deferred row is
 * due at once; one that a worker has stays with it, and comes back when that worker is through with the old counter.
 *
 * Hints of one record fold into one row, and one look answers all of them. The row keeps the correlation id of the one
 * that made it, as it keeps its age; while a look is under way, it takes that of the newest, which the next look is for.
 */
export async function writeMarks(
  { db, clock, lane, observer }: StoreContext,
  hints: readonly TracedHint[],
): Promise<void> {
  if (hints.length === 0) return;
  const unique = new Map<string, { side: string; record: string; correlation: string | null }>();
  for (const { side, record, correlation = observer.correlation() } of hints) {
    const name = JSON.stringify([side, record]);
    if (!unique.has(name)) unique.set(name, { side, record, correlation });
  }
  const urgency = lanes.indexOf(lane);
  await db
    .insertInto('dirty')
    .columns(['side', 'record', 'lane', 'since', 'due_at', 'correlation'])
    .expression((eb) =>
      eb
        .selectFrom(inputRows({ side: 'text', record: 'text', correlation: 'text' }, [...unique.values()]))
        .select((row) => [
          row.ref('input.side').as('side'),
          row.ref('input.record').as('record'),
          row.val(urgency).as('lane'),
          clock.as('since'),
          clock.as('due_at'),
          row.ref('input.correlation').as('correlation'),
        ])
        .orderBy('input.side')
        .orderBy('input.record'),
    )
    .onConflict((conflict) =>
      conflict.columns(['side', 'record']).doUpdateSet((eb) => ({
        counter: eb.ref('excluded.counter'),
        lane: eb.fn<number>('least', ['dirty.lane', 'excluded.lane']),
        correlation: eb
          .case()
          .when('dirty.is_taken', '=', true)
          .then(eb.ref('excluded.correlation'))
          .else(eb.fn<string | null>('coalesce', ['dirty.correlation', 'excluded.correlation']))
          .end(),
        due_at: eb
          .case()
          .when('dirty.is_taken', '=', true)
          .then(eb.ref('dirty.due_at'))
          .else(eb.fn<Date>('least', ['dirty.due_at', 'excluded.due_at']))
          .end(),
      })),
    )
    .execute();
}
