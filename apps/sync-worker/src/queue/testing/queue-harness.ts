import type { OpenQueuesOptions } from '../open-queues.ts';

/** A server's queues under test. */
export interface QueueHarness {
  /** A place on the server that nobody else uses: all queues that are opened on one share their jobs. */
  readonly freshConnection: () => Promise<OpenQueuesOptions['connection']>;
  /** Loses every job and all else that the server knows of these queues. */
  readonly loseEverything: (connection: OpenQueuesOptions['connection']) => Promise<void>;
}
