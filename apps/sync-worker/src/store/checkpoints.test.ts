import { expect, it } from 'vitest';
import { useTestStores } from './testing/test-store.ts';

const { create } = useTestStores();

it('names the streams whose listing stopped in the middle', async () => {
  const { store, advance } = await create();
  const page = { cursor: null, page: '7', firstListingDone: false };
  await store.saveCheckpoint('ninja.stopped', 0, page);
  await store.saveCheckpoint('ninja.ended', 0, { ...page, page: null, firstListingDone: true });
  await advance(60_000);
  await store.saveCheckpoint('ninja.running', 0, page);
  expect(await store.stalledListings(60_000)).toEqual(['ninja.stopped']);
});

it('lets one of two workers move a checkpoint from one revision', async () => {
  const { store, ofAnotherWorker } = await create();
  const other = ofAnotherWorker();
  for (let rev = 0; rev < 10; rev += 1) {
    const next = { cursor: String(rev), page: null, firstListingDone: true };
    // oxlint-disable-next-line no-await-in-loop -- each round is a race of its own
    const saved = await Promise.all([
      store.saveCheckpoint('ninja.clients', rev, next),
      other.saveCheckpoint('ninja.clients', rev, next),
    ]);
    expect(saved.filter(Boolean)).toHaveLength(1);
  }
});
