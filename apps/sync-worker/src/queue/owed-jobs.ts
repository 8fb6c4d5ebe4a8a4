import type { PostgresStore } from '../store/postgres-store.ts';
import type { OwedJob } from './sweeper.ts';

/** A listing that stores no page for so many milliseconds has nobody who reads it. */
const stalledAfter = 60_000;

export interface OwedJobsOptions {
  readonly store: Pick<PostgresStore, 'nextDue' | 'stalledListings'>;
  /** `hub` and the connections' names. */
  readonly owners: readonly string[];
}

/** What the store's tables owe now: a drain where dirty rows are due, a scan where a listing stopped in the middle. */
export async function owedJobs({ store, owners }: OwedJobsOptions): Promise<readonly OwedJob[]> {
  const due = await store.nextDue(owners);
  const stalled = await store.stalledListings(stalledAfter);
  return [
    ...[...due].flatMap(([owner, wait]): OwedJob[] =>
      wait === 0 ? [{ owner, job: { kind: 'drain' } }] : [],
    ),
    ...stalled
      .map((stream): OwedJob => ({ owner: ownerOf(stream), job: { kind: 'scan', stream } }))
      .filter(({ owner }) => owners.includes(owner)),
  ];
}

/** Whose a stream is: the name up to the first dot, `hub` for `hub.<collection>`. */
const ownerOf = (stream: string): string => stream.split('.', 1)[0] ?? stream;
