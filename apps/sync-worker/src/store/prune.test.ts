import { finding, type HistoryEntry, type ItemCommit } from '@unified-sync/sync-engine';
import {
  client,
  commitItem,
  commitOf,
  effect,
  leaseOf,
  link,
} from '@unified-sync/sync-engine/simulation/store/contract/harness';
import { expect, it } from 'vitest';
import { useTestStores, type TestStore } from './testing/test-store.ts';

const { create } = useTestStores();
const day = 86_400_000;
const retention = { history: 10 * day, closedEffects: 10 * day, deletions: 10 * day };
const lost = finding({
  kind: 'conflict',
  item: client('a'),
  side: 'hub',
  field: 'name',
  lost: 'x',
  message: '',
});

it('deletes what is older than it is kept for, and nothing else', async () => {
  const test = await create();
  await fill(test, 'old');
  await leaseOf(test.store, 'dead', 1000);
  await test.advance(11 * day);
  await fill(test, 'young');
  expect(await test.store.prune(retention)).toEqual({
    history: 1,
    closedEffects: 1,
    deletions: 1,
    leases: 1,
  });
  const [old] = await test.store.load([client('old')]);
  expect(old?.links).toEqual([link('r-old')]);
  expect(await test.store.history(client('old'))).toEqual([]);
  expect(await test.store.history(client('young'))).toHaveLength(1);
  expect((await test.store.deleteCounts('ninja.clients', 99 * day)).deleted).toEqual(['gone-young']);
  expect(await test.store.listFindings()).toHaveLength(1);
});

const something: HistoryEntry = { what: 'wrote', field: null, value: undefined, side: null };

it.each<{ readonly matter: string; readonly commit: Partial<ItemCommit> }>([
  { matter: 'a finding', commit: { findings: [lost] } },
  { matter: 'a write that is planned', commit: { effects: [effect('open')] } },
  {
    matter: 'a write whose end is not known',
    commit: { effects: [effect('open', { state: 'sending', sentAt: 1 })] },
  },
  { matter: 'a record that it waits for', commit: { waits: [{ kind: 'listing', stream: 'ninja.clients' }] } },
  { matter: 'a change that waits', commit: { dirty: [{ side: 'hub', record: 'clients/a' }] } },
])('keeps the whole past of an item for as long as $matter is open', async ({ commit }) => {
  const { store, advance } = await create();
  await commitItem(store, client('a'), { history: [something], ...commit });
  await commitItem(store, client('b'), { history: [something] });
  await advance(11 * day);
  expect((await store.prune(retention)).history).toBe(1);
  expect(await store.history(client('a'))).toHaveLength(1);
});

it('tells from when on the history is kept once some of it is gone', async () => {
  const { store, advance } = await create();
  await commitItem(store, client('a'), { history: [something] });
  await store.prune(retention);
  expect(await store.historyKeptFrom()).toBeNull();
  await advance(11 * day);
  await store.prune(retention);
  expect(await store.historyKeptFrom()).toEqual(new Date(Date.UTC(2026, 0, 2)));
});

it('keeps a deleted record in mind for ever: its links stay', async () => {
  const { store, advance } = await create();
  await commitItem(store, client('a'), {
    links: [link('r-a', { state: 'tombstone' })],
    history: [something],
  });
  await advance(9999 * day);
  await store.prune(retention);
  expect((await store.linksOfRecords('ninja.clients', ['r-a'])).map((owned) => owned.link.state)).toEqual([
    'tombstone',
  ]);
});

it('is claimed by one of all processes that ask, once in so many milliseconds', async () => {
  const { store, ofAnotherWorker, advance } = await create();
  const workers = [store, ofAnotherWorker(), ofAnotherWorker()];
  const claims = async (): Promise<number> =>
    (await Promise.all(workers.map(async (worker) => await worker.claimPruning(day)))).filter(Boolean).length;
  expect(await claims()).toBe(1);
  await advance(day - 1);
  expect(await claims()).toBe(0);
  await advance(1);
  expect(await claims()).toBe(1);
});

it('keeps history for ever unless it is told how long', async () => {
  const test = await create();
  await fill(test, 'old');
  await test.advance(9999 * day);
  await test.store.prune();
  expect(await test.store.history(client('old'))).toHaveLength(1);
});

it('leaves the position of looks where it was', async () => {
  const test = await create();
  await fill(test, 'a');
  const before = await test.store.position();
  await test.store.prune();
  expect(await test.store.position()).toBe(before);
});

it('deletes more rows than one batch holds', async () => {
  const { store, advance } = await create();
  const lease = await leaseOf(store, 'a');
  const entry = { what: 'wrote', field: null, value: undefined, side: null };
  await store.commit([
    commitOf(client('a'), 0, lease, { history: Array.from({ length: 12_000 }, () => entry) }),
  ]);
  await advance(11 * day);
  expect((await store.prune(retention)).history).toBe(12_000);
});

async function fill({ store }: TestStore, name: string): Promise<void> {
  await commitItem(store, client(name), {
    links: [link(`r-${name}`)],
    effects: [effect('closed', { state: 'done' })],
    deletions: [{ stream: 'ninja.clients', remoteId: `gone-${name}` }],
    findings: [lost],
    resolved: [lost.key],
    history: [{ what: name, field: null, value: undefined, side: null }],
  });
}
