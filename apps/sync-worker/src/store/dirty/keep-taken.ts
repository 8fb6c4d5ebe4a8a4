import type { DirtyRow } from '@unified-sync/sync-engine';
import { inputRows } from '../input-rows.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { after, type StoreContext } from '../store-context.ts';
import { defaultTakenFor } from './take-dirty.ts';

/** Keeps rows that were handed out for so many milliseconds more: a worker that is slow is not dead. */
export async function renewTaken(
  context: StoreContext,
  rows: readonly DirtyRow[],
  milliseconds: number,
): Promise<void> {
  if (rows.length === 0) return;
  const input = rows.map(({ side, record }) => ({ side, record }));
  await retryConflicts(
    async () =>
      await context.db
        .updateTable('dirty')
        .from(inputRows({ side: 'text', record: 'text' }, input))
        .set({ due_at: after(context, milliseconds) })
        .whereRef('dirty.side', '=', 'input.side')
        .whereRef('dirty.record', '=', 'input.record')
        .where('dirty.is_taken', '=', true)
        .execute(),
  );
}

export interface KeepTakenOptions {
  readonly renew: (rows: readonly DirtyRow[], milliseconds: number) => Promise<void>;
  /** As told to `takeDirty`. @default 30_000 */
  readonly takenFor?: number;
  /** Told where the rows could not be renewed: another worker may take them, and does the same work again. */
  readonly onError: (error: unknown) => void;
}

/**
 * Does work on rows that were handed out, and keeps them for as long as it takes: a worker that dies lets go of its
 * rows within `takenFor`, one that is merely slow does not.
 */
export async function keepTaken<Result>(
  rows: readonly DirtyRow[],
  { renew, takenFor = defaultTakenFor, onError }: KeepTakenOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  let renewal = Promise.resolve();
  const timer = setInterval(() => {
    renewal = renew(rows, takenFor).catch(onError);
  }, takenFor / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    // One that is still under way would keep rows for somebody who is through with them.
    await renewal;
  }
}
