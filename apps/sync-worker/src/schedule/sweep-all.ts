import type { SweepResult } from '@unified-sync/sync-engine';
import type { SyncWorker } from '../worker/sync-worker.ts';

/** Compares the ids of every listing with those that are linked: finds deletes, and what was missed. */
export async function sweepAll(
  { engine, log, streams, hubListings }: SyncWorker,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, SweepResult>> {
  const results = new Map<string, SweepResult>();
  for (const listing of [...streams, ...hubListings]) {
    if (signal?.aborted === true) break;
    const result = await engine.sweepDeletes(listing);
    if (!result.finished) log.warn('a sweep could not be finished', { listing, ...result });
    results.set(listing, result);
  }
  return results;
}
