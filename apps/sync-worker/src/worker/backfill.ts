import { type PassResult, scanAll } from './scan-all.ts';
import type { SyncWorker } from './sync-worker.ts';
import { settle } from './work-off.ts';

/** How a backfill ended. */
export interface BackfillResult {
  readonly listings: PassResult;
  /** True: every listing was read to its end, and nothing is left to do. */
  readonly complete: boolean;
}

/**
 * Brings everything together that is on either side: the providers' records first, then the hub's. One that
 * was stopped half-way goes on where it was.
 */
export async function backfill(
  worker: SyncWorker,
  options: { readonly signal?: AbortSignal } = {},
): Promise<BackfillResult> {
  const { signal } = options;
  const patient = { patience: 10_000, deadline: 600_000, ...(signal && { signal }) };
  const providers = await scanAll(worker, { listings: worker.streams, ...(signal && { signal }) });
  await settle(worker, patient);
  const hub = await scanAll(worker, { listings: worker.hubListings, ...(signal && { signal }) });
  const settled = await settle(worker, patient);
  const listings = new Map([...providers, ...hub]);
  const all = worker.streams.length + worker.hubListings.length;
  const complete = settled && listings.size === all && [...listings.values()].every((one) => one.finished);
  return { listings, complete };
}
