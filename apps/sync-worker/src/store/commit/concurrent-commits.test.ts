import { client, commitOf, leaseOf, link } from '@unified-sync/sync-engine/simulation/store/contract/harness';
import type { CommitResult, ItemCommit } from '@unified-sync/sync-engine';
import { expect, it } from 'vitest';
import { holdRow } from '../testing/held-row.ts';
import { useTestStores } from '../testing/test-store.ts';

const { create } = useTestStores();
const kinds = (results: readonly CommitResult[]): readonly string[] =>
  results.map(({ kind }) => kind).toSorted();

it.each([
  ['a new item', 0],
  ['a known item', 1],
])('lets one of two workers commit %s at one revision', async (_, rev) => {
  const { store, ofAnotherWorker } = await create();
  const other = ofAnotherWorker();
  const [one, two] = [await leaseOf(store, 'one'), await leaseOf(other, 'two')];
  if (rev === 1) await store.commit([commitOf(client('a'), 0, one)]);
  for (let round = 0; round < 20; round += 1) {
    const key = rev === 0 ? client(`new-${round}`) : client('a');
    const at = rev === 0 ? 0 : round + 1;
    // oxlint-disable-next-line no-await-in-loop -- each round is a race of its own
    const results = await Promise.all([
      store.commit([commitOf(key, at, one, { history: [entry('one')] })]),
      other.commit([commitOf(key, at, two, { history: [entry('two')] })]),
    ]);
    expect(kinds(results.flat())).toEqual(['committed', 'fenced']);
    // oxlint-disable-next-line no-await-in-loop -- each round is a race of its own
    expect((await store.load([key]))[0]?.rev).toBe(at + 1);
  }
});

it('gives a remote part to one of two workers that link it at once, in whatever order they name parts', async () => {
  const { store, ofAnotherWorker } = await create();
  const other = ofAnotherWorker();
  const [one, two] = [await leaseOf(store, 'one'), await leaseOf(other, 'two')];
  for (let round = 0; round < 10; round += 1) {
    const parts = Array.from({ length: 20 }, (_, index) => `r-${round}-${index}`);
    const mine = parts.map((part) => commitOf(client(`mine-${part}`), 0, one, { links: [link(part)] }));
    const theirs = parts
      .toReversed()
      .map((part) => commitOf(client(`theirs-${part}`), 0, two, { links: [link(part)] }));
    // oxlint-disable-next-line no-await-in-loop -- each round is a race of its own
    const results = await Promise.all([store.commit(mine), other.commit(theirs)]);
    expect(results.flat().filter(({ kind }) => kind === 'committed')).toHaveLength(parts.length);
    expect(results.flat().filter(({ kind }) => kind === 'link_taken')).toHaveLength(parts.length);
    // oxlint-disable-next-line no-await-in-loop -- each round is a race of its own
    const owners = await store.linksOfRecords('ninja.clients', parts);
    expect(owners.map(({ link: { remoteId } }) => remoteId).toSorted()).toEqual(parts.toSorted());
  }
});

it('does not let a lease be taken over while its holder commits', async () => {
  const test = await create();
  const { store, advance, ofAnotherWorker } = test;
  const other = ofAnotherWorker();
  const lease = await leaseOf(store, 'a', 1000);
  const held = await holdRow(test);
  const committing = store.commit([commitOf(client('a'), 0, lease, { dirty: [held.hint] })]);
  await held.isAwaited();
  await advance(1000);
  const takingOver = leaseOf(other, 'a').then(async () => await other.load([client('a')]));
  await held.isAwaited(2);
  await held.letGo();
  expect(await committing).toEqual([{ kind: 'committed', rev: 1 }]);
  // Whoever holds the lease now sees everything that its former holder did.
  expect((await takingOver)[0]?.rev).toBe(1);
});

it('commits an item twice in one call, the second time on top of the first', async () => {
  const { store } = await create();
  const lease = await leaseOf(store, 'a');
  const commits: ItemCommit[] = [
    commitOf(client('a'), 0, lease, { links: [link('r1')] }),
    commitOf(client('a'), 1, lease, { links: [link('r2')] }),
    commitOf(client('a'), 1, lease, { links: [link('r3')] }),
  ];
  expect((await store.commit(commits)).map(({ kind }) => kind)).toEqual(['committed', 'committed', 'fenced']);
  expect((await store.load([client('a')]))[0]).toMatchObject({ rev: 2, links: [link('r2')] });
});

it('hands a part on within one call', async () => {
  const { store } = await create();
  const lease = await leaseOf(store, 'a');
  await store.commit([commitOf(client('a'), 0, lease, { links: [link('r1')] })]);
  const results = await store.commit([
    commitOf(client('a'), 1, lease, { links: [link('r1', { state: 'merged' })] }),
    commitOf(client('b'), 0, lease, { links: [link('r1')] }),
  ]);
  expect(results.map(({ kind }) => kind)).toEqual(['committed', 'committed']);
});

it('lets two links of an item change places', async () => {
  const { store } = await create();
  const lease = await leaseOf(store, 'a');
  const [first, second] = [link('r1'), link('m1', { stream: 'mautic.contacts' })];
  await store.commit([commitOf(client('a'), 0, lease, { links: [first, second] })]);
  await store.commit([commitOf(client('a'), 1, lease, { links: [second, first] })]);
  expect((await store.load([client('a')]))[0]?.links).toEqual([second, first]);
});

const entry = (what: string) => ({ what, field: null, value: undefined, side: null });
