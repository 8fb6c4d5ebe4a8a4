import { expect, it } from 'vitest';
import { playEngine } from './play-engine.ts';

it('takes no renamed record for the match of a new item: it is linked under the id that it had before', async () => {
  const { make, settle, store, engine, world } = playEngine();
  make('companies', { owner_company: 'acme', name: 'Acme', email: 'a@x', type: 'client' });
  await settle();
  const { systems } = world.inside;
  const [customer] = systems.tables['b.customers'].rows();
  systems.rename(customer?.id ?? '', 'renamed');

  const client = make('a.clients', { name: 'Bolt', client_email: 'a@x' });
  await store.markDirty([{ side: 'a.clients', record: client }]);
  await engine.converge(store.dueDirty(20).filter(({ record }) => record === client));
  await settle();
  expect(systems.tables['b.customers'].get('renamed')?.fields['customer_name']).toBe('Acme');
  expect(systems.tables['b.customers'].rows()).toHaveLength(2);
});
