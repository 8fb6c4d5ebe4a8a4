import { expect, it } from 'vitest';
import { deaf } from './deaf.ts';
import { playEngine } from './play-engine.ts';

it('knows what it had sent when a hint names the record before the create without an answer is read', async () => {
  const { engineWith, make, settle, store, world, pass, open } = playEngine();
  const { systems } = world.inside;
  await settle();
  const person = make('people', { owner_company: 'acme', first_name: 'Ann', email: 'a@x', tags: ['1', '2'] });

  const engine = engineWith({ 'b.contacts': deaf(world.sides.stream('b.contacts')) });
  await store.markDirty([{ side: 'hub', record: `people/${person}` }]);
  await engine.converge(store.dueDirty(20));
  const [contact] = systems.tables['b.contacts'].rows();

  systems.update('people', person, { tags: ['1'], first_name: 'Bea' }, 'person');
  await store.markDirty([{ side: 'b.contacts', record: contact?.id ?? '' }]);
  // Until then the create may still land, and nothing is matched.
  pass(60_000);
  await engine.converge(store.dueDirty(20));
  await settle();
  expect(systems.tables['b.contacts'].get(contact?.id ?? '')?.fields).toMatchObject({
    firstname: 'Bea',
    tags: ['1'],
  });
  expect(systems.tables.people.get(person)?.fields['tags']).toEqual(['1']);
  expect(open()).toEqual([]);
});
