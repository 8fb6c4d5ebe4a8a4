import {
  client,
  commitOf,
  effect,
  leaseOf,
  link,
} from '@unified-sync/sync-engine/simulation/store/contract/harness';
import { expect, it } from 'vitest';
import { holdRow, killWaiting } from './testing/held-row.ts';
import { useTestStores } from './testing/test-store.ts';

const { create } = useTestStores();

it('leaves nothing of a commit whose connection is lost, and commits it on the next connection', async () => {
  const test = await create();
  const worker = test.ofAnotherWorker();
  const lease = await leaseOf(worker, 'a');
  const held = await holdRow(test);
  const commits = Array.from({ length: 50 }, (_, index) =>
    commitOf(client(`c-${index}`), 0, lease, {
      links: [link(`r-${index}`)],
      effects: [effect('e')],
      history: [{ what: 'planned', field: null, value: undefined, side: 'hub' }],
      dirty: [held.hint],
    }),
  );
  const committing = worker.commit(commits);
  await held.isAwaited();
  await killWaiting(test);
  await expect(committing).rejects.toThrow(/terminat|connection/i);
  await held.letGo();

  const keys = commits.map(({ key }) => key);
  expect((await worker.load(keys)).map(({ rev, links, effects }) => [rev, links, effects])).toEqual(
    keys.map(() => [0, [], []]),
  );
  expect(await worker.history(client('c-0'))).toEqual([]);
  // Its locks went with the connection: nobody waits for a dead worker.
  expect((await worker.commit(commits)).every(({ kind }) => kind === 'committed')).toBe(true);
});

it('loses no row that was handed out over a connection which is gone', async () => {
  const { store, ofAnotherWorker, advance } = await create();
  await store.markDirty([{ side: 'ninja.clients', record: 'r1' }]);
  const options = { owner: 'ninja', limit: 10, takenFor: 1000 };
  expect(await ofAnotherWorker().takeDirty(options)).toHaveLength(1);
  expect(await store.takeDirty(options)).toEqual([]);
  await advance(1000);
  expect(await store.takeDirty(options)).toHaveLength(1);
});
