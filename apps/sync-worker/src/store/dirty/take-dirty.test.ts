import { lanes } from '@unified-sync/sync-engine';
import { expect, it } from 'vitest';
import { useTestStores } from '../testing/test-store.ts';

const { create } = useTestStores();
const ofNinja = { owner: 'ninja-acme', limit: 100 };
const hint = { side: 'ninja-acme.clients', record: 'r1' };
const many = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ side: 'ninja-acme.clients', record: `${name}-${index}` }));

it('hands out rows of one owner: a connection, or the hub', async () => {
  const { store } = await create();
  const others = [
    { side: 'ninja-other.clients', record: 'r1' },
    { side: 'hub', record: 'clients/r1' },
  ];
  await store.markDirty([hint, ...others]);
  expect(await store.takeDirty(ofNinja)).toMatchObject([hint]);
  expect(await store.takeDirty({ owner: 'hub', limit: 100 })).toMatchObject([others[1]]);
});

it('leaves a row that is marked again with its worker, and hands it out when that is through', async () => {
  const { store } = await create();
  await store.markDirty([hint]);
  const taken = await store.takeDirty(ofNinja);
  await store.markDirty([hint]);
  expect(await store.takeDirty(ofNinja)).toEqual([]);
  await store.clearDirty(taken);
  const again = await store.takeDirty(ofNinja);
  expect(again).toMatchObject([hint]);
  await store.markDirty([hint]);
  await store.deferDirty(again, 60_000);
  expect(await store.takeDirty(ofNinja)).toMatchObject([hint]);
});

it('hands out the urgent first, and a share of every lane that waits', async () => {
  const { store, advance } = await create();
  await store.inLane('backfill').markDirty(many('backfill', 200));
  await advance(1000);
  await store.inLane('webhook').markDirty(many('webhook', 200));
  const taken = await store.takeDirty(ofNinja);
  expect(taken).toHaveLength(100);
  expect(lanes.map((lane) => taken.filter((row) => row.lane === lane).length)).toEqual([95, 0, 0, 5]);
  expect(taken[0]?.lane).toBe('webhook');
});

it('fills a page from whatever waits', async () => {
  const { store } = await create();
  await store.inLane('backfill').markDirty(many('backfill', 200));
  await store.inLane('webhook').markDirty(many('webhook', 3));
  expect(await store.takeDirty(ofNinja)).toHaveLength(100);
});

it('hands out rows of the lanes that are asked for', async () => {
  const { store } = await create();
  await store.inLane('backfill').markDirty([hint]);
  expect(await store.takeDirty({ ...ofNinja, lanes: ['webhook', 'user'] })).toEqual([]);
  expect(await store.takeDirty({ ...ofNinja, lanes: ['backfill'] })).toMatchObject([hint]);
});

it('moves a row into a more urgent lane when it is hinted there, and never back', async () => {
  const { store } = await create();
  await store.inLane('reconcile').markDirty([hint]);
  await store.inLane('webhook').markDirty([hint]);
  await store.inLane('backfill').markDirty([hint]);
  expect(await store.takeDirty(ofNinja)).toMatchObject([{ ...hint, lane: 'webhook' }]);
});

it('keeps the place of a row that is marked again and again', async () => {
  const { store, advance } = await create();
  await store.markDirty([hint]);
  await advance(10);
  await store.markDirty(many('later', 5));
  await advance(10);
  await store.markDirty([hint]);
  expect(await store.takeDirty({ ...ofNinja, limit: 1 })).toMatchObject([hint]);
});

it('knows how long each owner has to wait for its next row', async () => {
  const { store, advance } = await create();
  expect((await store.nextDue(['ninja-acme', 'hub'])).size).toBe(0);
  await store.markDirty([hint, { side: 'hub', record: 'clients/a' }]);
  await store.deferDirty(await store.takeDirty(ofNinja), 5000);
  await advance(1000);
  expect(Object.fromEntries(await store.nextDue(['ninja-acme', 'hub', 'nobody']))).toEqual({
    'ninja-acme': 4000,
    hub: 0,
  });
});

it('leaves a row with a worker that renews it, and with nobody who does not have it', async () => {
  const { store, advance } = await create();
  await store.markDirty([hint]);
  const taken = await store.takeDirty({ ...ofNinja, takenFor: 1000 });
  await advance(900);
  await store.renewTaken(taken, 1000);
  await advance(900);
  expect(await store.takeDirty(ofNinja)).toEqual([]);
  await store.deferDirty(taken, 10);
  await store.renewTaken(taken, 60_000);
  await advance(10);
  expect(await store.takeDirty(ofNinja)).toMatchObject([hint]);
});
