import { expect, it } from 'vitest';
import { deaf } from './deaf.ts';
import { playEngine } from './play-engine.ts';

it('takes what it wrote itself for nobody’s edit where the item was deleted before that could be read', async () => {
  const { engineWith, make, settle, store, world, open } = playEngine();
  const { systems } = world.inside;
  const contact = make('b.contacts', { firstname: 'Ann', email: 'a@x', do_not_contact: false });
  await settle();
  const id = systems.tables.people.rows()[0]?.id ?? '';
  const firstNames = (): unknown => [
    systems.tables.people.get(id)?.fields['first_name'],
    systems.tables['b.contacts'].get(contact)?.fields['firstname'],
  ];

  systems.update('b.contacts', contact, { firstname: 'Bea' }, 'person');
  const engine = engineWith({ 'hub.people': deaf(world.sides.hub('people')) });
  await store.markDirty([{ side: 'b.contacts', record: contact }]);
  await engine.converge(store.dueDirty(20));
  expect(firstNames()).toEqual(['Bea', 'Bea']);

  systems.remove('people', id, 'person');
  systems.update('b.contacts', contact, { firstname: 'Cyd' }, 'person');
  await settle();
  systems.restore('people', id, 'person');
  await settle();
  expect(firstNames()).toEqual(['Cyd', 'Cyd']);
  expect(open()).not.toContain('conflict');
});

it('deletes an item again whose record was deleted again while nobody knew that the item was back (seed 4013)', async () => {
  const { engineWith, make, settle, store, world } = playEngine();
  const { systems } = world.inside;
  const client = make('a.clients', { name: 'Acme', client_email: 'acme@x' });
  await settle();
  const [company] = systems.tables.companies.rows();
  systems.remove('a.clients', client, 'person');
  await settle();
  expect(systems.tables.companies.get(company?.id ?? '')?.live).toBe(false);

  systems.restore('a.clients', client, 'person');
  const engine = engineWith({ 'hub.companies': deaf(world.sides.hub('companies')) });
  await store.markDirty([{ side: 'a.clients', record: client }]);
  await engine.converge(store.dueDirty(20));
  expect(systems.tables.companies.get(company?.id ?? '')?.live).toBe(true);
  systems.remove('a.clients', client, 'person');
  await settle();
  expect(systems.tables.companies.get(company?.id ?? '')?.live).toBe(false);
});
