import type { WaitsFor } from '@unified-sync/sync-engine';
import { client, commitItem, link } from '@unified-sync/sync-engine/simulation/store/contract/harness';
import { expect, it } from 'vitest';
import { useTestStores, type TestStore } from '../testing/test-store.ts';

const { create } = useTestStores();
const day = 86_400_000;
const waits = { longerThan: day, optional: [] };
const deleted: WaitsFor = { kind: 'record', stream: 'ninja.clients', remoteId: 'r1' };
const unknown: WaitsFor = { kind: 'item', stream: 'ninja.clients', item: client('with/slash') };

const told = async ({ store }: TestStore) =>
  (await store.listFindings({ isOpen: true })).map(({ finding: { kind, side, item, lost, message } }) => ({
    kind,
    side,
    item,
    lost,
    message,
  }));

it('tells once of what others have waited for so long, with one of them', async () => {
  const test = await create();
  await commitItem(test.store, client('a'), { links: [link('i1')], waits: [deleted, unknown] });
  await commitItem(test.store, client('b'), { links: [link('i2')], waits: [deleted] });
  await test.advance(day - 1000);
  await test.store.reportLongWaits(waits);
  expect(await told(test)).toEqual([]);
  await test.advance(2000);
  await test.store.reportLongWaits(waits);
  await test.store.reportLongWaits(waits);
  const about = { kind: 'waiting', side: 'ninja.clients' };
  expect(await told(test)).toEqual(
    expect.arrayContaining([
      {
        ...about,
        item: null,
        lost: { record: 'r1' },
        message: expect.stringMatching(/^ninja\.clients r1 is no item .*, e\.g\. \S+ i1$/),
      },
      {
        ...about,
        item: client('with/slash'),
        lost: undefined,
        message: expect.stringMatching(
          /^clients with\/slash has no record in ninja\.clients, .* e\.g\. \S+ i1$/,
        ),
      },
    ]),
  );
  expect((await test.store.listFindings()).map(({ timesOpened }) => timesOpened)).toEqual([1, 1]);
});

it('counts from when the wait began, however often the item was looked at since', async () => {
  const test = await create();
  await commitItem(test.store, client('a'), { waits: [deleted, unknown] });
  await test.advance(day);
  await commitItem(test.store, client('a'), { waits: [deleted] });
  await test.store.reportLongWaits(waits);
  expect((await told(test)).map(({ lost }) => lost)).toEqual([{ record: 'r1' }]);
});

it('says that it is over once nobody waits for it, and again where somebody does once more', async () => {
  const test = await create();
  const known = async (of: readonly WaitsFor[]): Promise<void> => {
    await commitItem(test.store, client('a'), { waits: of });
    await test.advance(day);
    await test.store.reportLongWaits(waits);
  };
  await known([deleted]);
  await known([]);
  expect(await told(test)).toEqual([]);
  await known([deleted]);
  expect(await test.store.listFindings({ isOpen: true })).toMatchObject([{ timesOpened: 2 }]);
});

it('leaves alone what waits for a first listing, and findings of other kinds', async () => {
  const test = await create();
  const conflict = { kind: 'conflict', item: null, side: 'ninja.clients', field: null, lost: 'x' } as const;
  await test.store.report([{ ...conflict, key: 'k', message: '' }]);
  await commitItem(test.store, client('a'), { waits: [{ kind: 'listing', stream: 'ninja.clients' }] });
  await test.advance(day);
  await test.store.reportLongWaits(waits);
  expect((await told(test)).map(({ kind }) => kind)).toEqual(['conflict']);
});

it('says nothing of what belongs there only with the item that it waits for', async () => {
  const test = await create();
  await commitItem(test.store, client('a'), { waits: [deleted, unknown] });
  await test.advance(day);
  const optional = [{ collection: 'clients', stream: 'ninja.clients' }];
  await test.store.reportLongWaits({ longerThan: day, optional });
  expect((await told(test)).map(({ lost }) => lost)).toEqual([{ record: 'r1' }]);
});
