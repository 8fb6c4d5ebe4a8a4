import type { DirtyRow } from '@unified-sync/sync-engine';
import { sql } from 'kysely';
import { inputRows } from '../input-rows.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { after, ageOf, type StoreContext } from '../store-context.ts';

/**
 * Deletes rows whose counter is unchanged; the others are due again at once, and as old as this look: a record that is
 * changed all the time is not a change that nobody deals with.
 */
export async function clearDirty(context: StoreContext, rows: readonly DirtyRow[]): Promise<void> {
  if (rows.length === 0) return;
  const settled = await retryConflicts(
    async () =>
      await context.db
        .with('own', () => lockedRows(context, rows))
        .with('gone', (cte) =>
          cte
            .deleteFrom('dirty')
            .using('own')
            .whereRef('dirty.side', '=', 'own.side')
            .whereRef('dirty.record', '=', 'own.record')
            .where('own.is_same', '=', true)
            .returning(['dirty.side', ageOf(context, sql.ref('dirty.since')).as('age')]),
        )
        .with('again', (cte) =>
          cte
            .updateTable('dirty')
            .from('own')
            .set({ is_taken: false, due_at: context.clock, since: context.clock })
            .whereRef('dirty.side', '=', 'own.side')
            .whereRef('dirty.record', '=', 'own.record')
            .where('own.is_same', '=', false)
            .where('own.is_taken', '=', true),
        )
        .selectFrom('gone')
        .select(['gone.side', 'gone.age'])
        .execute(),
  );
  if (settled.length > 0) context.observer.settled(settled);
}

/** Makes rows whose counter is unchanged due after so many milliseconds; the others are due again at once. */
export async function deferDirty(
  context: StoreContext,
  rows: readonly DirtyRow[],
  milliseconds: number,
): Promise<void> {
  if (rows.length === 0) return;
  await retryConflicts(
    async () =>
      await context.db
        .with('own', () => lockedRows(context, rows))
        .updateTable('dirty')
        .from('own')
        .set((eb) => ({
          is_taken: false,
          due_at: eb
            .case()
            .when('own.is_same', '=', true)
            .then(after(context, milliseconds))
            .else(context.clock)
            .end(),
        }))
        .whereRef('dirty.side', '=', 'own.side')
        .whereRef('dirty.record', '=', 'own.record')
        .where((eb) => eb.or([eb('own.is_same', '=', true), eb('own.is_taken', '=', true)]))
        .execute(),
  );
}

/** The rows as they are now, locked in one order, and whether each has still the counter it was handed out with. */
const lockedRows = ({ db }: StoreContext, rows: readonly DirtyRow[]) =>
  db
    .selectFrom('dirty')
    .innerJoin(
      inputRows(
        { side: 'text', record: 'text', counter: 'bigint' },
        rows.map(({ side, record, counter }) => ({ side, record, counter })),
      ),
      (join) => join.onRef('dirty.side', '=', 'input.side').onRef('dirty.record', '=', 'input.record'),
    )
    .select([
      'dirty.side',
      'dirty.record',
      'dirty.is_taken',
      sql<boolean>`dirty.counter = input.counter`.as('is_same'),
    ])
    .orderBy('dirty.side')
    .orderBy('dirty.record')
    .forUpdate('dirty');
