import { beginOverWhereDue } from '../worker/begin-over-where-due.ts';
import { scanAll } from '../worker/scan-all.ts';
import { settle } from '../worker/work-off.ts';
import type { Command } from './command.ts';
import { openWorker } from './open-worker.ts';

/** `apply`: one pass over what changed on either side. */
export const apply: Command = {
  summary: 'bring over what changed since the last time, once',
  async run({ config, log, answer, signal }) {
    const { worker, close } = await openWorker(config, { log });
    try {
      await worker.verifyAccounts();
      const all = [...worker.streams, ...worker.hubListings];
      await beginOverWhereDue(worker, all, config.schedule.readAllEvery * 1000);
      const listings = await scanAll(worker, { signal });
      const settled = await settle(worker, { patience: 15_000, deadline: 300_000, signal });
      const failed = [...listings].filter(([, { finished }]) => !finished).map(([name]) => name);
      answer(
        [
          ...failed.map((name) => `not read to its end: ${name}`),
          settled
            ? 'Everything that was heard of is dealt with.'
            : 'Something is left: see `sync-worker status`.',
        ],
        { settled, failed },
      );
      return settled && failed.length === 0 ? 0 : 1;
    } finally {
      await close();
    }
  },
};
