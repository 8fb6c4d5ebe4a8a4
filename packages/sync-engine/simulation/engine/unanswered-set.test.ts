import { expect, it } from 'vitest';
import type { Side } from '../../src/index.ts';
import { deaf } from './deaf.ts';
import { playEngine } from './play-engine.ts';

it('brings a member once more after a write without an answer, where somebody entered another one of those it was to bring (seed 31279)', async () => {
  const { engineWith, make, settle, store, world } = playEngine();
  const { systems } = world.inside;
  const item = make('companies', { owner_company: 'acme', name: 'Ann', type: 'client', tags: ['old'] });
  await settle();
  const customer = systems.tables['b.customers'].rows()[0]?.id ?? '';
  systems.update('companies', item, { tags: ['also', 'new', 'old'] }, 'person');

  const customers: Side = {
    ...world.sides.stream('b.customers'),
    write: async (writes) => writes.map(() => ({ kind: 'unclear', cause: 'never arrived' })),
  };
  const engine = engineWith({ 'b.customers': customers });
  await store.markDirty([{ side: 'hub', record: `companies/${item}` }]);
  await engine.converge(store.dueDirty(20));
  systems.update('b.customers', customer, { user_tags: 'also,more,old' }, 'person');
  await settle();
  expect(systems.tables.companies.get(item)?.fields['tags']).toEqual(['also', 'more', 'new', 'old']);
});

it('takes a member that its own unanswered write brought for nobody’s addition once the record is back (seed 58274)', async () => {
  const { engineWith, make, pass, settle, store, world } = playEngine();
  const { systems } = world.inside;
  const item = make('companies', { owner_company: 'acme', name: 'Ann', type: 'client', tags: ['old'] });
  await settle();
  const client = systems.tables['a.clients'].rows()[0]?.id ?? '';
  const customer = systems.tables['b.customers'].rows()[0]?.id ?? '';
  const customers = world.sides.stream('b.customers');
  const convergeWith = async (side: Side): Promise<void> => {
    await store.markDirty([{ side: 'hub', record: `companies/${item}` }]);
    await engineWith({ 'b.customers': side }).converge(store.dueDirty(20));
    pass(60_000);
  };

  systems.update('companies', item, { tags: ['new', 'old'] }, 'person');
  await convergeWith(deaf(customers));
  expect(systems.tables['b.customers'].get(customer)?.fields['user_tags']).toContain('new');
  await convergeWith({ ...customers, look: async (ids) => ids.map(() => ({ kind: 'absent' })) });
  systems.update('a.clients', client, { labels: ['old'] }, 'person');
  systems.update('b.customers', customer, { user_tags: ',more,new,old' }, 'person');
  await settle();
  expect(systems.tables.companies.get(item)?.fields['tags']).toEqual(['more', 'old']);
});
