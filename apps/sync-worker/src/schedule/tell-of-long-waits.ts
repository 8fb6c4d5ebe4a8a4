import type { SyncWorker } from '../worker/sync-worker.ts';

/** Milliseconds for which an item may wait for another before a person is told. */
const day = 86_400_000;

/** Tells people of what others wait for, which keeps these from one of the sides. */
export async function tellOfLongWaits(
  { store, model }: Pick<SyncWorker, 'store' | 'model'>,
  longerThan = day,
): Promise<void> {
  // A person of a company that is no client there is no contact there either.
  const optional = Object.entries(model.collections).flatMap(([collection, { mappings }]) =>
    Object.values(mappings)
      .filter(({ parent }) => parent !== undefined)
      .map(({ stream }) => ({ collection, stream })),
  );
  await store.reportLongWaits({ longerThan, optional });
}
