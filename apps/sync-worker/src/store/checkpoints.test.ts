import { describe, expect, it } from 'vitest';
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

describe('a listing begins over', () => {
  const read = { cursor: '7', page: null, firstListingDone: true };
  const week = 604_800_000;

  it('once it has not begun at its start for so long, however much was read of it since', async () => {
    const { store, advance } = await create();
    await store.saveCheckpoint('ninja.clients', 0, {
      ...read,
      cursor: null,
      page: '1',
      firstListingDone: false,
    });
    await store.saveCheckpoint('ninja.clients', 1, read);
    await advance(week - 1000);
    await store.saveCheckpoint('ninja.clients', 2, read);
    expect(await store.beginOver('ninja.clients', week)).toBe(false);
    await advance(2000);
    expect(await store.beginOver('ninja.clients', week)).toBe(true);
    expect(await store.loadCheckpoint('ninja.clients')).toEqual({ ...read, rev: 4, cursor: null });
    expect(await store.beginOver('ninja.clients', week)).toBe(false);
  });

  it('not where it is being read, nor before its first end', async () => {
    const { store, advance } = await create();
    await store.saveCheckpoint('ninja.clients', 0, { ...read, page: '2' });
    await store.saveCheckpoint('ninja.invoices', 0, { ...read, firstListingDone: false });
    await advance(week);
    expect(await store.beginOver('ninja.clients', week)).toBe(false);
    expect(await store.beginOver('ninja.invoices', week)).toBe(false);
    expect(await store.beginOver('ninja.unknown', week)).toBe(false);
  });

  it('so many milliseconds from when a person made it begin over', async () => {
    const { store, advance } = await create();
    await store.saveCheckpoint('ninja.clients', 0, read);
    await advance(week - 1000);
    await store.saveCheckpoint('ninja.clients', 1, { ...read, cursor: null });
    await store.saveCheckpoint('ninja.clients', 2, read);
    await advance(2000);
    expect(await store.beginOver('ninja.clients', week)).toBe(false);
  });
});
