import type { PlannedWrite } from '../worker/dry-run.ts';
import { scanAll } from '../worker/scan-all.ts';
import { workOff } from '../worker/work-off.ts';
import type { Command } from './command.ts';
import { openWorker } from './open-worker.ts';

/** `plan`: what `apply` would write first, on both sides; nothing is changed anywhere. */
export const plan: Command = {
  summary: 'show what apply would write, field by field, and write nothing',
  details: 'Exit code 0: nothing to write; 2: something; 1: it could not be told.',
  async run({ config, log, answer, signal }) {
    // What is not written is planned again: each write once.
    const planned = new Map<string, PlannedWrite>();
    const { worker, close } = await openWorker(config, {
      log,
      dryRun: (write) => planned.set(JSON.stringify(write), write),
    });
    try {
      await worker.verifyAccounts();
      const listings = await scanAll(worker, { signal });
      for (const owner of worker.owners) await workOff(worker, owner, { signal });
      const writes = [...planned.values()];
      const failed = [...listings].filter(([, { finished }]) => !finished).map(([name]) => name);
      answer(
        [
          ...writes.flatMap(linesOf),
          ...failed.map((name) => `not read to its end: ${name}`),
          writes.length === 0
            ? 'Nothing to write.'
            : `${writes.length} writes. What waits for them comes after.`,
        ],
        { writes, failed },
      );
      if (failed.length > 0) return 1;
      return writes.length === 0 ? 0 : 2;
    } finally {
      await close();
    }
  },
};

const linesOf = ({ side, kind, record, fields }: PlannedWrite): string[] => [
  `${kind} ${side} ${record}`,
  ...Object.entries(fields).map(
    ([name, { before, after }]) =>
      `  ${name}: ${JSON.stringify(before) ?? '(none)'} -> ${JSON.stringify(after)}`,
  ),
];
