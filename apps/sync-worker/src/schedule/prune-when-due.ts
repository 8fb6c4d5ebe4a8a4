import type { WorkerConfig } from '../config/check-config.ts';
import type { SyncWorker } from '../worker/sync-worker.ts';

/** How long things are kept: `retention` of the configuration. */
export type RetentionSettings = WorkerConfig['retention'];

const day = 86_400_000;

/** Deletes what is no longer kept, where nobody did so for a while. Any number of workers may ask: one of them does it. */
export async function pruneWhenDue(
  { store, log }: Pick<SyncWorker, 'store' | 'log'>,
  { historyDays, closedWritesDays, pruneEvery }: RetentionSettings,
): Promise<void> {
  if (!(await store.claimPruning(pruneEvery * 1000))) return;
  const pruned = await store.prune({
    history: historyDays === null ? Infinity : historyDays * day,
    closedEffects: closedWritesDays * day,
  });
  log.info('what was too old is deleted', { ...pruned });
}
