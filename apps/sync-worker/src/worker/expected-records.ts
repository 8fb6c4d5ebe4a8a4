import type { SyncWorker } from './sync-worker.ts';

/**
 * How many records a first pass will read, for its progress: the providers' twice, since the hub's listings
 * show them again. `undefined` where a provider cannot say.
 */
export async function expectedRecords({
  connectors,
}: Pick<SyncWorker, 'connectors'>): Promise<number | undefined> {
  try {
    const counts = await Promise.all(
      [...connectors.values()].flatMap((connector) =>
        Object.keys(connector.streams).map(async (stream) => await connector.count(stream)),
      ),
    );
    return counts.reduce<number | undefined>(
      (sum, count) => (sum === undefined || count === undefined ? undefined : sum + 2 * count),
      0,
    );
  } catch {
    // No total: the rate is shown without an end.
    return undefined;
  }
}
