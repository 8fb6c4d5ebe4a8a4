import type { SweepResult } from '@unified-sync/sync-engine';
import { inLane } from '../traffic/lane-scope.ts';
import type { SyncWorker } from '../worker/sync-worker.ts';

/** Compares the ids of every listing with those that are linked: finds deletes, and what was missed. */
export async function sweepAll(
  worker: SyncWorker,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, SweepResult>> {
  const results = new Map<string, SweepResult>();
  for (const listing of [...worker.streams, ...worker.hubListings]) {
    if (signal?.aborted === true) break;
    results.set(listing, await sweepOne(worker, listing));
  }
  return results;
}

/** Compares the ids of one listing with those that are linked. */
export async function sweepOne({ engine, log, runs }: SyncWorker, listing: string): Promise<SweepResult> {
  return await inLane(
    'reconcile',
    async () =>
      await runs.record('sweep', listing, async () => {
        const swept = await engine.sweepDeletes(listing);
        if (!swept.finished) log.warn('a sweep could not be finished', { listing, missing: swept.missing });
        return { ...swept, records: swept.missing };
      }),
  );
}
