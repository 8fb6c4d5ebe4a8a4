import type { DirtyRow, Hint } from '@unified-sync/sync-engine';
import { expect, it } from 'vitest';
import { holdRow } from '../testing/held-row.ts';
import { useTestStores } from '../testing/test-store.ts';

const { create } = useTestStores();
const hints = (count: number): Hint[] =>
  Array.from({ length: count }, (_, index) => ({ side: 'ninja.clients', record: `r-${index}` }));
const options = { owner: 'ninja', limit: 10 };

it('hands out every row once, to one of the workers that ask', async () => {
  const { store, ofAnotherWorker } = await create();
  const workers = [store, ofAnotherWorker(), ofAnotherWorker()];
  await store.markDirty(hints(200));
  const taken = await Promise.all(
    workers.map(async (worker) => {
      const rows: DirtyRow[] = [];
      for (let page = 0; page < 8; page += 1)
        // oxlint-disable-next-line no-await-in-loop -- page by page, as a worker does
        rows.push(...(await worker.takeDirty(options)));
      return rows;
    }),
  );
  const records = taken.flat().map(({ record }) => record);
  expect(new Set(records).size).toBe(records.length);
  expect(records).toHaveLength(200);
});

it.each(['clearDirty', 'deferDirty'] as const)(
  'keeps a row due that is being marked again while %s ends the old mark',
  async (finish) => {
    const test = await create();
    const { store, ofAnotherWorker } = test;
    const first = await holdRow(test);
    await first.letGo();
    const rows = await store.takeDirty({ owner: 'hub', limit: 1 });
    const again = await holdRow(test);
    const finishing =
      finish === 'clearDirty'
        ? ofAnotherWorker().clearDirty(rows)
        : ofAnotherWorker().deferDirty(rows, 60_000);
    await again.isAwaited();
    await again.letGo();
    await finishing;
    const [next] = await store.takeDirty({ owner: 'hub', limit: 1 });
    expect(next?.record).toBe(again.hint.record);
    expect(next?.counter).toBeGreaterThan(rows[0]?.counter ?? Infinity);
  },
);

it('does not wait for a row that another is writing', async () => {
  const test = await create();
  const held = await holdRow(test);
  await held.letGo();
  await test.store.markDirty([{ side: 'hub', record: 'clients/free' }]);
  const again = await holdRow(test);
  const taken = await test.ofAnotherWorker().takeDirty({ owner: 'hub', limit: 10 });
  expect(taken.map(({ record }) => record)).toEqual(['clients/free']);
  await again.letGo();
});

it('marks, clears and defers the same rows from all sides without a deadlock', async () => {
  const { store, ofAnotherWorker } = await create();
  const workers = [store, ofAnotherWorker(), ofAnotherWorker()];
  const all = hints(50);
  await Promise.all(
    workers.map(async (worker, number) => {
      for (let round = 0; round < 10; round += 1) {
        // oxlint-disable-next-line no-await-in-loop -- each worker does one thing after the other
        await worker.markDirty(number === 0 ? all : all.toReversed());
        // oxlint-disable-next-line no-await-in-loop -- each worker does one thing after the other
        const rows = await worker.takeDirty({ ...options, limit: 30 });
        // oxlint-disable-next-line no-await-in-loop -- each worker does one thing after the other
        await (round % 2 === 0 ? worker.clearDirty(rows.toReversed()) : worker.deferDirty(rows, 0));
      }
    }),
  );
  expect((await store.nextDue(['ninja'])).get('ninja') ?? 0).toBe(0);
});
