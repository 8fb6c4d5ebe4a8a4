import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';

/** What {@link repeat} needs. */
export interface RepeatOptions {
  /** Milliseconds from the end of one run to the start of the next. */
  readonly every: number;
  readonly signal: AbortSignal;
  readonly task: () => Promise<void>;
  readonly log: Log;
}

/** Runs a task now and again and again until the signal ends it; a failure is logged, and the next run comes. */
export async function repeat({ every, signal, task, log }: RepeatOptions): Promise<void> {
  while (!signal.aborted) {
    try {
      await task();
    } catch (error) {
      log.error('a scheduled task failed', { cause: error instanceof Error ? error.message : String(error) });
    }
    await sleep(every, undefined, { signal }).catch(() => undefined);
  }
}
