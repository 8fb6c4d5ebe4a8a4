import type { ScanResult } from '@unified-sync/sync-engine';
import type { RunKind } from '../store/tables.ts';
import { inLane } from '../traffic/lane-scope.ts';
import type { SyncWorker } from './sync-worker.ts';

/** How each listing of a pass ended. */
export type PassResult = ReadonlyMap<string, ScanResult>;

/**
 * Reads what changed since the last time, of all providers first and of the hub then, one listing after the
 * other: what others refer to comes first. A listing that fails leaves the others alone.
 */
export async function scanAll(
  worker: SyncWorker,
  options: {
    readonly listings?: readonly string[];
    readonly signal?: AbortSignal;
    /** As what it is recorded. @default 'scan' */
    readonly kind?: RunKind;
  } = {},
): Promise<PassResult> {
  const { listings = [...worker.streams, ...worker.hubListings], signal, kind = 'scan' } = options;
  const results = new Map<string, ScanResult>();
  for (const listing of listings) {
    if (signal?.aborted === true) break;
    results.set(listing, await scanOne(worker, listing, kind));
  }
  return results;
}

/** Reads what changed in one listing. Trouble is logged and recorded; the next run comes. */
export async function scanOne(
  { engine, log, runs, store }: SyncWorker,
  listing: string,
  kind: RunKind = 'scan',
): Promise<ScanResult> {
  try {
    const lane = kind === 'backfill' || (await isFirst(store, listing)) ? 'backfill' : 'reconcile';
    return await inLane(
      lane,
      async () =>
        await runs.record(kind, listing, async () => {
          const result = await engine.scan(listing);
          if (!result.finished) log.warn('a listing could not be read to its end', { listing, ...result });
          return result;
        }),
    );
  } catch (error) {
    log.error('a listing failed', { listing, cause: error instanceof Error ? error.message : String(error) });
    return { finished: false, records: 0 };
  }
}

/** Whoever reads a listing for the first time reads all of it. */
const isFirst = async (store: SyncWorker['store'], listing: string): Promise<boolean> =>
  !(await store.loadCheckpoint(listing)).firstListingDone;
