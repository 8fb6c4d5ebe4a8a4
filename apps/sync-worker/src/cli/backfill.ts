import { backfill as runBackfill } from '../worker/backfill.ts';
import { expectedRecords } from '../worker/expected-records.ts';
import type { Command } from './command.ts';
import { openWorker } from './open-worker.ts';
import { forgetCheckpoints } from '../worker/forget-checkpoints.ts';
import { createProgress } from './progress.ts';

/** `backfill`: everything that is on either side, with its rate; goes on where it was stopped. */
export const backfill: Command = {
  summary: 'bring everything together that is on either side; goes on where it was stopped',
  usage: '[--full]',
  details: '--full reads everything again, for a side that went back to an older state.',
  async run({ config, log, answer, progress, signal, full }) {
    let expected: number | undefined;
    const counted = createProgress(() => expected);
    const { worker, close } = await openWorker(config, {
      ending: signal,
      log,
      lane: 'backfill',
      onPage(listing, records) {
        counted.read(listing, records);
        progress(counted.line());
      },
    });
    try {
      await worker.verifyAccounts();
      if (full) await forgetCheckpoints(worker);
      const started = performance.now();
      // Beside the first pages: what is shown without a total for a moment keeps nobody waiting.
      const counting = expectedRecords(worker).then((count) => (expected = count));
      const { complete, listings } = await runBackfill(worker, { signal });
      await counting;
      progress(counted.line(), true);
      const seconds = (performance.now() - started) / 1000;
      const records = [...listings.values()].reduce((sum, one) => sum + one.records, 0);
      answer(
        [
          ...[...listings].map(
            ([name, { finished, records: read }]) =>
              `${finished ? 'done' : 'NOT FINISHED'}  ${name}: ${read}`,
          ),
          `${records} records read in ${seconds.toFixed(1)} s (${(records / seconds).toFixed(0)}/s)${complete ? '' : '; not complete: run it again'}`,
        ],
        { complete, seconds, records, listings: Object.fromEntries(listings) },
      );
      return complete ? 0 : 1;
    } finally {
      await close();
    }
  },
};
