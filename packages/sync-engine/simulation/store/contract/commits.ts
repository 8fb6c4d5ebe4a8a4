import { expect, it } from 'vitest';
import { finding } from '../../../src/index.ts';
import type { StoreHarness } from './store-harness.ts';
import { client, commitItem, commitOf, effect, leaseOf, link } from './harness.ts';

export function commitContract(create: () => Promise<StoreHarness>): void {
  it('shows an item that nobody has seen as an empty state', async () => {
    const { store } = await create();
    expect(await store.load([client('a')])).toEqual([
      { key: client('a'), rev: 0, committedAt: 0, links: [], effects: [] },
    ]);
  });

  it('keeps links and effects, counts the revision and loads in the order that was asked', async () => {
    const { store } = await create();
    await commitItem(store, client('a'), {
      links: [link('r1', { base: { name: { hub: 'A', remote: 'a' } } })],
    });
    expect(await commitItem(store, client('a'), { links: [link('r1')], effects: [effect('e1')] })).toEqual({
      kind: 'committed',
      rev: 2,
    });
    const states = await store.load([client('b'), client('a')]);
    expect(states.map(({ key, rev }) => [key.id, rev])).toEqual([
      ['b', 0],
      ['a', 2],
    ]);
    expect(states[1]).toMatchObject({ links: [link('r1')], effects: [effect('e1')] });
  });

  it('refuses a commit that was planned at another revision, and changes nothing', async () => {
    const { store, dueDirty, findings, history } = await create();
    await commitItem(store, client('a'), { links: [link('r1')] });
    const lease = await leaseOf(store, 'a');
    const late = commitOf(client('a'), 0, lease, {
      links: [link('r2')],
      effects: [effect('e1')],
      dirty: [{ side: 'hub', record: 'clients/z' }],
      findings: [aFinding],
      history: [{ what: 'late', field: null, value: null, side: null }],
      deletions: [{ stream: 'ninja.clients', remoteId: 'r1' }],
    });
    expect(await store.commit([late])).toEqual([{ kind: 'fenced' }]);
    expect((await store.load([client('a')]))[0]).toMatchObject({ rev: 1, links: [link('r1')], effects: [] });
    expect(await dueDirty(10)).toEqual([]);
    expect(await findings()).toEqual([]);
    expect(await history(client('a'))).toEqual([]);
    expect((await store.deleteCounts('ninja.clients', 1000)).deleted).toEqual([]);
  });

  it('commits each item of a call by itself', async () => {
    const { store } = await create();
    const lease = await leaseOf(store, 'all');
    const commits = [client('a'), client('b'), client('c')].map((key, index) =>
      commitOf(key, index === 1 ? 7 : 0, lease, { links: [link(key.id)] }),
    );
    const results = await store.commit(commits);
    expect(results.map(({ kind }) => kind)).toEqual(['committed', 'fenced', 'committed']);
  });

  it('moves the position with every commit, and shows the last one of each item', async () => {
    const { store } = await create();
    const before = await store.position();
    await commitItem(store, client('a'), {});
    const between = await store.position();
    await commitItem(store, client('b'), {});
    const [first, second] = await store.load([client('a'), client('b')]);
    expect(first?.committedAt).toBeGreaterThan(before);
    expect(first?.committedAt).toBeLessThanOrEqual(between);
    expect(second?.committedAt).toBeGreaterThan(between);
  });

  it('loads open effects only, and knows each by its id', async () => {
    const { store } = await create();
    await commitItem(store, client('a'), { effects: [effect('e1'), effect('e2')] });
    await commitItem(store, client('a'), {
      effects: [effect('e1', { state: 'done' }), effect('e2', { state: 'sending', sentAt: 5 })],
    });
    const [state] = await store.load([client('a')]);
    expect(state?.effects).toEqual([effect('e2', { state: 'sending', sentAt: 5 })]);
  });

  it('tells which items of a collection have an open effect, page by page in one order', async () => {
    const { store } = await create();
    for (const id of ['c', 'a', 'b'])
      await commitItem(store, client(id), { effects: [effect(`${id}1`), effect(`${id}2`)] });
    await commitItem(store, client('closed'), { effects: [effect('d1', { state: 'abandoned' })] });
    await commitItem(store, { collection: 'invoices', id: 'i' }, { effects: [effect('i1')] });
    const sent = [effect('a1', { state: 'sending', sentAt: 5 }), effect('a2', { state: 'abandoned' })];
    await commitItem(store, client('a'), { effects: sent });
    expect(await store.itemsWithOpenEffects('clients', { after: null, limit: 2 })).toEqual(['a', 'b']);
    expect(await store.itemsWithOpenEffects('clients', { after: 'b', limit: 2 })).toEqual(['c']);
  });

  it('keeps the history in order', async () => {
    const { store, history } = await create();
    const entries = ['first', 'second'].map((what) => ({ what, field: 'name', value: what, side: 'hub' }));
    for (const entry of entries) await commitItem(store, client('a'), { history: [entry] });
    expect((await history(client('a'))).map(({ what }) => what)).toEqual(['first', 'second']);
  });
}

const aFinding = finding({
  kind: 'conflict',
  item: client('a'),
  side: 'hub',
  field: 'name',
  lost: 'x',
  message: 'lost',
});
