import { expect, it, vi } from 'vitest';
import type { Job } from '../../job.ts';
import { openQueues } from '../../open-queues.ts';
import { RateLimited } from '../../rate-limited.ts';
import { openTestQueues } from '../open-test-queues.ts';
import type { QueueHarness } from '../queue-harness.ts';

const drain: Job = { kind: 'drain', lane: 'webhook' };

export function troubleContract({ freshConnection }: QueueHarness): void {
  it('lets a connection rest for as long as its provider asks, and then runs the job again', async () => {
    const queues = await openTestQueues(await freshConnection());
    const runs: { at: number; owner: string; kind: string }[] = [];
    await queues.work(async (owner, job) => {
      runs.push({ at: performance.now(), owner, kind: job.kind });
      if (runs.length === 1) throw new RateLimited(2_499.5);
    });
    await queues.wake('ninja-acme', drain);
    await vi.waitFor(() => expect(runs).not.toEqual([]), 5000);
    // A job that comes before the rest is stored may still be taken; behind that the worker puts its job back, which
    // nothing shows from outside.
    await vi.waitFor(() => expect(queues.underWay()).toEqual([]), 5000);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await queues.wake('ninja-acme', { kind: 'scan', stream: 'ninja-acme.clients' });
    const askedAt = performance.now();
    await queues.wake('hub', drain);
    await vi.waitFor(() => expect(runs).toHaveLength(4), 10_000);
    const [first, ...others] = runs;
    const waits = others.map(({ owner, kind, at }) => [owner, kind, at - (first?.at ?? 0) >= 2_450]);
    const hub = others.find(({ owner }) => owner === 'hub');
    // Less than is left of the rest, or it might have waited for that.
    expect((hub?.at ?? Infinity) - askedAt).toBeLessThan(1_500);
    expect(waits).toContainEqual(['ninja-acme', 'drain', true]);
    expect(waits).toContainEqual(['ninja-acme', 'scan', true]);
    expect(queues.errors).toEqual([]);
  }, 15_000);

  it('tells of a job that fails, and runs it again when it is asked for', async () => {
    const queues = await openTestQueues(await freshConnection());
    let runs = 0;
    await queues.work(async () => {
      runs += 1;
      if (runs === 1) throw new Error('the hub is down');
    });
    await queues.wake('hub', drain);
    await vi.waitFor(() => expect(queues.errors).toEqual(['the hub is down']), 5000);
    await queues.wake('hub', drain);
    await vi.waitFor(() => expect(runs).toBe(2), 5000);
  });

  it('refuses a name that cannot name a queue, and an owner that it does not know', async () => {
    const connection = await freshConnection();
    const bad = { connection, owners: ['ninja:acme'], onError: () => undefined };
    await expect(openQueues(bad)).rejects.toThrow('"ninja:acme" cannot name a queue');
    const queues = await openTestQueues(connection);
    await expect(queues.wake('revolut', drain)).rejects.toThrow(
      'there is no queue "revolut", but hub, ninja-acme',
    );
  });

  it('says at once that a server cannot be reached', async () => {
    const connection = await freshConnection();
    const url = new URL(connection.url);
    // Nobody listens there.
    url.port = '1';
    const opening = openTestQueues({ ...connection, url: url.href });
    await expect(opening).rejects.toThrow(/ECONNREFUSED|Connection is closed/);
  });
}
