import { client, commitOf, leaseOf, link } from '@unified-sync/sync-engine/simulation/store/contract/harness';
import type { WaitsFor } from '@unified-sync/sync-engine';
import { expect, it } from 'vitest';
import { holdRow } from '../testing/held-row.ts';
import { useTestStores, type TestStore } from '../testing/test-store.ts';

const { create } = useTestStores();
const invoice = { collection: 'invoices', id: 'i' };
const forRecord: WaitsFor = { kind: 'record', stream: 'ninja.clients', remoteId: 'r1' };
const forItem: WaitsFor = { kind: 'item', stream: 'ninja.clients', item: client('a') };
const forListing: WaitsFor = { kind: 'listing', stream: 'ninja.clients' };
const listed = { cursor: null, page: null, firstListingDone: true };

it.each([
  ['record', forRecord],
  ['item', forItem],
])('wakes an item that begins to wait for the link of a %s while that is committed', async (_, wait) => {
  const test = await create();
  const other = test.ofAnotherWorker();
  const [one, two] = [await leaseOf(test.store, 'one'), await leaseOf(other, 'two')];
  const held = await holdRow(test);
  const linking = test.store.commit([
    commitOf(client('a'), 0, one, { links: [link('r1')], dirty: [held.hint] }),
  ]);
  await held.isAwaited();
  const waiting = other.commit([commitOf(invoice, 0, two, { waits: [wait] })]);
  await held.isAwaited(2);
  await held.letGo();
  await Promise.all([linking, waiting]);
  expect(await marked(test)).toContain('invoices/i');
});

it.each([
  ['record', forRecord],
  ['item', forItem],
])('wakes an item whose wait for a %s is still being committed when the link is made', async (_, wait) => {
  const test = await create();
  const other = test.ofAnotherWorker();
  const [one, two] = [await leaseOf(test.store, 'one'), await leaseOf(other, 'two')];
  const held = await holdRow(test);
  const waiting = test.store.commit([commitOf(invoice, 0, one, { waits: [wait], dirty: [held.hint] })]);
  await held.isAwaited();
  const linking = other.commit([commitOf(client('a'), 0, two, { links: [link('r1')] })]);
  await held.isAwaited(2);
  await held.letGo();
  await Promise.all([linking, waiting]);
  expect(await marked(test)).toContain('invoices/i');
});

it('wakes an item whose wait for a first listing is still being committed when that is done', async () => {
  const test = await create();
  const lease = await leaseOf(test.store, 'one');
  const held = await holdRow(test);
  const waiting = test.store.commit([
    commitOf(invoice, 0, lease, { waits: [forListing], dirty: [held.hint] }),
  ]);
  await held.isAwaited();
  const listing = test.ofAnotherWorker().saveCheckpoint('ninja.clients', 0, listed);
  await held.isAwaited(2);
  await held.letGo();
  expect(await listing).toBe(true);
  await waiting;
  expect(await marked(test)).toContain('invoices/i');
});

it('lets workers that make links of one stream go on side by side', async () => {
  const test = await create();
  const other = test.ofAnotherWorker();
  const [one, two] = [await leaseOf(test.store, 'one'), await leaseOf(other, 'two')];
  const held = await holdRow(test);
  const first = test.store.commit([
    commitOf(client('a'), 0, one, { links: [link('r1')], dirty: [held.hint] }),
  ]);
  await held.isAwaited();
  expect(await other.commit([commitOf(client('b'), 0, two, { links: [link('r2')] })])).toMatchObject([
    { kind: 'committed' },
  ]);
  await held.letGo();
  await first;
});

const marked = async ({ store }: TestStore): Promise<readonly string[]> =>
  (await store.takeDirty({ owner: 'hub', limit: 10 })).map(({ record }) => record);
