import type { Hint } from '@unified-sync/sync-engine';
import { expect, it } from 'vitest';
import { gatherHints } from './gather-hints.ts';

const hint = (record: string): Hint => ({ side: 'ninja-acme.invoices', record });

/** A store whose writes end when the test says so. */
function slowStore() {
  const writes: { readonly records: string[]; readonly end: (error?: Error) => void }[] = [];
  return {
    writes,
    markDirty: async (hints: readonly Hint[]) =>
      await new Promise<void>((resolve, reject) => {
        const records = hints.map(({ record }) => record);
        writes.push({ records, end: (error) => (error === undefined ? resolve() : reject(error)) });
      }),
  };
}

const settled = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

it('stores what comes in meanwhile together', async () => {
  const { writes, markDirty } = slowStore();
  const store = gatherHints({ markDirty, concurrency: 1 });
  const calls = ['a', 'b', 'c'].map(async (record) => await store([hint(record)]));
  expect(writes.map(({ records }) => records)).toEqual([['a']]);
  writes[0]?.end();
  await settled();
  expect(writes.map(({ records }) => records)).toEqual([['a'], ['b', 'c']]);
  writes[1]?.end();
  await Promise.all(calls);
});

it('answers no call before its own hints are stored', async () => {
  const { writes, markDirty } = slowStore();
  const store = gatherHints({ markDirty, concurrency: 1 });
  const answered: string[] = [];
  for (const record of ['a', 'b']) void store([hint(record)]).then(() => answered.push(record));
  await settled();
  expect(answered).toEqual([]);
  writes[0]?.end();
  await settled();
  expect(answered).toEqual(['a']);
  writes[1]?.end();
  await settled();
  expect(answered).toEqual(['a', 'b']);
});

it('goes on beside a write that hangs', async () => {
  const { writes, markDirty } = slowStore();
  const store = gatherHints({ markDirty });
  void store([hint('hangs')]);
  const next = store([hint('a')]);
  writes[1]?.end();
  await expect(next).resolves.toBeUndefined();
});

it('fails only the calls whose own hints cannot be stored', async () => {
  const stored: string[] = [];
  const store = gatherHints({
    concurrency: 1,
    async markDirty(hints) {
      await settled();
      if (hints.some(({ record }) => record === 'bad')) throw new Error('refused');
      stored.push(...hints.map(({ record }) => record));
    },
  });
  const results = await Promise.allSettled(
    ['a', 'b', 'bad', 'c'].map(async (record) => await store([hint(record)])),
  );
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(stored.toSorted()).toEqual(['a', 'b', 'c']);
});

it('fails every call while nothing can be stored, and none after that', async () => {
  let isDown = true;
  const store = gatherHints({
    markDirty: async () => {
      await settled();
      if (isDown) throw new Error('no database');
    },
  });
  const all = await Promise.allSettled(Array.from({ length: 5 }, async () => await store([hint('a')])));
  expect(all.every(({ status }) => status === 'rejected')).toBe(true);
  isDown = false;
  await expect(store([hint('a')])).resolves.toBeUndefined();
});
