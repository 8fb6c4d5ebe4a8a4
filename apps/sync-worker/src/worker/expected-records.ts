import type { SyncWorker } from './sync-worker.ts';

/**
 * How many records a first pass will read, for its progress: the providers' twice, since the hub's listings
 * show them again. `undefined` where a provider cannot say.
 */
export async function expectedRecords({ connectors }: SyncWorker): Promise<number | undefined> {
  try {
    const sides = [...connectors.values()].flatMap(({ streams }) => Object.values(streams));
    const counts = await Promise.all(sides.map(async (side) => (await side.listIds()).ids.length));
    return counts.reduce((sum, count) => sum + 2 * count, 0);
  } catch {
    // No total: the rate is shown without an end.
    return undefined;
  }
}
