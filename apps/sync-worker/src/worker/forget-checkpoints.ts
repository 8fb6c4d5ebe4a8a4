import type { SyncWorker } from './sync-worker.ts';

/** Makes the next pass read every listing from its beginning: for a side that went back to an older state. */
export async function forgetCheckpoints({ store, streams, hubListings }: SyncWorker): Promise<void> {
  for (const listing of [...streams, ...hubListings]) {
    const { rev, firstListingDone } = await store.loadCheckpoint(listing);
    await store.saveCheckpoint(listing, rev, { cursor: null, page: null, firstListingDone });
  }
}
