import { expect, it } from 'vitest';
import { newLink, type ItemKey, type Lease, type Look, type OwnedLink } from '../../src/index.ts';
import type { Context } from '../../src/converge/context.ts';
import type { LinkedPart } from '../../src/converge/remote-candidates.ts';
import { takeFromUnborn } from '../../src/converge/take-from-unborn.ts';
import { engineOptions } from '../run/run.ts';
import { commitItem, leaseOf } from '../store/contract/harness.ts';
import { playEngine } from './play-engine.ts';

const unborn: ItemKey = { collection: 'people', id: 'refused' };
const there: ItemKey = { collection: 'people', id: 'made-by-hand' };
const absent: Look = { kind: 'absent' };

/** A contact whose item the hub refused, and what the hub shows of that item when the contact is taken from it. */
async function playTaking({ shown = absent, part = 'contact:1' }: { shown?: Look; part?: string } = {}) {
  const { world, store, now } = playEngine();
  const link = newLink({ stream: 'a.clients', remoteId: 'r1', part, createdAt: null });
  await commitItem(store, unborn, { links: [link] });
  const context: Context = {
    model: world.model,
    options: { mostRounds: 8, pagesAtOnce: 1, ...engineOptions },
    observe: () => undefined,
    ports: {
      ...world.sides,
      store,
      now,
      hub: (collection) => ({
        ...world.sides.hub(collection),
        look: async () => await Promise.resolve([shown]),
      }),
    },
  };
  const record = { id: 'r1', version: '1', createdAt: null, live: true, parts: {} };
  const owner: OwnedLink = { item: unborn, link };
  const taken: LinkedPart = { ref: { record, part }, owner };
  return {
    take: async (): Promise<void> => await takeFromUnborn(context, taken, there),
    owners: async () => (await store.linksOfRecords('a.clients', ['r1'])).map(({ item }) => item.id),
    lease: async (key: string): Promise<Lease> => await leaseOf(store, key),
  };
}

it('takes a part while nobody is matching, and gives back what it held', async () => {
  const { take, owners, lease } = await playTaking();
  await take();
  expect(await owners()).toEqual([]);
  await lease('match:people');
  await lease('item:people/refused');
});

it('takes no part while somebody is matching: first contact may be about to find the item', async () => {
  const { take, owners, lease } = await playTaking();
  await lease('match:people');
  await expect(take()).rejects.toThrow('somebody is at work');
  expect(await owners()).toEqual(['refused']);
  await lease('item:people/refused');
});

it('takes a whole record while somebody is matching: it is who makes the record that does', async () => {
  const { take, owners, lease } = await playTaking({ part: '' });
  await lease('match:people');
  await take();
  expect(await owners()).toEqual([]);
});

it('takes nothing from an item that somebody has made in the hub since it was looked at', async () => {
  const record = { id: 'refused', version: '1', createdAt: null, live: true, parts: {} };
  const { take, owners } = await playTaking({ shown: { kind: 'present', record } });
  await expect(take()).rejects.toThrow('somebody is at work');
  expect(await owners()).toEqual(['refused']);
});

it('takes nothing where the hub cannot say whether it has the item', async () => {
  const { take, owners } = await playTaking({ shown: { kind: 'unknown', cause: '503' } });
  await expect(take()).rejects.toThrow('cannot be read');
  expect(await owners()).toEqual(['refused']);
});
