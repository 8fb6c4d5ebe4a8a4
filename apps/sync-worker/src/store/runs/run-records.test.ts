import { describe, expect, it } from 'vitest';
import { useTestStores } from '../testing/test-store.ts';
import type { RunEnd } from './run-records.ts';

const { create } = useTestStores();
const nothing = { read: 0, created: 0, updated: 0, archived: 0 };
const done: RunEnd = { status: 'completed', counts: nothing, error: null };
const listings = ['a.clients', 'a.invoices', 'hub.companies'];
const minute = 60_000;

describe('what is due', () => {
  it('is what has not begun for long, in the order that was asked for', async () => {
    const { store, advance } = await create();
    expect(await store.runs.due('scan', listings, minute)).toEqual(listings);
    await store.runs.finish((await store.runs.start('scan', 'a.invoices')).id, done);
    expect(await store.runs.due('scan', listings, minute)).toEqual(['a.clients', 'hub.companies']);
    expect(await store.runs.due('sweep', listings, minute)).toEqual(listings);
    await advance(minute + 1);
    expect(await store.runs.due('scan', listings, minute)).toEqual(listings);
  });

  it('is not what a backfill has just read, nor what fails again and again, before its time', async () => {
    const { store, advance } = await create();
    await store.runs.start('backfill', 'a.clients');
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await advance(minute + 1);
      const { id } = await store.runs.start('scan', 'a.invoices');
      await store.runs.finish(id, { ...done, status: 'failed', error: 'down' });
      expect(await store.runs.due('scan', ['a.invoices'], minute)).toEqual([]);
    }
    await store.runs.start('backfill', 'a.clients');
    expect(await store.runs.due('scan', listings, minute)).toEqual(['hub.companies']);
  });
});

describe('what is kept of runs', () => {
  it('is the last one of those in which nothing happened, and each in which something did', async () => {
    const { store, db, advance } = await create();
    for (const created of [0, 2, 0, 0, 0]) {
      await advance(1000);
      const { id } = await store.runs.start('scan', 'a.clients');
      await store.runs.finish(id, { ...done, counts: { ...nothing, created } });
    }
    const rows = await db.selectFrom('runs').orderBy('last_started_at').select('created_count').execute();
    expect(rows.map((row) => row.created_count)).toEqual([2, 0]);
    expect((await store.runs.unpublished(10)).map(({ counts }) => counts.created)).toEqual([2]);
  });

  it('is one of those that failed alike, one after the other, and another where they fail otherwise', async () => {
    const { store, advance } = await create();
    for (const error of ['down', 'down', 'down', 'full']) {
      await advance(1000);
      const { id } = await store.runs.start('scan', 'a.clients');
      await store.runs.finish(id, { ...done, status: 'failed', error });
    }
    const shown = await store.runs.unpublished(10);
    expect(shown.map(({ error, attempts }) => [error, attempts])).toEqual([
      ['down', 3],
      ['full', 1],
    ]);
  });

  it('of a worker that died is that it stopped', async () => {
    const { store, advance } = await create();
    await store.runs.start('scan', 'a.clients');
    await advance(1000);
    await store.runs.start('scan', 'a.clients');
    expect((await store.runs.unpublished(10)).map(({ status }) => status)).toEqual(['stopped']);
    expect((await store.runs.last()).map(({ status }) => status)).toEqual(['running']);
  });

  it('is published again where it changed after it was read', async () => {
    const { store, advance } = await create();
    const { id } = await store.runs.start('backfill', 'a.clients');
    await advance(10_000);
    const running = await store.runs.unpublished(10);
    expect(running.map(({ status }) => status)).toEqual(['running']);
    await store.runs.finish(id, done);
    await store.runs.markPublished(running);
    const ended = await store.runs.unpublished(10);
    expect(ended.map(({ status }) => status)).toEqual(['completed']);
    await store.runs.markPublished(ended);
    expect(await store.runs.unpublished(10)).toEqual([]);
  });
});

it('counts the findings that were opened for the listing meanwhile', async () => {
  const { store } = await create();
  const { id } = await store.runs.start('scan', 'a.clients');
  const about = { kind: 'conflict', item: null, field: null, lost: undefined, message: 'm' } as const;
  await store.report([
    { ...about, key: '1', side: 'a.clients' },
    { ...about, key: '2', side: 'a.invoices' },
  ]);
  await store.runs.finish(id, done);
  expect((await store.runs.last())[0]).toMatchObject({ findings: 1 });
});
