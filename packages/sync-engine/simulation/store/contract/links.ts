import { expect, it } from 'vitest';
import type { StoreHarness } from './store-harness.ts';
import { client, commitItem, commitOf, leaseOf, link } from './harness.ts';

export function linkContract(create: () => Promise<StoreHarness>): void {
  it('refuses a second live link of a remote part, and changes nothing', async () => {
    const { store, dueDirty } = await create();
    await commitItem(store, client('a'), { links: [link('r1')] });
    const result = await commitItem(store, client('b'), {
      links: [link('r1')],
      dirty: [{ side: 'hub', record: 'clients/b' }],
    });
    expect(result).toEqual({ kind: 'link_taken' });
    expect((await store.load([client('b')]))[0]).toMatchObject({ rev: 0, links: [] });
    expect(await dueDirty(10)).toEqual([]);
  });

  it('refuses it between two commits of one call', async () => {
    const { store } = await create();
    const lease = await leaseOf(store, 'all');
    const results = await store.commit(
      [client('a'), client('b')].map((key) => commitOf(key, 0, lease, { links: [link('r1')] })),
    );
    expect(results.map(({ kind }) => kind)).toEqual(['committed', 'link_taken']);
  });

  it('refuses a second live link of an item in one stream', async () => {
    const { store } = await create();
    const result = await commitItem(store, client('a'), { links: [link('r1'), link('r2')] });
    expect(result).toEqual({ kind: 'link_taken' });
  });

  it('lets the parts of a record belong to different items', async () => {
    const { store } = await create();
    await commitItem(store, client('a'), { links: [link('r1')] });
    const part = link('r1', { part: 'contact:1' });
    expect(await commitItem(store, client('b'), { links: [part] })).toMatchObject({ kind: 'committed' });
  });

  it.each(['tombstone', 'unlinked', 'merged'] as const)(
    'lets a part be linked again beside a %s',
    async (state) => {
      const { store } = await create();
      await commitItem(store, client('a'), { links: [link('r1', { state }), link('r2')] });
      expect(await commitItem(store, client('b'), { links: [link('r1')] })).toMatchObject({
        kind: 'committed',
      });
    },
  );

  it('frees a part when its link goes', async () => {
    const { store } = await create();
    await commitItem(store, client('a'), { links: [link('r1')] });
    await commitItem(store, client('a'), { links: [link('r1', { state: 'tombstone' })] });
    expect(await commitItem(store, client('b'), { links: [link('r1')] })).toMatchObject({
      kind: 'committed',
    });
    expect(await commitItem(store, client('a'), { links: [link('r1')] })).toEqual({ kind: 'link_taken' });
  });

  it('finds links of any state by remote record and by item', async () => {
    const { store } = await create();
    const parts = [link('r1', { state: 'tombstone' }), link('r2', { part: 'contact:1' })];
    await commitItem(store, client('a'), { links: parts });
    await commitItem(store, client('b'), { links: [link('r1', { stream: 'mautic.contacts' }), link('r3')] });
    const found = await store.linksOfRecords('ninja.clients', ['r1', 'r2', 'r9']);
    expect(found.toSorted(byRemote)).toEqual(parts.map((owned) => ({ item: client('a'), link: owned })));
    const ofItems = await store.linksOfItems('ninja.clients', [client('b'), client('c')]);
    expect(ofItems).toEqual([{ item: client('b'), link: link('r3') }]);
  });

  it('finds live links and tombstones by the creation time that their records showed', async () => {
    const { store } = await create();
    const [early, late] = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'];
    const found = [link('r1', { createdAt: early }), link('r2', { createdAt: early, state: 'tombstone' })];
    await commitItem(store, client('a'), {
      links: [...found, link('r3', { createdAt: early, state: 'merged' })],
    });
    await commitItem(store, client('b'), { links: [link('r4', { createdAt: late })] });
    await commitItem(store, client('c'), { links: [link('r5')] });
    const elsewhere = link('m1', { stream: 'mautic.contacts', createdAt: early });
    await commitItem(store, client('d'), { links: [elsewhere] });
    expect((await store.linksCreatedAt('ninja.clients', [early, 'never'])).toSorted(byRemote)).toEqual(
      found.map((one) => ({ item: client('a'), link: one })),
    );
    expect(await store.linksCreatedAt('ninja.clients', [])).toEqual([]);
  });

  it('finds the claims of items that the hub does not have yet', async () => {
    const { store } = await create();
    const claimed = link('r1', { claims: ['name a', 'mail a'] });
    await commitItem(store, client('a'), { links: [claimed] });
    const met = { hub: true, remote: true };
    await commitItem(store, client('b'), { links: [link('r2', { claims: ['name a'], alive: met })] });
    await commitItem(store, client('c'), { links: [link('r3', { claims: ['name a'], state: 'tombstone' })] });
    await commitItem(
      store,
      { collection: 'people', id: 'd' },
      { links: [link('r4', { claims: ['name a'] })] },
    );
    const found = [{ item: client('a'), link: claimed }];
    expect(await store.linksWithClaims('clients', ['mail a', 'name z'])).toEqual(found);
    expect(await store.linksWithClaims('clients', ['name a'])).toEqual(found);
    expect(await store.linksWithClaims('clients', ['name z'])).toEqual([]);
  });

  it('counts records with a live link, and names those deleted within the last while, each once', async () => {
    const { store, advance } = await create();
    await commitItem(store, client('a'), { links: [link('r1')] });
    await commitItem(store, client('b'), { links: [link('r2', { state: 'tombstone' })] });
    await commitItem(store, client('d'), { links: [link('r1', { part: 'contact:1' })] });
    await commitItem(store, client('b'), { deletions: [{ stream: 'ninja.clients', remoteId: 'r2' }] });
    await advance(1000);
    for (const remoteId of ['r3', 'r3'])
      await commitItem(store, client('c'), { deletions: [{ stream: 'ninja.clients', remoteId }] });
    const counts = await store.deleteCounts('ninja.clients', 5000);
    expect({ ...counts, deleted: counts.deleted.toSorted() }).toEqual({ live: 1, deleted: ['r2', 'r3'] });
    expect(await store.deleteCounts('ninja.clients', 1000)).toEqual({ live: 1, deleted: ['r3'] });
    expect(await store.deleteCounts('mautic.contacts', 5000)).toEqual({ live: 0, deleted: [] });
  });

  it('lists the ids of linked records in order, page by page, of a stream or of the hub', async () => {
    const { store } = await create();
    const met = { alive: { hub: true, remote: true } };
    await commitItem(store, client('a'), { links: [link('r3', met)] });
    await commitItem(store, client('b'), {
      links: [link('r1', met), link('m1', { stream: 'mautic.contacts' })],
    });
    await commitItem(store, client('c'), { links: [link('r2', { state: 'tombstone' })] });
    await commitItem(store, client('d'), { links: [link('r1', { part: 'contact:1', ...met })] });
    // Linked, but the hub does not have it yet: it is not missing there.
    await commitItem(store, client('e'), { links: [link('r5')] });
    await commitItem(store, { collection: 'people', id: 'z' }, { links: [link('r4', met)] });
    expect(await store.linkedIds('ninja.clients', { after: null, limit: 2 })).toEqual(['r1', 'r3']);
    expect(await store.linkedIds('ninja.clients', { after: 'r1', limit: 3 })).toEqual(['r3', 'r4', 'r5']);
    expect(await store.linkedIds('hub.clients', { after: null, limit: 9 })).toEqual(['a', 'b', 'd']);
    expect(await store.linkedIds('hub.clients', { after: 'b', limit: 9 })).toEqual(['d']);
  });
}

const byRemote = (left: { link: { remoteId: string } }, right: { link: { remoteId: string } }): number =>
  left.link.remoteId < right.link.remoteId ? -1 : 1;
