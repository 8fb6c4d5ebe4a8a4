import { describe } from 'vitest';
import { deadWorkerContract } from './contract/dead-workers.ts';
import { foldingContract } from './contract/folding.ts';
import { shutdownContract } from './contract/shutdown.ts';
import { troubleContract } from './contract/trouble.ts';
import type { OpenQueuesOptions } from '../open-queues.ts';

/** A server's queues under test. */
export interface QueueHarness {
  /** A place on the server that nobody else uses: all queues that are opened on one share their jobs. */
  readonly freshConnection: () => Promise<OpenQueuesOptions['connection']>;
  /** Loses every job and all else that the server knows of these queues. */
  readonly loseEverything: (connection: OpenQueuesOptions['connection']) => Promise<void>;
}

/** What the worker relies on, whichever server keeps the jobs. */
export function queueContract(name: string, harness: QueueHarness): void {
  describe(`queues on ${name}`, () => {
    foldingContract(harness);
    troubleContract(harness);
    shutdownContract(harness);
    deadWorkerContract(harness);
  });
}
