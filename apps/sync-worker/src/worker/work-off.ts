import { backoff, finding, type Lane, lanes } from '@unified-sync/sync-engine';
import type { TakenRow } from '../store/dirty/take-dirty.ts';
import { inLane } from '../traffic/lane-scope.ts';
import { newCorrelation, recordName, traced, type Trace } from '../tracing/trace.ts';
import type { SyncWorker } from './sync-worker.ts';

export interface WorkOffOptions {
  /** @default all lanes, each with its share */
  readonly lanes?: readonly Lane[];
  readonly signal?: AbortSignal;
}

/**
 * Works off the dirty rows of one owner (`hub`, or a connection) that are due now. While its provider is down, the rows
 * stay as they are.
 * @returns how many rows were taken
 */
export async function workOff(
  worker: SyncWorker,
  owner: string,
  { lanes: of = lanes, signal }: WorkOffOptions = {},
): Promise<number> {
  let taken = 0;
  for (;;) {
    if (signal?.aborted === true || (await worker.traffic.wait(owner)) > 0) return taken;
    const rows = await worker.store.takeDirty({ owner, limit: worker.pageSize, lanes: of });
    if (rows.length === 0) return taken;
    taken += rows.length;
    await traced(traceOf(rows), async () => await workOn(worker, owner, rows));
  }
}

/** Each row goes on under the id of the hint that brought it; what is about all of them has one of its own. */
function traceOf(rows: readonly TakenRow[]): Trace {
  const [first] = rows;
  const own = rows.length === 1 ? first?.correlation : null;
  return {
    id: own ?? newCorrelation(),
    records: new Map(
      rows.flatMap(({ side, record, correlation }) =>
        correlation === null ? [] : [[recordName(side, record), correlation]],
      ),
    ),
  };
}

async function workOn(worker: SyncWorker, owner: string, rows: readonly TakenRow[]): Promise<void> {
  if (worker.logsRecords)
    for (const { side, record, lane, correlation } of rows)
      worker.log.info('a record is looked at', { side, record, lane, ...correlated(correlation) });
  await worker.store.keepTaken(rows, async () => await convergeByLane(worker, rows), {
    onError: (error) =>
      worker.log.warn('rows could not be kept and may be worked on twice', { owner, cause: String(error) }),
  });
}

/** Nothing where it is not known: then the line shows that of the page. */
const correlated = (correlation: string | null): { readonly correlation?: string } =>
  correlation === null ? {} : { correlation };

/** Rows of each lane by themselves, the most urgent first: what they send is on behalf of that lane. */
async function convergeByLane(worker: SyncWorker, rows: readonly TakenRow[]): Promise<void> {
  const byLane = Map.groupBy(rows, ({ lane }) => lane);
  for (const lane of lanes) {
    const own = byLane.get(lane);
    if (own !== undefined) await inLane(lane, async () => await convergeRows(worker, own));
  }
}

/**
 * Converges rows. Where that fails as a whole, each is tried by itself: what fails alone is kept in a finding,
 * and tried again later, so that one record cannot hold up the others.
 */
async function convergeRows(worker: SyncWorker, rows: readonly TakenRow[]): Promise<void> {
  try {
    await worker.engine.converge(rows);
  } catch (error) {
    if (rows.length > 1) {
      for (const row of rows) await convergeRows(worker, [row]);
      return;
    }
    await quarantine(worker, rows, error);
  }
}

async function quarantine(worker: SyncWorker, rows: readonly TakenRow[], error: unknown): Promise<void> {
  const { store, log } = worker;
  const cause = error instanceof Error ? error.message : String(error);
  for (const { side, record, correlation } of rows) {
    log.error('a record cannot be processed', { side, record, cause, ...correlated(correlation) });
    await store.report([
      finding({
        kind: 'quarantined',
        item: null,
        side,
        field: null,
        lost: record,
        message: `${side} ${record} cannot be processed and is tried again: ${cause}`,
      }),
    ]);
  }
  await store.deferDirty(rows, backoff({ attempt: 6, random: Math.random }) + 5_000);
}

/**
 * Works off everything that is dirty, of all owners, until nothing is due within `patience`.
 * @param options.patience milliseconds that a deferred row is waited for; what is due later stays
 * @param options.deadline milliseconds after which what is left stays, too
 * @returns true where nothing is left at all
 */
export async function settle(
  worker: SyncWorker,
  options: { readonly patience: number; readonly deadline: number; readonly signal?: AbortSignal },
): Promise<boolean> {
  const { patience, deadline, signal } = options;
  const end = Date.now() + deadline;
  for (;;) {
    if (signal?.aborted === true) return false;
    await Promise.all(worker.owners.map(async (owner) => await workOff(worker, owner)));
    const due = await worker.store.nextDue(worker.owners);
    const waits = await Promise.all(
      [...due].map(async ([owner, wait]) => Math.max(wait, await worker.traffic.wait(owner))),
    );
    if (waits.length === 0) return true;
    const next = Math.min(...waits);
    if (next > patience || Date.now() + next > end) return false;
    await new Promise((resolve) => setTimeout(resolve, Math.max(20, next)));
  }
}
