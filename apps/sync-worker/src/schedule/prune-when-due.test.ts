import { commitItem } from '@unified-sync/sync-engine/simulation/store/contract/harness';
import { expect, it } from 'vitest';
import type { Log } from '../log.ts';
import { useTestStores } from '../store/testing/test-store.ts';
import { pruneWhenDue } from './prune-when-due.ts';

const { create } = useTestStores();
const day = 86_400_000;
const item = { collection: 'clients', id: 'a' };

async function setUp() {
  const { store, advance } = await create();
  await commitItem(store, item, {
    history: [{ what: 'wrote', field: null, value: undefined, side: null }],
  });
  const lines: unknown[] = [];
  const log: Log = { info: (...line) => lines.push(line), warn: () => undefined, error: () => undefined };
  return { store, advance, log, lines };
}

it('deletes history that is older than its days, when a pruning is due', async () => {
  const { store, advance, log, lines } = await setUp();
  const retention = { historyDays: 10, closedWritesDays: 90, pruneEvery: 86_400 };
  await pruneWhenDue({ store, log }, retention);
  await advance(10 * day);
  await pruneWhenDue({ store, log }, retention);
  expect(await store.history(item)).toHaveLength(1);
  await advance(day / 2);
  await pruneWhenDue({ store, log }, retention);
  expect(await store.history(item)).toHaveLength(1);
  await advance(day / 2);
  await pruneWhenDue({ store, log }, retention);
  expect(await store.history(item)).toEqual([]);
  expect(lines).toHaveLength(3);
  expect(lines[2]).toMatchObject(['what was too old is deleted', { history: 1 }]);
});

it('keeps history for ever where it is told null', async () => {
  const { store, advance, log } = await setUp();
  await advance(99_999 * day);
  await pruneWhenDue({ store, log }, { historyDays: null, closedWritesDays: 1, pruneEvery: 1 });
  expect(await store.history(item)).toHaveLength(1);
});
