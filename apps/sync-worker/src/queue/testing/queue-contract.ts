import { describe } from 'vitest';
import { boardContract } from './contract/board.ts';
import { deadWorkerContract } from './contract/dead-workers.ts';
import { foldingContract } from './contract/folding.ts';
import { shutdownContract } from './contract/shutdown.ts';
import { troubleContract } from './contract/trouble.ts';
import type { QueueHarness } from './queue-harness.ts';

/** What the worker relies on, whichever server keeps the jobs. */
export function queueContract(name: string, harness: QueueHarness): void {
  describe(`queues on ${name}`, () => {
    foldingContract(harness);
    troubleContract(harness);
    shutdownContract(harness);
    deadWorkerContract(harness);
    boardContract(harness);
  });
}
