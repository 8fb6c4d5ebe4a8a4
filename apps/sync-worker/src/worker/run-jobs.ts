import { type Lane, lanes } from '@unified-sync/sync-engine';
import pLimit from 'p-limit';
import type { Job } from '../queue/job.ts';
import { owedJobs } from '../queue/owed-jobs.ts';
import { openQueues, type OpenQueuesOptions, type Queues } from '../queue/open-queues.ts';
import { RateLimited } from '../queue/rate-limited.ts';
import { startSweeper } from '../queue/sweeper.ts';
import { sweepOne } from '../schedule/sweep-all.ts';
import { beginOverWhereDue } from './begin-over-where-due.ts';
import { scanOne } from './scan-all.ts';
import type { SyncWorker } from './sync-worker.ts';
import { workOff } from './work-off.ts';

export interface RunJobsOptions {
  readonly queue: OpenQueuesOptions['connection'];
  /** Seconds. */
  readonly schedule: {
    readonly scanEvery: number;
    readonly sweepEvery: number;
    readonly readAllEvery: number;
  };
  /** Milliseconds between two looks at what the tables owe. @default 1_000 */
  readonly owedEvery?: number;
}

/** A worker that does what the queue brings. */
export interface JobRunner {
  /** Something of these owners may be due now in that lane. A queue that cannot be reached loses nothing: the tables owe it. */
  wake(owners: readonly string[], lane: Lane): void;
  /** The hub is to be scanned and swept soon: Directus had to drop hints. */
  lookAtHub(): void;
  readonly counts: Queues['counts'];
  readonly board: Queues['board'];
  /** What is being done now, in words. */
  underWay(): readonly string[];
  /**
   * Takes no more jobs, tells those under way to stop at the next page, and settles when they have, or after so many
   * milliseconds.
   */
  stop(within: number): Promise<void>;
}

/** Scans and sweeps of one owner that run at a time. */
const readingAtOnce = 2;

/**
 * Opens the queue and works: jobs carry the work to any number of workers, and what is owed stays in the tables.
 * @throws {Error} where the queue's server cannot be reached.
 */
export async function runJobs(worker: SyncWorker, options: RunJobsOptions): Promise<JobRunner> {
  const { log, owners, streams, hubListings, store, traffic } = worker;
  const { scanEvery, sweepEvery, readAllEvery } = options.schedule;
  const queues = await openQueues({
    owners,
    connection: options.queue,
    // Room for every job that there is: one that reads for minutes never keeps a change waiting.
    concurrency: 2 * (streams.length + hubListings.length) + lanes.length,
    onError: ({ message }, { owner }) => log.error('the queue has trouble', { owner, cause: message }),
  });
  const limits = new Map(owners.map((owner) => [owner, pLimit(readingAtOnce)]));
  await queues.work(async (owner, job, signal) => {
    const wait = await traffic.wait(owner);
    if (wait > 0) throw new RateLimited(wait);
    if (job.kind === 'drain') await workOff(worker, owner, { lanes: [job.lane], signal });
    else
      await limits.get(owner)?.(
        async () => await read(worker, job, { signal, readAllEvery: readAllEvery * 1000 }),
      );
  });
  const listings = [...streams, ...hubListings];
  const endSweeper = startSweeper({
    queues,
    ...(options.owedEvery !== undefined && { every: options.owedEvery }),
    owed: async () =>
      await owedJobs({
        store,
        owners,
        listings,
        scanEvery: scanEvery * 1000,
        sweepEvery: sweepEvery * 1000,
      }),
    onError: ({ message }) => log.error('what is owed could not be asked for', { cause: message }),
  });
  const ask = (owner: string, job: Job): void => {
    queues
      .wake(owner, job)
      .catch((error: unknown) =>
        log.warn('a job could not be asked for and waits for the sweeper', { owner, cause: String(error) }),
      );
  };
  return {
    wake(of, lane) {
      for (const owner of new Set(of)) ask(owner, { kind: 'drain', lane });
    },
    lookAtHub() {
      for (const stream of hubListings) {
        ask('hub', { kind: 'scan', stream });
        ask('hub', { kind: 'sweep', stream });
      }
    },
    counts: queues.counts,
    board: queues.board,
    underWay: () =>
      queues
        .underWay()
        .map(({ owner, job }) => `${job.kind} of ${job.kind === 'drain' ? owner : job.stream}`),
    async stop(within) {
      await Promise.all([endSweeper(), queues.close(within)]);
    },
  };
}

async function read(
  worker: SyncWorker,
  { kind, stream }: Exclude<Job, { readonly kind: 'drain' }>,
  { signal, readAllEvery }: { readonly signal: AbortSignal; readonly readAllEvery: number },
): Promise<void> {
  if (signal.aborted) return;
  if (kind === 'sweep') {
    await sweepOne(worker, stream);
    return;
  }
  await beginOverWhereDue(worker, [stream], readAllEvery);
  await scanOne(worker, stream);
}
