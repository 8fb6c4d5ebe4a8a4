import { expect, it } from 'vitest';
import type { Job } from '../../job.ts';
import { gate, openTestQueues, pause } from '../open-test-queues.ts';
import type { QueueHarness } from '../queue-harness.ts';

const drain: Job = { kind: 'drain', lane: 'webhook' };

export function shutdownContract({ freshConnection }: QueueHarness): void {
  it('tells the job under way to stop, waits for it, and takes no other', async () => {
    const connection = await freshConnection();
    const queues = await openTestQueues(connection);
    const another = await openTestQueues(connection);
    const { entered, enter, open } = gate();
    const seen: string[] = [];
    await queues.work(async (owner, _job, signal) => {
      signal.addEventListener('abort', () => {
        seen.push(`${owner} told`);
        open();
      });
      await enter();
      // What a worker does with what it has in hand.
      await pause(100);
      seen.push(`${owner} ended`);
    });
    await queues.wake('hub', drain);
    await entered;
    const closing = queues.close(5000);
    await another.wake('ninja-acme', drain);
    expect(await closing).toBe(true);
    expect(seen).toEqual(['hub told', 'hub ended']);
    // Not lost: whoever works next does it.
    const done: string[] = [];
    await another.work(async (owner) => {
      done.push(owner);
    });
    await expect.poll(() => done, { timeout: 5000 }).toEqual(['ninja-acme']);
  });

  it('does not wait for ever for a job that does not end', async () => {
    const queues = await openTestQueues(await freshConnection());
    const { entered, enter, open } = gate();
    await queues.work(async () => await enter());
    await queues.wake('hub', drain);
    await entered;
    expect(await queues.close(200)).toBe(false);
    open();
  });
}
