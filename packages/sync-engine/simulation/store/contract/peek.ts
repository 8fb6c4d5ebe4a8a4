import { expect, it } from 'vitest';
import { agreedTextOf, itemLease, type Link, type PeekedLink, type Store } from '../../../src/index.ts';
import type { StoreHarness } from './store-harness.ts';
import { client, commitItem, effect, leaseOf, link } from './harness.ts';

function peekedLink(store: Store, from: Link, side: 'hub' | 'remote'): PeekedLink {
  const { stream, remoteId, part, createdAt, state, alive } = from;
  const agreed = { side, digest: store.digest(agreedTextOf(from, side)) };
  return { stream, remoteId, part, createdAt, state, alive, agreed };
}

const agreeing = (remote: string): Link => link('r1', { base: { name: { hub: 'ä', remote } } });

export function peekContract(create: () => Promise<StoreHarness>): void {
  it('shows items by their keys, with all their links and open effects, and leaves out those never committed', async () => {
    const { store } = await create();
    const links = [
      link('r1'),
      link('m1', { stream: 'mautic.contacts', base: { name: { hub: 'a', remote: 'b' } } }),
    ];
    await commitItem(store, client('a'), {
      links,
      effects: [effect('e1'), effect('e2', { state: 'done' })],
    });
    await commitItem(store, client('b'), { links: [link('r2')] });
    const peeked = await store.peek({ items: [client('a'), client('a'), client('c')] });
    const [loaded] = await store.load([client('a')]);
    expect(peeked).toMatchObject([
      { key: client('a'), rev: 1, committedAt: loaded?.committedAt, hasOpenEffects: true, isHeld: false },
    ]);
    expect(peeked[0]?.links).toEqual(links.map((one) => peekedLink(store, one, 'hub')));
  });

  it('says in short what the side showed that it is asked by, and keeps up with it', async () => {
    const { store } = await create();
    await commitItem(store, client('a'), { links: [agreeing('b')] });
    const ofRecords = async () =>
      (await store.peek({ stream: 'ninja.clients', remoteIds: ['r1'] }))[0]?.links;
    expect(await ofRecords()).toEqual([peekedLink(store, agreeing('b'), 'remote')]);
    await commitItem(store, client('a'), { links: [agreeing('c')] });
    expect(await ofRecords()).toEqual([peekedLink(store, agreeing('c'), 'remote')]);
    const [item] = await store.peek({ items: [client('a')] });
    expect(item?.links).toEqual([peekedLink(store, agreeing('c'), 'hub')]);
    expect(item?.hasOpenEffects).toBe(false);
  });

  it('shows the owners of records, whatever the state of their links, each once', async () => {
    const { store } = await create();
    const parts = [link('r1', { state: 'tombstone' }), link('r2')];
    await commitItem(store, client('a'), { links: parts });
    await commitItem(store, client('b'), { links: [link('r2', { part: 'contact:1' })] });
    await commitItem(store, client('c'), { links: [link('r1', { stream: 'mautic.contacts' }), link('r3')] });
    const peeked = await store.peek({ stream: 'ninja.clients', remoteIds: ['r1', 'r2', 'r9'] });
    expect(peeked.map(({ key }) => key.id).toSorted()).toEqual(['a', 'b']);
    expect(peeked.find(({ key }) => key.id === 'a')?.links).toEqual(
      parts.map((one) => peekedLink(store, one, 'remote')),
    );
  });

  it('tells which of them somebody holds, until the lease is given back or has expired', async () => {
    const { store, advance } = await create();
    await commitItem(store, client('a'), { links: [link('r1')] });
    await commitItem(store, client('b'), { links: [link('r2')] });
    const isHeld = async (): Promise<readonly boolean[]> =>
      (await store.peek({ stream: 'ninja.clients', remoteIds: ['r1', 'r2'] }))
        .toSorted((left, right) => (left.key.id < right.key.id ? -1 : 1))
        .map((item) => item.isHeld);
    expect(await isHeld()).toEqual([false, false]);
    const lease = await leaseOf(store, itemLease(client('b')), 1000);
    expect(await isHeld()).toEqual([false, true]);
    await store.release([lease]);
    expect(await isHeld()).toEqual([false, false]);
    await leaseOf(store, itemLease(client('a')), 1000);
    expect(await isHeld()).toEqual([true, false]);
    await advance(1000);
    expect(await isHeld()).toEqual([false, false]);
  });

  it('shows nothing where nothing is asked for', async () => {
    const { store } = await create();
    expect(await store.peek({ items: [] })).toEqual([]);
    expect(await store.peek({ stream: 'ninja.clients', remoteIds: [] })).toEqual([]);
  });
}
