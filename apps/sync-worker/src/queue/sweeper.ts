import type { Job } from './job.ts';
import type { Queues } from './open-queues.ts';

/** A job that somebody must do. */
export interface OwedJob {
  readonly owner: string;
  readonly job: Job;
}

export interface SweeperOptions {
  readonly queues: Pick<Queues, 'wake'>;
  /** What the tables owe now. */
  readonly owed: () => Promise<readonly OwedJob[]>;
  /** Milliseconds between two sweeps. @default 1_000 */
  readonly every?: number;
  readonly onError: (error: Error) => void;
}

/**
 * Asks for what the tables owe, again and again. The queue may lose every job (Redis flushed, a worker killed, a
 * request for a job that never arrived): what is in the tables is done all the same, one sweep later. It is the timer
 * of deferred rows, too. Every process has one; what several ask for folds into one job.
 *
 * @returns ends it, after the sweep under way
 */
export function startSweeper({ queues, owed, every = 1000, onError }: SweeperOptions): () => Promise<void> {
  let isEnding = false;
  let timer: NodeJS.Timeout | undefined;
  let sweeping = Promise.resolve();

  async function sweep(): Promise<void> {
    try {
      for (const { owner, job } of await owed()) {
        if (isEnding) return;
        // oxlint-disable-next-line no-await-in-loop -- a queue that cannot be reached is asked once, not for each job
        await queues.wake(owner, job);
      }
    } catch (error) {
      // Nothing is lost: the next sweep asks for the same.
      onError(error instanceof Error ? error : new Error(String(error)));
    }
  }

  function next(delay: number): void {
    timer = setTimeout(() => {
      sweeping = sweep().then(() => {
        if (!isEnding) next(every);
      });
    }, delay);
  }

  next(0);
  return async () => {
    isEnding = true;
    clearTimeout(timer);
    await sweeping;
  };
}
