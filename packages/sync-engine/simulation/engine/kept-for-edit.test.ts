import { expect, it } from 'vitest';
import { playEngine } from './play-engine.ts';

it('keeps an item for an edit when the record that was to be told of it next is deleted before it is (seed 78656)', async () => {
  const { engineWith, make, settle, store, world } = playEngine();
  const { systems } = world.inside;
  const person = make('people', { owner_company: 'acme', first_name: 'Ann', email: 'a@x', opt_out: false });
  const client = make('a.clients', { name: 'Acme' });
  await settle();

  // Against this edit of the hub the contact of B is deleted, and a contact of A is to hear of it instead.
  const contact = {
    contact_first_name: 'Ann',
    contact_email: 'a@x',
    contact_phone: '',
    contact_unsubscribed: 0,
  };
  systems.replaceContacts(client, [{ id: null, thing: 'ann', key: null, fields: contact }], 'person');
  const fields = systems.tables.people.get(person)?.fields;
  systems.tables.people.change(person, { fields: { ...fields, opt_out: true } }, 'person');
  const [deleted] = systems.tables['b.contacts'].rows();
  systems.remove('b.contacts', deleted?.id ?? '', 'person');
  const isToBeTold = (): boolean =>
    store.tables().items.some(({ effects }) => effects.some(({ side }) => side === 'a.clients'));
  const engine = engineWith(
    {},
    {
      async commit(commits) {
        const results = await store.commit(commits);
        if (isToBeTold()) systems.replaceContacts(client, [], 'person');
        return results;
      },
    },
  );
  await store.markDirty([
    { side: 'a.clients', record: client },
    { side: 'b.contacts', record: deleted?.id ?? '' },
  ]);
  // First its company is taken from A, then A is written.
  for (let turn = 0; turn < 3; turn++) await engine.converge(store.dueDirty(20));
  await settle();

  expect(systems.tables.people.get(person)).toMatchObject({ live: true, fields: { opt_out: true } });
  const links = await store.linksOfItems('a.clients', [{ collection: 'people', id: person }]);
  expect(links.map(({ link }) => link.alive)).toEqual([{ hub: true, remote: false }]);
});
