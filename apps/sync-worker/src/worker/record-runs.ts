import { AsyncLocalStorage } from 'node:async_hooks';
import type { Side, WriteRequest } from '@unified-sync/sync-engine';
import type { Log } from '../log.ts';
import type { RunStore } from '../store/runs/run-store.ts';
import type { RunKind } from '../store/tables.ts';

/** How a run ended, as the engine says it. */
export interface RunOutcome {
  readonly finished: boolean;
  readonly records: number;
}

/** Records what runs, and counts the writes that are made meanwhile on its behalf. */
export interface RunRecorder {
  /** Does a run and records it. What it throws is recorded, and thrown. */
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

/** @param runs where they are recorded */
export function createRunRecorder(runs: Pick<RunStore, 'start' | 'finish'>, log: Log): RunRecorder {
  // Runs go on side by side: whose a write is, only the chain of calls tells.
  const underWay = new AsyncLocalStorage<Counts>();
  return {
    async record(kind, listing, work) {
      const { id } = await runs.start(kind, listing);
      const counts: Counts = { created: 0, updated: 0, archived: 0 };
      try {
        const outcome = await underWay.run(counts, work);
        const { finished, records } = outcome;
        await runs.finish(id, {
          status: finished ? 'completed' : 'failed',
          counts: { ...counts, read: records },
          error: finished ? null : 'it could not be read to its end',
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
