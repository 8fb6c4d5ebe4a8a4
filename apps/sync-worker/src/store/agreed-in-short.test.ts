import { agreedTextOf, type Link, type PeekedLink } from '@unified-sync/sync-engine';
import { client, commitItem, link } from '@unified-sync/sync-engine/simulation/store/contract/harness';
import { expect, it } from 'vitest';
import { useTestStores, type TestStore } from './testing/test-store.ts';

const { create } = useTestStores();
const agreeing = (remote: string): Link => link('r1', { base: { name: { hub: 'a', remote } } });

async function shownInShort({ store }: TestStore): Promise<PeekedLink['agreed'] | undefined> {
  const [item] = await store.peek({ stream: 'ninja.clients', remoteIds: ['r1'] });
  return item?.links[0]?.agreed;
}

const inShort = ({ store }: TestStore, of: Link): PeekedLink['agreed'] => ({
  side: 'remote',
  digest: store.digest(agreedTextOf(of, 'remote')),
});

it('what an earlier version wrote into a row of ours is not taken for what we had written', async () => {
  const made = await create();
  await commitItem(made.store, client('a'), { links: [agreeing('old')] });
  expect(await shownInShort(made)).toEqual(inShort(made, agreeing('old')));
  // As it did: the base alone.
  await made.db
    .updateTable('links')
    .set({ base: JSON.stringify(agreeing('theirs').base) })
    .execute();
  expect(await shownInShort(made)).toEqual(inShort(made, agreeing('theirs')));
  await commitItem(made.store, client('a'), { links: [agreeing('ours')] });
  expect(await shownInShort(made)).toEqual(inShort(made, agreeing('ours')));
});

it('a row from before there were digests shows what its base says', async () => {
  const made = await create();
  await commitItem(made.store, client('a'), { links: [agreeing('old')] });
  await made.db.updateTable('links').set({ agreed_hub: null, agreed_remote: null }).execute();
  expect(await shownInShort(made)).toEqual(inShort(made, agreeing('old')));
});

it('a commit that leaves a link as it is gives it the digest that it lacks', async () => {
  const made = await create();
  await commitItem(made.store, client('a'), { links: [agreeing('old')] });
  await made.db.updateTable('links').set({ agreed_hub: null, agreed_remote: null }).execute();
  await commitItem(made.store, client('a'), { links: [agreeing('old')] });
  const rows = await made.db.selectFrom('links').select(['agreed_hub', 'agreed_remote']).execute();
  expect(rows).toEqual([
    { agreed_hub: expect.any(String), agreed_remote: inShort(made, agreeing('old')).digest },
  ]);
});

it('an item without links is shown as one', async () => {
  const { store } = await create();
  await commitItem(store, client('a'), { links: [] });
  expect(await store.peek({ items: [client('a')] })).toMatchObject([{ key: client('a'), rev: 1, links: [] }]);
});
