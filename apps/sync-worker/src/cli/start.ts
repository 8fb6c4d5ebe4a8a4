import { endsWithin } from '../ends-within.ts';
import { createTelemetry } from '../metrics/telemetry.ts';
import { createTrafficMetrics } from '../metrics/traffic-metrics.ts';
import { runWorker } from '../worker/run-worker.ts';
import type { Command } from './command.ts';
import { openWorker } from './open-worker.ts';

/** Milliseconds for connections to close; they hold nothing that would be lost. */
const closeWithin = 5000;

/** `start`: runs until it is told to end, and then finishes what it has begun. */
export const start: Command = {
  summary: 'run: take webhooks and hints, and look for changes on a schedule, until SIGTERM or Ctrl-C',
  details:
    'Told to end, it takes nothing new and finishes what is under way: exit code 0. What has not ended within\n' +
    '`shutdownWithin` seconds, or when it is told again, is left to another worker and named in the log: exit code 1.',
  async run({ config: given, log, signal, hurry }) {
    const telemetry = createTelemetry();
    const opened = await openWorker(given, { log, telemetry, logsRecords: true, ending: signal });
    const { worker, config, queue } = opened;
    let left: readonly string[] = [];
    try {
      const toldToEnd = ended(signal);
      await Promise.race([worker.verifyAccounts(), toldToEnd]);
      if (signal.aborted) return 0;
      const { hintSecret, metricsToken, boardToken, directusDatabaseUrl } = config.secrets;
      const own = { hintSecret, metricsToken, boardToken, directusDatabaseUrl };
      const metricSources = [createTrafficMetrics(worker.traffic)];
      const running = await runWorker(worker, { ...config, ...own, queue, telemetry, metricSources });
      await toldToEnd;
      left = await running.stop(hurry);
      return left.length === 0 ? 0 : 1;
    } finally {
      // What is left still uses its connections: it ends with the process.
      if (left.length === 0) await endsWithin(closeWithin, opened.close(), hurry);
    }
  },
};

const ended = async (signal: AbortSignal): Promise<void> =>
  await new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
