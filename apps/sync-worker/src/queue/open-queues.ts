import { RateLimitError } from 'bullmq';
import type { Hono } from 'hono';
import { endsWithin } from '../ends-within.ts';
import { jobKey, type Job } from './job.ts';
import { openPostgresBackend } from './postgres-backend.ts';
import type { BackendQueue, BackendWorker, QueueBackend } from './queue-backend.ts';
import { RateLimited } from './rate-limited.ts';
import { openRedisBackend } from './redis-backend.ts';

/** Does what a job asks for. `signal` aborts when the worker shuts down: stop at the next page. */
export type JobHandler = (owner: string, job: Job, signal: AbortSignal) => Promise<void>;

/** How many jobs are in which state. */
export type JobCounts = Readonly<Record<(typeof states)[number], number>>;

const states = ['waiting', 'active', 'delayed', 'failed'] as const;

/** One queue for the hub and one for each connection: what one provider limits never holds up another. */
export interface Queues {
  /**
   * Asks for a job. While the same one waits, this changes nothing; while it runs, it runs once more afterwards.
   * Rejects at once where the queue cannot be reached: the tables still owe it, so the sweeper asks again.
   */
  wake(owner: string, job: Job): Promise<void>;
  /**
   * Begins to work. The same job of an owner never runs twice at a time, in however many processes; a job that
   * fails is not repeated by itself.
   */
  work(handler: JobHandler): Promise<void>;
  /** Jobs by state, of each queue. Rejects where the queue cannot be reached. */
  counts(): Promise<ReadonlyMap<string, JobCounts>>;
  /** What is being done in this process now. */
  underWay(): readonly { readonly owner: string; readonly job: Job }[];
  /** A page that shows the queues and changes nothing, to be served at this path. */
  board(path: string): Promise<Hono>;
  /**
   * Takes no more jobs, aborts the signal of those under way and waits for them, but no longer than so many
   * milliseconds; says whether all of them ended. Those that did not are done again elsewhere.
   */
  close(within: number): Promise<boolean>;
}

export interface OpenQueuesOptions {
  /** Everyone whose dirty rows there may be: `hub` and the connections' names. */
  readonly owners: readonly string[];
  readonly connection:
    | { readonly kind: 'postgres'; readonly url: string }
    | { readonly kind: 'redis'; readonly url: string; readonly prefix?: string };
  /** Different jobs of one owner that one process works on at a time. @default 3 */
  readonly concurrency?: number;
  /** Milliseconds after which a job of a dead process is given to another. @default 30_000 */
  readonly deadAfter?: number;
  /** Told of what failed: a job, or the queue itself. */
  readonly onError: (error: Error, about: { readonly owner: string | null }) => void;
}

/**
 * Opens the queues: BullMQ on PostgreSQL, or on Redis.
 * @throws {Error} where the server cannot be reached, or an owner's name cannot name a queue
 */
export async function openQueues(options: OpenQueuesOptions): Promise<Queues> {
  const { owners, concurrency = 3, deadAfter = 30_000, onError } = options;
  for (const owner of owners)
    if (owner === '' || owner.includes(':'))
      throw new Error(`"${owner}" cannot name a queue: a connection's name has characters, and no colon`);
  const backend = await openBackend(options);
  const queues = new Map(owners.map((owner) => [owner, openQueue(backend, owner, onError)]));
  const workers: BackendWorker[] = [];
  const closing = new AbortController();
  const underWay = new Set<{ readonly owner: string; readonly job: Job }>();

  const queueOf = (owner: string): BackendQueue => {
    const queue = queues.get(owner);
    if (queue === undefined) throw new Error(`there is no queue "${owner}", but ${owners.join(', ')}`);
    return queue;
  };

  async function run(owner: string, job: Job, handler: JobHandler): Promise<void> {
    // A worker may still take the job that came while it was told to close.
    if (closing.signal.aborted) throw putBack();
    const one = { owner, job };
    underWay.add(one);
    try {
      await handler(owner, job, closing.signal);
    } catch (error) {
      if (!(error instanceof RateLimited)) throw error;
      await queueOf(owner).rateLimit(error.retryAfter);
      throw putBack();
    } finally {
      underWay.delete(one);
    }
  }

  let closed: Promise<boolean> | undefined;
  async function closeAll(within: number): Promise<boolean> {
    closing.abort();
    const ended = Promise.all(workers.map(async (worker) => await worker.close()));
    if (!(await endsWithin(within, ended))) return false;
    await Promise.all([...queues.values()].map(async (queue) => await queue.close()));
    await backend.close();
    return true;
  }

  return {
    async wake(owner, job) {
      await queueOf(owner).add(job.kind, job, {
        // Not a job id: a job that has ended would swallow the next one of that id.
        deduplication: { id: jobKey(job), keepLastIfActive: true },
        removeOnComplete: true,
        removeOnFail: 100,
      });
    },
    async work(handler) {
      for (const owner of owners) {
        const worker = backend.createWorker(owner, async ({ data }) => await run(owner, data, handler), {
          concurrency,
          lockDuration: deadAfter,
          stalledInterval: Math.min(deadAfter, 5000),
        });
        worker.on('error', (error) => onError(error, { owner }));
        worker.on('failed', (_job, error) => onError(error, { owner }));
        workers.push(worker);
      }
      await Promise.all(workers.map(async (worker) => await worker.waitUntilReady()));
    },
    counts: async () =>
      new Map(
        await Promise.all([...queues].map(async ([owner, queue]) => [owner, await countsOf(queue)] as const)),
      ),
    underWay: () => [...underWay],
    async board(path) {
      // Loaded where somebody wants it: the commands start without it.
      const { createBoard } = await import('./create-board.ts');
      return createBoard([...queues.values()], path);
    },
    close: async (within) => await (closed ??= closeAll(within)),
  };
}

async function openBackend({ connection, owners, onError }: OpenQueuesOptions): Promise<QueueBackend> {
  const report = (error: Error): void => onError(error, { owner: null });
  return connection.kind === 'postgres'
    ? await openPostgresBackend({ url: connection.url, workers: owners.length, onError: report })
    : await openRedisBackend({
        url: connection.url,
        prefix: connection.prefix ?? 'unified-sync',
        onError: report,
      });
}

function openQueue(
  backend: QueueBackend,
  owner: string,
  onError: OpenQueuesOptions['onError'],
): BackendQueue {
  const queue = backend.createQueue(owner);
  queue.on('error', (error) => onError(error, { owner }));
  return queue;
}

async function countsOf(queue: BackendQueue): Promise<JobCounts> {
  const { waiting = 0, active = 0, delayed = 0, failed = 0 } = await queue.getJobCounts(...states);
  return { waiting, active, delayed, failed };
}

/** Thrown by a job, this puts it back to those that wait, without counting it as failed. */
const putBack = (): Error => new RateLimitError();
