import { expect, it } from 'vitest';
import { useTestStores } from '../../store/testing/test-store.ts';
import { owedJobs } from '../owed-jobs.ts';
import { startSweeper } from '../sweeper.ts';
import { openTestQueues, pause } from './open-test-queues.ts';
import { owners } from './owners.ts';
import type { QueueHarness } from './queue-harness.ts';

/** The tables are the truth: whatever the queue loses, what they owe is done. */
export function loseQueuesContract(name: string, { freshConnection, loseEverything }: QueueHarness): void {
  const { create } = useTestStores();

  it(`works off every dirty row although the queues on ${name} lose everything again and again`, async () => {
    const { store } = await create();
    const connection = await freshConnection();
    const processes = await Promise.all([
      openTestQueues(connection, { deadAfter: 2000 }),
      openTestQueues(connection, { deadAfter: 2000 }),
    ]);
    const rows = owners
      .flatMap((owner) => Array.from({ length: 120 }, (_, index) => ({ owner, index })))
      .map(({ owner, index }) =>
        owner === 'hub'
          ? { side: 'hub', record: `clients/${index}` }
          : { side: `${owner}.clients`, record: `r-${index}` },
      );
    const worked = new Set<string>();
    for (const queues of processes)
      // oxlint-disable-next-line no-await-in-loop -- one process starts after the other
      await queues.work(async (owner, _job, signal) => {
        for (;;) {
          const page = await store.takeDirty({ owner, limit: 10 });
          if (page.length === 0 || signal.aborted) return;
          await pause(20);
          for (const { side, record } of page) worked.add(`${side} ${record}`);
          await store.clearDirty(page);
        }
      });
    const sweepers = processes.map((queues) =>
      startSweeper({
        queues,
        owed: async () =>
          await owedJobs({ store, owners, listings: [], scanEvery: 60_000, sweepEvery: 60_000 }),
        every: 50,
        onError: () => undefined,
      }),
    );
    for (let part = 0; part < 6; part += 1) {
      // oxlint-disable-next-line no-await-in-loop -- changes and losses take turns
      await store.markDirty(rows.slice(part * 60, (part + 1) * 60));
      // oxlint-disable-next-line no-await-in-loop -- changes and losses take turns
      await pause(60);
      // oxlint-disable-next-line no-await-in-loop -- changes and losses take turns
      await loseEverything(connection);
    }
    await expect.poll(async () => (await store.nextDue(owners)).size, { timeout: 20_000 }).toBe(0);
    expect(worked.size).toBe(rows.length);
    await Promise.all(sweepers.map(async (end) => await end()));
  }, 40_000);
}
