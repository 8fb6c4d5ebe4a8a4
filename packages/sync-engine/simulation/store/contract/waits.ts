import { expect, it } from 'vitest';
import type { WaitsFor } from '../../../src/index.ts';
import type { StoreHarness } from './store-harness.ts';
import { client, commitItem, link } from './harness.ts';

const waitForItem: WaitsFor = { kind: 'item', item: client('a'), stream: 'ninja.clients' };
const waitForRecord: WaitsFor = { kind: 'record', stream: 'ninja.clients', remoteId: 'r1' };
const waiting = { collection: 'invoices', id: 'i' };

const waitFor = (...ids: readonly string[]): WaitsFor[] =>
  ids.map((remoteId) => ({ kind: 'record', stream: 'ninja.clients', remoteId }));

const dirtyOf = async ({ dueDirty }: StoreHarness): Promise<readonly string[]> =>
  (await dueDirty(10)).map(({ side, record }) => `${side} ${record}`);

export function waitContract(create: () => Promise<StoreHarness>): void {
  it.each([
    ['item', waitForItem],
    ['remote record', waitForRecord],
  ])('marks an item dirty when the %s that it waits for is linked', async (_, wait) => {
    const harness = await create();
    await commitItem(harness.store, waiting, { waits: [wait] });
    await commitItem(harness.store, client('b'), { links: [link('r2')] });
    expect(await dirtyOf(harness)).toEqual([]);
    await commitItem(harness.store, client('a'), { links: [link('r1')] });
    expect(await dirtyOf(harness)).toEqual(['hub invoices/i']);
  });

  it('is not woken by a link of another stream, nor by one that does not live', async () => {
    const harness = await create();
    await commitItem(harness.store, waiting, { waits: [waitForItem] });
    await commitItem(harness.store, client('a'), {
      links: [link('r1', { state: 'tombstone' }), link('r1', { stream: 'mautic.contacts' })],
    });
    expect(await dirtyOf(harness)).toEqual([]);
  });

  it('is not woken again by a later commit of the same link', async () => {
    const harness = await create();
    await commitItem(harness.store, client('a'), { links: [link('r1')] });
    await commitItem(harness.store, waiting, { waits: [waitForItem] });
    await harness.store.clearDirty(await harness.dueDirty(10));
    await commitItem(harness.store, client('a'), { links: [link('r1', { createdAt: '2026-01-01' })] });
    expect(await dirtyOf(harness)).toEqual([]);
  });

  it('marks an item dirty at once where the link was made before it began to wait', async () => {
    const harness = await create();
    await commitItem(harness.store, client('a'), { links: [link('r1')] });
    await commitItem(harness.store, waiting, { waits: [waitForRecord] });
    expect(await dirtyOf(harness)).toEqual(['hub invoices/i']);
  });

  it('is not woken by the link of a part', async () => {
    const harness = await create();
    await commitItem(harness.store, waiting, { waits: [waitForRecord, waitForItem] });
    await commitItem(harness.store, client('a'), { links: [link('r1', { part: 'contact:1' })] });
    expect(await dirtyOf(harness)).toEqual([]);
  });

  it('marks an item dirty when the first listing that it waits for is done, and only then', async () => {
    const harness = await create();
    const { store } = harness;
    await commitItem(store, waiting, { waits: [{ kind: 'listing', stream: 'ninja.clients' }] });
    const page = { cursor: null, page: '2', firstListingDone: false };
    await store.saveCheckpoint('ninja.clients', 0, page);
    await store.saveCheckpoint('mautic.contacts', 0, { ...page, firstListingDone: true });
    // Refused: the checkpoint is at another revision.
    await store.saveCheckpoint('ninja.clients', 0, { ...page, firstListingDone: true });
    expect(await dirtyOf(harness)).toEqual([]);
    await store.saveCheckpoint('ninja.clients', 1, { ...page, firstListingDone: true });
    expect(await dirtyOf(harness)).toEqual(['hub invoices/i']);
    await store.clearDirty(await harness.dueDirty(10));
    await store.saveCheckpoint('ninja.clients', 2, { ...page, firstListingDone: true });
    expect(await dirtyOf(harness)).toEqual([]);
  });

  it('marks an item dirty at once where the first listing was done before it began to wait', async () => {
    const harness = await create();
    const done = { cursor: '1', page: null, firstListingDone: true };
    await harness.store.saveCheckpoint('ninja.clients', 0, done);
    await commitItem(harness.store, waiting, { waits: [{ kind: 'listing', stream: 'ninja.clients' }] });
    expect(await dirtyOf(harness)).toEqual(['hub invoices/i']);
  });

  it('forgets a wait that the next commit no longer names', async () => {
    const harness = await create();
    await commitItem(harness.store, waiting, { waits: [waitForItem] });
    await commitItem(harness.store, waiting, { waits: [] });
    await commitItem(harness.store, client('a'), { links: [link('r1')] });
    expect(await dirtyOf(harness)).toEqual([]);
  });

  it('tells what waits for records of a stream, page by page in one order', async () => {
    const { store } = await create();
    await commitItem(store, waiting, { waits: [...waitFor('r9', 'r1'), waitForItem] });
    await commitItem(store, { collection: 'invoices', id: 'h' }, { waits: waitFor('r9') });
    await commitItem(store, client('a'), {
      waits: [{ kind: 'record', stream: 'mautic.contacts', remoteId: 'r2' }],
    });
    const first = await store.waitingForRecords('ninja.clients', { after: null, limit: 2 });
    expect(first).toEqual([
      { remoteId: 'r1', item: waiting },
      { remoteId: 'r9', item: { collection: 'invoices', id: 'h' } },
    ]);
    const rest = await store.waitingForRecords('ninja.clients', { after: first[1] ?? null, limit: 2 });
    expect(rest).toEqual([{ remoteId: 'r9', item: waiting }]);
  });
}
