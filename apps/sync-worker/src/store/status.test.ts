import { finding } from '@unified-sync/sync-engine';
import {
  client,
  commitItem,
  effect,
  link,
} from '@unified-sync/sync-engine/simulation/store/contract/harness';
import { expect, it } from 'vitest';
import { useTestStores } from './testing/test-store.ts';

const { create } = useTestStores();

it('knows the age of the oldest change in each direction of each connection', async () => {
  const { store, advance } = await create();
  await commitItem(store, client('a'), {
    links: [
      link('r1'),
      link('m1', { stream: 'mautic.contacts' }),
      link('m2', { stream: 'mautic.notes', state: 'tombstone' }),
    ],
  });
  await store.inLane('webhook').markDirty([{ side: 'ninja.clients', record: 'r9' }]);
  await advance(1000);
  await store.markDirty([
    { side: 'hub', record: 'clients/a' },
    { side: 'hub', record: 'clients/new/with/slashes' },
    { side: 'ninja.clients', record: 'r9' },
    { side: 'ninja.invoices', record: 'i1' },
  ]);
  await advance(500);
  await store.takeDirty({ owner: 'ninja', limit: 1 });
  const { backlog } = await store.status();
  const one = { lane: 'reconcile', rows: 1, due: 1, oldestAge: 500 };
  expect(backlog).toEqual([
    { ...one, direction: 'in', connection: 'ninja', lane: 'webhook', due: 0, oldestAge: 1500 },
    { ...one, direction: 'in', connection: 'ninja' },
    { ...one, direction: 'out', connection: 'mautic' },
    { ...one, direction: 'out', connection: 'ninja' },
    { ...one, direction: 'out', connection: null },
  ]);
});

it('counts open effects, open findings and waiting items', async () => {
  const { store, advance } = await create();
  const about = { item: null, side: 'hub', field: null, message: '' } as const;
  await commitItem(store, client('a'), {
    effects: [effect('e1', { state: 'sending' }), effect('e2'), effect('e3', { state: 'done' })],
    waits: [
      { kind: 'listing', stream: 'ninja.clients' },
      { kind: 'record', stream: 'ninja.clients', remoteId: 'r1' },
    ],
    findings: ['x', 'y'].map((lost) => finding({ ...about, kind: 'conflict', lost })),
  });
  await advance(2000);
  expect(await store.status()).toEqual({
    backlog: [],
    effects: [
      { side: 'ninja.clients', state: 'planned', count: 1, oldestAge: 2000 },
      { side: 'ninja.clients', state: 'sending', count: 1, oldestAge: 2000 },
    ],
    findings: [{ kind: 'conflict', open: 2 }],
    waiting: [{ stream: 'ninja.clients', items: 1 }],
  });
});

it('explains one field, latest entries only where so many are asked for', async () => {
  const { store } = await create();
  for (const value of ['a', 'b', 'c'])
    // oxlint-disable-next-line no-await-in-loop -- one after the other is what it is about
    await commitItem(store, client('a'), {
      history: [
        { what: 'wrote', field: 'name', value, side: 'hub' },
        { what: 'wrote', field: 'email', value, side: 'hub' },
      ],
    });
  const entries = await store.history(client('a'), { field: 'name', limit: 2 });
  expect(entries.map(({ field, value }) => [field, value])).toEqual([
    ['name', 'b'],
    ['name', 'c'],
  ]);
  expect(entries[0]?.position).toBeLessThan(entries[1]?.position ?? 0);
  expect(entries[0]?.at).toEqual(new Date('2026-01-01T00:00:00Z'));
});

it('lists findings by what they are about', async () => {
  const { store } = await create();
  const about = { side: 'hub', field: null, lost: null, message: '' } as const;
  await store.report([
    finding({ ...about, kind: 'conflict', item: client('a') }),
    finding({ ...about, kind: 'diverged', item: client('b') }),
  ]);
  await commitItem(store, client('c'), {
    resolved: [finding({ ...about, kind: 'diverged', item: client('b') }).key],
  });
  const kinds = async (filter: Parameters<typeof store.listFindings>[0]) =>
    (await store.listFindings(filter)).map(({ finding: { kind } }) => kind);
  expect(await kinds({ isOpen: true })).toEqual(['conflict']);
  expect(await kinds({ isOpen: false })).toEqual(['diverged']);
  expect(await kinds({ item: client('a') })).toEqual(['conflict']);
  expect(await kinds({ kind: 'diverged' })).toEqual(['diverged']);
  expect(await kinds({ limit: 1 })).toHaveLength(1);
});
