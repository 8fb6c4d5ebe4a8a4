import type { Connector } from '../connectors/connector.ts';
import type { Reporter } from '../reporting/create-reporter.ts';
import { scanAll } from '../worker/scan-all.ts';
import type { SyncWorker } from '../worker/sync-worker.ts';
import { pruneWhenDue, type RetentionSettings } from './prune-when-due.ts';
import { repeat } from './repeat.ts';
import { restoreSubscriptions } from './restore-subscriptions.ts';
import { tellOfLongWaits } from './tell-of-long-waits.ts';

/** What {@link runSchedule} needs; times are seconds. */
export interface ScheduleOptions {
  readonly checkWebhooksEvery: number;
  readonly reportEvery: number;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
  /** Called when people decided something, and items of the hub are due for it. */
  readonly onDecisions: () => void;
  readonly retention: RetentionSettings;
}

/** Seconds: who asks whether it is time to prune asks at least so often. */
const longestPause = 3600;

/**
 * What each worker does now and again beside its jobs, which scan and sweep: it watches the subscriptions, and
 * reports findings and runs to Directus, tells of what waits for long, and lets go of what is too old. Ends when the
 * signal does.
 */
export async function runSchedule(worker: SyncWorker, options: ScheduleOptions): Promise<void> {
  const { signal, checkWebhooksEvery, reportEvery, reporter, onDecisions, retention } = options;
  const each = async (seconds: number, task: () => Promise<void>): Promise<void> =>
    await repeat({ every: seconds * 1000, signal, task, log: worker.log });
  await Promise.all([
    each(checkWebhooksEvery, async () => {
      for (const connector of worker.connectors.values())
        if ((await worker.traffic.wait(connector.connection)) === 0)
          await checkSubscriptions(worker, connector, signal);
    }),
    each(reportEvery, async () => {
      if ((await worker.traffic.wait('hub')) > 0) return;
      if ((await reporter.report()) > 0) onDecisions();
    }),
    each(longestPause, async () => await tellOfLongWaits(worker)),
    each(Math.min(retention.pruneEvery, longestPause), async () => await pruneWhenDue(worker, retention)),
  ]);
}

/** Restores what the provider dropped, and then polls: what happened meanwhile, nobody told. */
export async function checkSubscriptions(
  worker: SyncWorker,
  connector: Connector,
  signal: AbortSignal,
): Promise<void> {
  const { connection } = connector;
  try {
    const { created, removed } = await restoreSubscriptions(connector);
    if (created.length === 0 && removed === 0) return;
    worker.log.warn('subscriptions were restored', { connection, created, removed });
    await scanAll(worker, { listings: Object.keys(connector.streams), signal });
  } catch (error) {
    // One provider that is down leaves the subscriptions of the others watched.
    const cause = error instanceof Error ? error.message : String(error);
    worker.log.error('subscriptions could not be checked', { connection, cause });
  }
}
