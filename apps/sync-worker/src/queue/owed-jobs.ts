import type { PostgresStore } from '../store/postgres-store.ts';
import type { Job } from './job.ts';
import type { OwedJob } from './sweeper.ts';

/** A listing that stores no page for so many milliseconds has nobody who reads it. */
const stalledAfter = 60_000;

export interface OwedJobsOptions {
  readonly store: Pick<PostgresStore, 'nextDueByLane' | 'stalledListings' | 'runs'>;
  /** `hub` and the connections' names. */
  readonly owners: readonly string[];
  /** Streams, and `hub.<collection>`; what others refer to comes first. */
  readonly listings: readonly string[];
  /** Milliseconds from the start of a scan of a listing to that of the next. */
  readonly scanEvery: number;
  /** The same of sweeps. */
  readonly sweepEvery: number;
}

/**
 * What the store's tables owe now: a drain where dirty rows are due, a scan or a sweep where the last one was long
 * ago, a scan where a listing stopped in the middle. However many workers ask, each is owed once.
 */
export async function owedJobs(options: OwedJobsOptions): Promise<readonly OwedJob[]> {
  const { store, owners, listings, scanEvery, sweepEvery } = options;
  const [due, stalled, scans, sweeps] = await Promise.all([
    store.nextDueByLane(owners),
    store.stalledListings(stalledAfter),
    store.runs.due('scan', listings, scanEvery),
    store.runs.due('sweep', listings, sweepEvery),
  ]);
  return [
    ...due.flatMap(({ owner, lane, wait }): OwedJob[] =>
      wait === 0 ? [{ owner, job: { kind: 'drain', lane } }] : [],
    ),
    ...[
      ...[...new Set([...scans, ...stalled])].map(ofStream('scan')),
      ...sweeps.map(ofStream('sweep')),
    ].filter(({ owner }) => owners.includes(owner)),
  ];
}

const ofStream =
  (kind: Exclude<Job['kind'], 'drain'>) =>
  (stream: string): OwedJob => ({ owner: ownerOf(stream), job: { kind, stream } });

/** Whose a stream is: the name up to the first dot, `hub` for `hub.<collection>`. */
const ownerOf = (stream: string): string => stream.split('.', 1)[0] ?? stream;
