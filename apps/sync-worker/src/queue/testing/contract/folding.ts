import { expect, it, vi } from 'vitest';
import type { Job } from '../../job.ts';
import { gate, openTestQueues, pause } from '../open-test-queues.ts';
import type { QueueHarness } from '../queue-harness.ts';

const drain: Job = { kind: 'drain', lane: 'webhook' };
const scan: Job = { kind: 'scan', stream: 'ninja-acme.clients' };
/** Long enough for a job that should not run to run all the same. */
const aWhile = 300;

export function foldingContract({ freshConnection }: QueueHarness): void {
  it('folds requests for one job while it waits', async () => {
    const queues = await openTestQueues(await freshConnection());
    await Promise.all(Array.from({ length: 10 }, async () => await queues.wake('hub', drain)));
    const ran: Job[] = [];
    await queues.work(async (_owner, job) => {
      ran.push(job);
    });
    await vi.waitFor(() => expect(ran).toEqual([drain]));
    await pause(aWhile);
    expect(ran).toHaveLength(1);
  });

  it('runs a job once more that was asked for while it ran, however often', async () => {
    const queues = await openTestQueues(await freshConnection());
    const { entered, enter, open } = gate();
    let runs = 0;
    await queues.work(async () => {
      runs += 1;
      await enter();
    });
    await queues.wake('hub', drain);
    await entered;
    for (let asked = 0; asked < 5; asked += 1)
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as webhooks come
      await queues.wake('hub', drain);
    expect(runs).toBe(1);
    open();
    await vi.waitFor(() => expect(runs).toBe(2), 5000);
    await pause(aWhile);
    expect(runs).toBe(2);
  });

  it('runs a job again that ended before', async () => {
    const queues = await openTestQueues(await freshConnection());
    let runs = 0;
    await queues.work(async () => {
      runs += 1;
    });
    for (const expected of [1, 2, 3]) {
      // oxlint-disable-next-line no-await-in-loop -- each run is over before the next is asked for
      await queues.wake('hub', drain);
      // oxlint-disable-next-line no-await-in-loop -- each run is over before the next is asked for
      await vi.waitFor(() => expect(runs).toBe(expected), 5000);
      // oxlint-disable-next-line no-await-in-loop -- each run is over before the next is asked for
      await pause(50);
    }
  });

  it('never runs one job in two processes at a time, but different ones side by side', async () => {
    const connection = await freshConnection();
    const processes = await Promise.all([openTestQueues(connection), openTestQueues(connection)]);
    const running = new Map<string, number>();
    const most = new Map<string, number>();
    let mostOfAll = 0;
    const enter = (key: string, change: number): void => {
      running.set(key, (running.get(key) ?? 0) + change);
      most.set(key, Math.max(most.get(key) ?? 0, running.get(key) ?? 0));
      mostOfAll = Math.max(
        mostOfAll,
        [...running.values()].reduce((sum, count) => sum + count, 0),
      );
    };
    await Promise.all(
      processes.map(
        async (queues) =>
          await queues.work(async (_owner, job) => {
            enter(job.kind, 1);
            await pause(20);
            enter(job.kind, -1);
          }),
      ),
    );
    for (let round = 0; round < 40; round += 1)
      // oxlint-disable-next-line no-await-in-loop -- requests come all the time
      await Promise.all([
        ...processes.map(async (queues) => await queues.wake('ninja-acme', drain)),
        ...processes.map(async (queues) => await queues.wake('ninja-acme', scan)),
        pause(5),
      ]);
    await vi.waitFor(() => expect([...running.values()]).toEqual([0, 0]), 5000);
    expect(Object.fromEntries(most)).toEqual({ drain: 1, scan: 1 });
    expect(mostOfAll).toBe(2);
  });

  it('does not let one connection hold up another', async () => {
    const queues = await openTestQueues(await freshConnection());
    const { entered, enter, open } = gate();
    const ended: string[] = [];
    await queues.work(async (owner) => {
      if (owner === 'ninja-acme') await enter();
      ended.push(owner);
    });
    await queues.wake('ninja-acme', drain);
    await entered;
    await queues.wake('ninja-other', drain);
    await vi.waitFor(() => expect(ended).toEqual(['ninja-other']), 5000);
    open();
  });

  it('hands a job over as it was asked for', async () => {
    const queues = await openTestQueues(await freshConnection());
    const ran: unknown[] = [];
    await queues.work(async (owner, job) => {
      ran.push([owner, job]);
    });
    await queues.wake('ninja-acme', scan);
    await vi.waitFor(() => expect(ran).toEqual([['ninja-acme', scan]]), 5000);
  });
}
