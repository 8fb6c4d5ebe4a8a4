import { onTestFinished } from 'vitest';
import { owners } from './owners.ts';
import { openQueues, type OpenQueuesOptions, type Queues } from '../open-queues.ts';

/** Queues of one process, closed at the end of the test. What fails is collected. */
export async function openTestQueues(
  connection: OpenQueuesOptions['connection'],
  options: Partial<OpenQueuesOptions> = {},
): Promise<Queues & { readonly errors: readonly string[] }> {
  const errors: string[] = [];
  const onError = (error: Error): void => {
    errors.push(error.message);
  };
  const queues = await openQueues({ owners, connection, onError, ...options });
  onTestFinished(async () => {
    await queues.close(1000);
  });
  return { ...queues, errors };
}

/** Somebody who is waited for: a handler that stays until it is let go. */
export function gate(): {
  readonly entered: Promise<void>;
  readonly enter: () => Promise<void>;
  readonly open: () => void;
} {
  const inside = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  return {
    entered: inside.promise,
    async enter() {
      inside.resolve();
      await opened.promise;
    },
    open: () => opened.resolve(),
  };
}

export const pause = async (milliseconds: number): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
};
