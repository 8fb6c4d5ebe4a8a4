import type { ScanResult } from '@unified-sync/sync-engine';
import type { RunKind } from '../store/tables.ts';
import { inLane } from '../traffic/lane-scope.ts';
import type { SyncWorker } from './sync-worker.ts';

/** What of a worker it takes to read listings. */
export interface Scanner extends Pick<SyncWorker, 'streams' | 'hubListings' | 'log'> {
  readonly runs: Pick<SyncWorker['runs'], 'record'>;
  readonly engine: Pick<SyncWorker['engine'], 'scan'>;
  readonly store: Pick<SyncWorker['store'], 'loadCheckpoint'>;
  readonly connectors: ReadonlyMap<string, { readonly streams: Readonly<Record<string, unknown>> }>;
}

/** How each listing of a pass ended. */
export type PassResult = ReadonlyMap<string, ScanResult>;

/**
 * Reads what changed since the last time, of all providers first and of the hub then, one listing after the
 * other: what others refer to comes first. Where all of them have been read to their end before, there is nothing left to
 * come first, and every system is asked for its own listings at the same time. One that fails leaves the others alone.
 */
export async function scanAll(
  worker: Scanner,
  options: {
    readonly listings?: readonly string[];
    readonly signal?: AbortSignal;
    /** As what it is recorded. @default 'scan' */
    readonly kind?: RunKind;
  } = {},
): Promise<PassResult> {
  const { listings = [...worker.streams, ...worker.hubListings], signal, kind = 'scan' } = options;
  const results = new Map<string, ScanResult>();
  const inTurn = async (names: readonly string[]): Promise<void> => {
    for (const listing of names) {
      if (signal?.aborted === true) return;
      // oxlint-disable-next-line no-await-in-loop -- one system is not asked for several at once
      results.set(listing, await scanOne(worker, listing, kind));
    }
  };
  const areKnown = await haveBeenRead(worker, listings);
  await Promise.all((areKnown ? bySystem(worker, listings) : [listings]).map(inTurn));
  return new Map(
    listings.flatMap((listing) => {
      const result = results.get(listing);
      return result === undefined ? [] : [[listing, result] as const];
    }),
  );
}

/** Whether each of these listings has been read to its end at least once. */
export async function haveBeenRead(
  { store }: Pick<Scanner, 'store'>,
  listings: readonly string[],
): Promise<boolean> {
  const first = await Promise.all(listings.map(async (listing) => await isFirst(store, listing)));
  return !first.includes(true);
}

// Each connection has its own streams; what is left is Directus'.
function bySystem({ connectors }: Scanner, listings: readonly string[]): (readonly string[])[] {
  const systems = [...connectors.values()].map(({ streams }) => new Set(Object.keys(streams)));
  const of = systems.map((streams) => listings.filter((listing) => streams.has(listing)));
  const others = listings.filter((listing) => !systems.some((streams) => streams.has(listing)));
  return [...of, others];
}

/** Reads what changed in one listing. Trouble is logged and recorded; the next run comes. */
export async function scanOne(
  { engine, log, runs, store }: Scanner,
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
const isFirst = async (store: Scanner['store'], listing: string): Promise<boolean> =>
  !(await store.loadCheckpoint(listing)).firstListingDone;
