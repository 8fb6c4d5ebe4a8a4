import { client, commitOf, leaseOf } from '@unified-sync/sync-engine/simulation/store/contract/harness';
import { expect, it } from 'vitest';
import type { PostgresStore } from './postgres-store.ts';
import { holdRow } from './testing/held-row.ts';
import { useTestStores } from './testing/test-store.ts';

const { create } = useTestStores();

it('numbers a commit above every position from before it, and not above any from after it', async () => {
  const { store, ofAnotherWorker } = await create();
  const workers = [store, ofAnotherWorker(), ofAnotherWorker()];
  await Promise.all(
    workers.map(async (worker, number) => {
      const lease = await leaseOf(worker, `worker-${number}`);
      for (let rev = 0; rev < 30; rev += 1) {
        const key = client(`of-${number}`);
        // oxlint-disable-next-line no-await-in-loop -- one commit after the other
        const before = await worker.position();
        // oxlint-disable-next-line no-await-in-loop -- one commit after the other
        await worker.commit([commitOf(key, rev, lease)]);
        // oxlint-disable-next-line no-await-in-loop -- one commit after the other
        const [after, committedAt] = [await worker.position(), await positionOf(worker, key.id)];
        expect(committedAt).toBeGreaterThan(before);
        expect(committedAt).toBeLessThanOrEqual(after);
      }
    }),
  );
});

it('lets a look be fresh for a commit that was numbered before it began, though it became visible later', async () => {
  const test = await create();
  const other = test.ofAnotherWorker();
  const [one, two] = [await leaseOf(test.store, 'one'), await leaseOf(other, 'two')];
  const beforeBoth = await other.position();
  const held = await holdRow(test);
  const slow = test.store.commit([commitOf(client('slow'), 0, one, { dirty: [held.hint] })]);
  await held.isAwaited();
  await other.commit([commitOf(client('fast'), 0, two)]);
  // A look that begins now comes later than all that `slow` knows: its worker does nothing but wait for the store.
  const look = await other.position();
  await held.letGo();
  await slow;
  const [slowAt, fastAt] = [await positionOf(other, 'slow'), await positionOf(other, 'fast')];
  expect(slowAt).toBeLessThan(fastAt);
  expect(look).toBe(fastAt);
  expect(beforeBoth).toBeLessThan(slowAt);
});

it('shows no position of a commit that came to nothing', async () => {
  const test = await create();
  const lease = await leaseOf(test.store, 'one');
  const before = await test.store.position();
  expect(await test.store.commit([commitOf(client('a'), 5, lease)])).toEqual([{ kind: 'fenced' }]);
  expect(await test.store.position()).toBe(before);
});

const positionOf = async (store: PostgresStore, id: string): Promise<number> =>
  (await store.load([client(id)]))[0]?.committedAt ?? Number.NaN;
