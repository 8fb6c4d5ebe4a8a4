import type { SyncWorker } from './sync-worker.ts';

/** Has the next scan of each listing read everything, where it has not begun at its start for so many milliseconds. */
export async function beginOverWhereDue(
  { store, log }: { readonly store: Pick<SyncWorker['store'], 'beginOver'>; readonly log: SyncWorker['log'] },
  listings: readonly string[],
  readAllEvery: number,
): Promise<void> {
  for (const listing of listings)
    // oxlint-disable-next-line no-await-in-loop -- one statement each
    if (await store.beginOver(listing, readAllEvery))
      log.info('everything of a listing is read again', { listing });
}
