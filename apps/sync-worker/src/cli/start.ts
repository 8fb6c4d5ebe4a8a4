import { runWorker } from '../worker/run-worker.ts';
import type { Command } from './command.ts';
import { openWorker } from './open-worker.ts';

/** `start`: runs until it is told to end, and then finishes what it has begun. */
export const start: Command = {
  summary: 'run: take webhooks and hints, and look for changes on a schedule, until SIGTERM or Ctrl-C',
  async run({ config: given, log, signal }) {
    const { worker, config, queue, close } = await openWorker(given, { log });
    try {
      await worker.verifyAccounts();
      const { hintSecret, directusDatabaseUrl } = config.secrets;
      const running = await runWorker(worker, { ...config, hintSecret, directusDatabaseUrl, queue });
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      await running.stop();
      return 0;
    } finally {
      await close();
    }
  },
};
