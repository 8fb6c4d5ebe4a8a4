import type { SyncWorker } from './sync-worker.ts';
import { workOff } from './work-off.ts';

/** Works off what becomes dirty, until it is told to end. */
export interface WorkLoop {
  /** Something may be due now: look at once. */
  wake(): void;
  /** Settles once the rows under way are worked off, after the signal has ended it. */
  readonly ended: Promise<void>;
}

/** Longest pause in milliseconds: rows may also come from another process. */
const longestPause = 1_000;

/** Starts a loop for each owner: a provider that is slow or down holds up nobody else. */
export function startWorkLoop(worker: SyncWorker, signal: AbortSignal): WorkLoop {
  const sleepers = new Set<() => void>();
  const pause = async (milliseconds: number): Promise<void> =>
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        sleepers.delete(end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      sleepers.add(end);
      if (signal.aborted) end();
    });
  const wake = (): void => {
    for (const end of sleepers) end();
  };
  signal.addEventListener('abort', wake, { once: true });

  async function loop(owner: string): Promise<void> {
    while (!signal.aborted) {
      try {
        await workOff(worker, owner, signal);
      } catch (error) {
        const cause = error instanceof Error ? error.message : String(error);
        worker.log.error('working off failed and is tried again', { owner, cause });
      }
      await pause(longestPause);
    }
  }
  return { wake, ended: Promise.all(worker.owners.map(loop)).then(() => undefined) };
}
