import { client, commitItem, link } from '@unified-sync/sync-engine/simulation/store/contract/harness';
import { expect, it } from 'vitest';
import { useTestStores } from './testing/test-store.ts';

const { create } = useTestStores();
const hint = { side: 'ninja.clients', record: 'r1' };
const taking = { owner: 'ninja', limit: 10 };

it('hands a row out with the id of the hint that made it, also where others folded into it', async () => {
  const { store } = await create();
  await store.markDirty([
    { ...hint, correlation: 'first' },
    { ...hint, correlation: 'second' },
  ]);
  await store.markDirty([{ ...hint, correlation: 'third' }]);
  expect(await store.takeDirty(taking)).toMatchObject([{ ...hint, correlation: 'first' }]);
});

it('gives the next look the id of the hint that came during the last one', async () => {
  const { store } = await create();
  await store.markDirty([{ ...hint, correlation: 'first' }]);
  const taken = await store.takeDirty(taking);
  await store.markDirty([{ ...hint, correlation: 'second' }]);
  await store.clearDirty(taken);
  expect(await store.takeDirty(taking)).toMatchObject([{ correlation: 'second' }]);
});

it('takes the id of what is done now where a hint has none of its own', async () => {
  const { store } = await create();
  await store.markDirty([hint]);
  await store.observedBy({ correlation: () => 'scan' }).markDirty([{ ...hint, record: 'r2' }]);
  expect(await store.takeDirty(taking)).toMatchObject([{ correlation: null }, { correlation: 'scan' }]);
});

it('keeps the id of what brought a commit about in the history, and gives it to what the commit marks', async () => {
  const { store } = await create();
  const observed = store.observedBy({ correlationOfCommit: ({ links }) => `of ${links[0]?.remoteId}` });
  const what = { what: 'linked', field: null, value: undefined, side: 'ninja.clients' };
  await commitItem(observed, client('a'), { links: [link('r1')], history: [what], dirty: [hint] });
  expect(await store.history(client('a'))).toMatchObject([{ what: 'linked', correlation: 'of r1' }]);
  expect(await store.takeDirty(taking)).toMatchObject([{ correlation: 'of r1' }]);
});

it('tells how old the rows were that were dealt with', async () => {
  const { store, advance } = await create();
  const settled: unknown[] = [];
  const observed = store.observedBy({ settled: (rows) => settled.push(...rows) });
  await observed.markDirty([hint, { side: 'hub', record: 'clients/a' }]);
  await advance(1500);
  await observed.clearDirty(await observed.takeDirty(taking));
  expect(settled).toEqual([{ side: 'ninja.clients', age: 1500 }]);
});

it('does not take a record that is changed all the time for a change that nobody deals with', async () => {
  const { store, advance } = await create();
  await store.markDirty([hint]);
  for (let edits = 0; edits < 5; edits += 1) {
    const taken = await store.takeDirty(taking);
    await advance(1000);
    await store.markDirty([hint]);
    await store.clearDirty(taken);
  }
  expect(await store.oldestUnsynced()).toMatchObject([{ connection: 'ninja', age: 0 }]);
});
