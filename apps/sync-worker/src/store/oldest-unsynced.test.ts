import {
  client,
  commitItem,
  effect,
  link,
} from '@unified-sync/sync-engine/simulation/store/contract/harness';
import { expect, it } from 'vitest';
import { useTestStores } from './testing/test-store.ts';

const { create } = useTestStores();

it('is nothing where nothing is owed', async () => {
  const { store } = await create();
  await commitItem(store, client('a'), { links: [link('r1')], effects: [effect('e', { state: 'done' })] });
  expect(await store.oldestUnsynced()).toEqual([]);
});

it('is the oldest of what is to be looked at and what is to be written, whatever its lane', async () => {
  const { store, advance } = await create();
  await commitItem(store, client('a'), {
    links: [link('r1'), link('m1', { stream: 'mautic.contacts' })],
    effects: [effect('e1')],
  });
  await advance(1000);
  await store.inLane('webhook').markDirty([{ side: 'ninja.clients', record: 'r1' }]);
  await store.markDirty([{ side: 'hub', record: 'clients/a' }]);
  await advance(1000);
  await store.inLane('backfill').markDirty([{ side: 'ninja.invoices', record: 'i1' }]);
  await store.markDirty([{ side: 'hub', record: 'clients/new' }]);
  expect(await store.oldestUnsynced()).toEqual([
    { direction: 'in', connection: 'ninja', age: 1000 },
    { direction: 'out', connection: 'mautic', age: 1000 },
    { direction: 'out', connection: 'ninja', age: 2000 },
    { direction: 'out', connection: null, age: 0 },
  ]);
});

it.each(['planned', 'sending'] as const)(
  'counts a write that is %s: to the hub, for the connections that its item is linked to',
  async (state) => {
    const { store, advance } = await create();
    await commitItem(store, client('a'), {
      links: [link('r1'), link('m1', { stream: 'mautic.contacts', state: 'tombstone' })],
      effects: [effect('e1', { state })],
    });
    await advance(250);
    await commitItem(store, client('b'), {
      links: [link('r2'), link('m2', { stream: 'mautic.contacts', state: 'tombstone' })],
      effects: [effect('e2', { side: 'hub', remoteId: null, state })],
    });
    await advance(500);
    expect(await store.oldestUnsynced()).toEqual([
      { direction: 'in', connection: 'ninja', age: 500 },
      { direction: 'out', connection: 'ninja', age: 750 },
    ]);
  },
);
