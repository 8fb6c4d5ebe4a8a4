import { expect, it } from 'vitest';
import { useTestStores } from '../testing/test-store.ts';
import type { RunEnd } from './run-records.ts';

const { create } = useTestStores();
const counts = { read: 0, created: 0, updated: 0, archived: 0 };
const completed: RunEnd = { status: 'completed', counts, error: null };
const failed: RunEnd = { status: 'failed', counts, error: 'down' };

it('is the time since the last run that completed, however many have failed since', async () => {
  const { store, advance } = await create();
  const run = async (kind: 'scan' | 'sweep' | 'backfill', listing: string, end: RunEnd) =>
    await store.runs.finish((await store.runs.start(kind, listing)).id, end);
  await run('backfill', 'a.clients', completed);
  await run('sweep', 'a.clients', completed);
  await run('scan', 'a.invoices', failed);
  await advance(1000);
  await run('scan', 'a.clients', completed);
  for (let failures = 0; failures < 3; failures += 1) {
    await advance(1000);
    await run('scan', 'a.clients', failed);
  }
  // Never read to its end, `a.invoices` has no age: unknown is not zero.
  expect(await store.runs.listingAges()).toEqual([
    { listing: 'a.clients', kind: 'scan', age: 3000 },
    { listing: 'a.clients', kind: 'sweep', age: 4000 },
  ]);
});
