import { expect, it } from 'vitest';
import { playEngine } from './play-engine.ts';

it('takes a contact for deleted no longer once it has restored the client itself', async () => {
  const { make, settle, store, world, engine } = playEngine();
  const { systems } = world.inside;
  const company = make('companies', { owner_company: 'acme', name: 'Acme', type: 'client' });
  await settle();
  const person = make('people', { owner_company: 'acme', first_name: 'Ann', email: 'a@x', company });
  await settle();
  const [contact] = systems.tables['b.contacts'].rows();
  const [client] = systems.tables['a.clients'].rows();

  // The delete has reached A, and not the person yet, when the company is brought back.
  systems.remove('companies', company, 'person');
  const hint = { side: 'hub', record: `companies/${company}` };
  await store.markDirty([hint]);
  await engine.converge(store.dueDirty(20).filter(({ record }) => record === hint.record));
  expect(systems.tables['a.clients'].get(client?.id ?? '')?.live).toBe(false);
  systems.restore('companies', company, 'person');
  await store.markDirty([hint, { side: 'hub', record: `people/${person}` }]);
  await engine.converge(store.dueDirty(20));
  await settle();

  expect(systems.tables.people.get(person)?.live).toBe(true);
  expect(systems.tables['b.contacts'].rows().map(({ id }) => id)).toEqual([contact?.id]);
});
