import type { ScanResult } from '@unified-sync/sync-engine';
import { haveBeenRead, type PassResult, scanAll } from './scan-all.ts';
import type { SyncWorker } from './sync-worker.ts';
import { settle } from './work-off.ts';

/**
 * Milliseconds. A worker that was killed holds its items for a minute and the rows that it took for half of one: whoever
 * goes on after it must outwait both, or it ends with work left that only time would have given it.
 */
const patience = 100_000;

/** Times that a listing is begun: one that stops at records which a dead worker still holds needs a second one. */
const rounds = 3;

/** How a backfill ended. */
export interface BackfillResult {
  readonly listings: PassResult;
  /** True: every listing was read to its end, and nothing is left to do. */
  readonly complete: boolean;
}

/**
 * Brings everything together that is on either side: the providers' records first, then the hub's; both at once where
 * they were brought together before. One that was stopped half-way goes on where it was.
 */
export async function backfill(
  worker: SyncWorker,
  options: { readonly signal?: AbortSignal } = {},
): Promise<BackfillResult> {
  const all = [...worker.streams, ...worker.hubListings];
  if (await haveBeenRead(worker, all)) return await readToTheEnd(worker, all, options.signal);
  const providers = await readToTheEnd(worker, worker.streams, options.signal);
  const hub = await readToTheEnd(worker, worker.hubListings, options.signal);
  return {
    listings: new Map([...providers.listings, ...hub.listings]),
    complete: providers.complete && hub.complete,
  };
}

/** Reads listings and works off what they brought; goes on with those that stopped before their end. */
async function readToTheEnd(
  worker: SyncWorker,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<BackfillResult> {
  const listings = new Map<string, ScanResult>();
  const unfinished = (): string[] => names.filter((name) => listings.get(name)?.finished !== true);
  let settled = false;
  for (let round = 0; round < rounds && unfinished().length > 0; round += 1) {
    const pass = await scanAll(worker, {
      listings: unfinished(),
      kind: 'backfill',
      ...(signal && { signal }),
    });
    for (const [name, { finished, records }] of pass)
      listings.set(name, { finished, records: records + (listings.get(name)?.records ?? 0) });
    settled = await settle(worker, { patience, deadline: 600_000, ...(signal && { signal }) });
  }
  return { listings, complete: settled && unfinished().length === 0 };
}
