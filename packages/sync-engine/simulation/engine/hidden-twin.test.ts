import { expect, it } from 'vitest';
import type { Side } from '../../src/index.ts';
import { playEngine } from './play-engine.ts';

it('matches nothing by a search of a stream that shows not even the record which is matched', async () => {
  const { engineWith, make, settle, store, world, open } = playEngine();
  const customer = { customer_name: 'Acme', email_id: 'acme@x', customer_group: 'Commercial' };
  await settle();
  make('companies', { owner_company: 'acme', name: 'Acme', email: 'acme@x', type: 'client' });
  const twins = [make('b.customers', customer), make('b.customers', customer)];

  // Right after the first look it answers as if it were empty.
  const customers = world.sides.stream('b.customers');
  let looks = 0;
  const hiding: Side = {
    ...customers,
    look: async (ids) => (++looks === 1 ? await customers.look(ids) : ids.map(() => ({ kind: 'absent' }))),
    findByKey: () => Promise.resolve([]),
    findByFields: (queries) => Promise.resolve(queries.map(() => [])),
  };
  await store.markDirty([{ side: 'b.customers', record: twins[1] ?? '' }]);
  const hints = store.dueDirty(20).filter(({ record }) => record === twins[1]);
  await engineWith({ 'b.customers': hiding }).converge(hints);
  expect(await store.linksOfRecords('b.customers', twins)).toEqual([]);

  await settle();
  expect(await store.linksOfRecords('b.customers', twins)).toEqual([]);
  expect(open()).toContain('ambiguous_match');
});

it('matches a record that its stream shows, and only does not find by what it holds', async () => {
  const { engineWith, make, store, settle, world } = playEngine();
  await settle();
  const item = make('companies', { owner_company: 'acme', name: 'Acme', email: 'acme@x', type: 'client' });
  const customer = make('b.customers', { customer_name: 'Acme', customer_group: 'Commercial' });
  const customers = world.sides.stream('b.customers');
  const blind: Side = { ...customers, findByFields: (queries) => Promise.resolve(queries.map(() => [])) };
  await store.markDirty([{ side: 'b.customers', record: customer }]);
  const hints = store.dueDirty(20).filter(({ record }) => record === customer);
  await engineWith({ 'b.customers': blind }).converge(hints);
  const [own] = await store.linksOfRecords('b.customers', [customer]);
  expect(own?.item.id).toBe(item);
});
