import type { Command } from './command.ts';
import { heldBackLines } from './held-back-lines.ts';
import { hearing } from './hearing.ts';
import { openWorker } from './open-worker.ts';

/** `status`: what is owed. */
export const status: Command = {
  summary: 'what waits, who is down, what is under way, and what a person must see',
  async run({ config, log, answer }) {
    const { worker, config: complete, close } = await openWorker(config, { log });
    try {
      const owed = await worker.store.status();
      const runs = await worker.store.runs.last();
      const traffic = await worker.traffic.status();
      const heard = await hearing(worker, complete);
      const lines = [
        ...heldBackLines(traffic),
        ...owed.backlog.map(
          (one) =>
            `${one.direction} ${one.connection ?? '(not linked)'} ${one.lane}: ${one.rows} to look at, ${one.due} due, oldest ${age(one.oldestAge)}`,
        ),
        ...owed.effects.map(
          (one) => `writes to ${one.side} ${one.state}: ${one.count}, oldest ${age(one.oldestAge)}`,
        ),
        ...owed.waiting.map((one) => `waiting for ${one.stream}: ${one.items} items`),
        ...owed.findings.map((one) => `open findings ${one.kind}: ${one.open}`),
      ];
      answer(
        [
          ...(lines.length === 0 ? ['Nothing is owed.'] : lines),
          ...runs
            .filter((run) => run.status === 'running' || run.status === 'failed')
            .map(
              (run) =>
                `${run.kind} of ${run.listing} ${run.status} since ${run.startedAt.toISOString()}${run.error === null ? '' : `: ${run.error}`}`,
            ),
          `Directus is heard by ${heard.text}${heard.problem === null ? '' : `; not by triggers: ${heard.problem}`}`,
        ],
        { ...owed, runs, traffic, hearing: heard },
      );
      return 0;
    } finally {
      await close();
    }
  },
};

const age = (milliseconds: number): string => `${Math.round(milliseconds / 1000)} s`;
