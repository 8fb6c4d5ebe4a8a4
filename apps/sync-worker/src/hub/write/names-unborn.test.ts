import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { create } from '../testing/requests.ts';
import { type StartedHub, startHub } from '../testing/start-hub.ts';

// A real server beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let hub: StartedHub;
beforeAll(async () => {
  hub = await startHub();
  await hub.admin.call('POST', '/relations', {
    collection: 'companies',
    field: 'parent',
    related_collection: 'companies',
    schema: { on_delete: 'NO ACTION' },
  });
});
afterAll(async () => await hub.stop());

const companies = (count: number, parent: string | null) =>
  Array.from({ length: count }, () => create(crypto.randomUUID(), { name: 'child', parent }));

it('finds at once what refers to an item that is not there, and writes all others of its batch', async () => {
  const parent = crypto.randomUUID();
  await hub.side.write([create(parent, { name: 'parent' })]);
  const batch = [
    ...companies(60, parent),
    ...companies(2, crypto.randomUUID()),
    ...companies(60, null),
    ...companies(1, crypto.randomUUID()),
  ];
  const before = hub.proxy.requests.length;
  const results = await hub.side.write(batch);
  const sent = hub.proxy.requests.slice(before).filter((request) => request.startsWith('POST'));
  expect(results.map(({ kind }) => kind)).toEqual([
    ...Array<string>(60).fill('written'),
    ...Array<string>(2).fill('not_sent'),
    ...Array<string>(60).fill('written'),
    'not_sent',
  ]);
  // The batch, and what is left of it.
  expect(sent).toHaveLength(2);
});

it('takes no item for missing that comes with the same batch', async () => {
  const parent = crypto.randomUUID();
  const results = await hub.side.write([
    create(parent, { name: 'parent' }),
    ...companies(3, parent),
    ...companies(1, crypto.randomUUID()),
  ]);
  expect(results.map(({ kind }) => kind)).toEqual(['written', 'written', 'written', 'written', 'not_sent']);
});
