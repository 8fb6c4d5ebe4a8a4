import type { WorkerConfig } from '../config/check-config.ts';
import { createIngress } from '../ingress/create-ingress.ts';
import { serveIngress } from '../ingress/serve-ingress.ts';
import { runSchedule } from '../schedule/run-schedule.ts';
import { sweepAll } from '../schedule/sweep-all.ts';
import type { SyncWorker } from './sync-worker.ts';
import { startWorkLoop } from './work-off-forever.ts';

/** A worker that is running. */
export interface RunningWorker {
  readonly port: number;
  /** Takes nothing new, finishes what is under way, and settles when all of it has ended. */
  stop(): Promise<void>;
}

/** Starts the daemon: ingress, the loops that work off what is dirty, and the schedule. */
export async function runWorker(
  worker: SyncWorker,
  config: Pick<WorkerConfig, 'port' | 'schedule' | 'names' | 'secrets'>,
): Promise<RunningWorker> {
  const ending = new AbortController();
  const { signal } = ending;
  const { hintSecret } = config.secrets;
  const background = new Set<Promise<void>>();
  const inBackground = (task: Promise<void>): void => {
    const ended = task
      .catch((error: unknown) => worker.log.error('a sweep failed', { cause: String(error) }))
      .finally(() => background.delete(ended));
    background.add(ended);
  };
  const loop = startWorkLoop(worker, signal);
  const app = createIngress({
    worker,
    names: config.names,
    hintSecrets: hintSecret === undefined ? [] : [hintSecret],
    onHints: () => loop.wake(),
    onIncomplete: () => inBackground(sweepAll(worker, signal).then(() => loop.wake())),
  });
  const ingress = await serveIngress(app, config.port);
  const schedule = runSchedule(worker, { ...config.schedule, signal, onHints: () => loop.wake() });
  worker.log.info('the worker runs', { port: ingress.port });
  return {
    port: ingress.port,
    async stop() {
      await ingress.close();
      ending.abort();
      await Promise.all([loop.ended, schedule, ...background]);
      worker.log.info('the worker has ended');
    },
  };
}
