import { AsyncLocalStorage } from 'node:async_hooks';
import type { Side, WriteRequest } from '@unified-sync/sync-engine';
import type { Log } from '../log.ts';
import type { RunEnd } from '../store/runs/run-records.ts';
import type { RunStore } from '../store/runs/run-store.ts';
import type { RunKind } from '../store/tables.ts';
import { traced } from '../tracing/trace.ts';

/** How a run ended, as the engine says it. */
export interface RunOutcome {
  readonly finished: boolean;
  readonly records: number;
}

/** Records what runs, and counts the writes that are made meanwhile on its behalf. */
export interface RunRecorder {
  /**
   * Does a run and records it; its id is the correlation id of all that it does. What it throws is recorded, and thrown.
   */
  record<Outcome extends RunOutcome>(
    kind: RunKind,
    listing: string,
    work: () => Promise<Outcome>,
  ): Promise<Outcome>;
  /** The side, with its writes counted for the run that makes them. */
  counted(side: Side): Side;
}

interface Counts {
  created: number;
  updated: number;
  archived: number;
}

const counterOf: Readonly<Record<WriteRequest['kind'], keyof Counts>> = {
  create: 'created',
  update: 'updated',
  command: 'updated',
  restore: 'updated',
  remove: 'archived',
};

export interface RunRecorderOptions {
  /** Where they are recorded. */
  readonly runs: Pick<RunStore, 'start' | 'finish'>;
  readonly log: Log;
  readonly ending: AbortSignal;
}

export function createRunRecorder({ runs, log, ending }: RunRecorderOptions): RunRecorder {
  // Runs go on side by side: whose a write is, only the chain of calls tells.
  const underWay = new AsyncLocalStorage<Counts>();
  return {
    async record(kind, listing, work) {
      const { id } = await runs.start(kind, listing);
      const counts: Counts = { created: 0, updated: 0, archived: 0 };
      try {
        const outcome = await traced(
          { id, records: undefined },
          async () => await underWay.run(counts, work),
        );
        const { finished, records } = outcome;
        await runs.finish(id, {
          ...endOf(finished, ending),
          counts: { ...counts, read: records },
        });
        return outcome;
      } catch (error) {
        const cause = error instanceof Error ? error.message : String(error);
        // Where the store itself is away, the first error is the one to know of.
        await runs
          .finish(id, { status: 'failed', counts: { ...counts, read: 0 }, error: cause })
          .catch((second: unknown) =>
            log.error('a run could not be recorded', { listing, cause: String(second) }),
          );
        throw error;
      }
    },
    counted: (side) => ({
      ...side,
      async write(requests) {
        const results = await side.write(requests);
        const counts = underWay.getStore();
        if (counts !== undefined)
          for (const [index, { kind }] of requests.entries())
            if (results[index]?.kind === 'written') counts[counterOf[kind]] += 1;
        return results;
      },
    }),
  };
}

/** What a process that ends leaves unread has not failed. */
function endOf(finished: boolean, ending: AbortSignal): Pick<RunEnd, 'status' | 'error'> {
  if (finished) return { status: 'completed', error: null };
  return ending.aborted
    ? { status: 'stopped', error: null }
    : { status: 'failed', error: 'it could not be read to its end' };
}
