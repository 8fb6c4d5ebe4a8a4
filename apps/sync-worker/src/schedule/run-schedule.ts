import type { Connector } from '../connectors/connector.ts';
import { scanAll } from '../worker/scan-all.ts';
import type { SyncWorker } from '../worker/sync-worker.ts';
import { repeat } from './repeat.ts';
import { restoreSubscriptions } from './restore-subscriptions.ts';
import { sweepAll } from './sweep-all.ts';

/** What {@link runSchedule} needs; times are seconds. */
export interface ScheduleOptions {
  readonly scanEvery: number;
  readonly sweepEvery: number;
  readonly checkWebhooksEvery: number;
  readonly signal: AbortSignal;
  /** Called when there may be something to work off. */
  readonly onHints: () => void;
}

/** What always runs, whatever is called or not: it finds what no hint told of. Ends when the signal does. */
export async function runSchedule(worker: SyncWorker, options: ScheduleOptions): Promise<void> {
  const { signal, onHints, scanEvery, sweepEvery, checkWebhooksEvery } = options;
  const each = async (seconds: number, task: () => Promise<void>): Promise<void> =>
    await repeat({ every: seconds * 1000, signal, task, log: worker.log });
  await Promise.all([
    each(scanEvery, async () => {
      await scanAll(worker, { signal });
      onHints();
    }),
    each(sweepEvery, async () => {
      await sweepAll(worker, signal);
      onHints();
    }),
    each(checkWebhooksEvery, async () => {
      for (const connector of worker.connectors.values()) await checkSubscriptions(worker, connector, signal);
      onHints();
    }),
  ]);
}

/** Restores what the provider dropped, and then polls: what happened meanwhile, nobody told. */
async function checkSubscriptions(
  worker: SyncWorker,
  connector: Connector,
  signal: AbortSignal,
): Promise<void> {
  const { created, removed } = await restoreSubscriptions(connector);
  if (created.length === 0 && removed === 0) return;
  const { connection } = connector;
  worker.log.warn('subscriptions were restored', { connection, created, removed });
  await scanAll(worker, { listings: Object.keys(connector.streams), signal });
}
