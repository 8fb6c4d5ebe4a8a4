import { expect, it } from 'vitest';
import { createUnanswered } from './create-unanswered.ts';
import { playEngine } from './play-engine.ts';

it('knows its own contact by where it was made, though a copy of it stands in an older client', async () => {
  const played = playEngine();
  const { make, settle, store, world, pass } = played;
  const { systems } = world.inside;
  const older = make('a.clients', { name: 'Old' });
  pass(5_000);
  const company = make('companies', { owner_company: 'acme', name: 'Acme', type: 'client' });
  await settle();
  const person = make('people', { owner_company: 'acme', first_name: 'Ann', email: 'a@x', company });

  await createUnanswered(played, 'people', person);

  const copy = {
    contact_first_name: 'Bea',
    contact_email: 'b@x',
    contact_phone: '',
    contact_unsubscribed: 0,
  };
  systems.replaceContacts(older, [{ id: null, thing: 'copied', key: person, fields: copy }], 'person');
  await store.markDirty([{ side: 'a.clients', record: older }]);
  await played.engine.converge(store.dueDirty(20));
  await settle();
  const [contact] = Object.values(systems.tables['a.clients'].get(older)?.parts ?? {});
  expect(contact?.fields).toMatchObject(copy);
  const [own] = await store.linksOfItems('a.clients', [{ collection: 'people', id: person }]);
  expect(systems.tables['a.clients'].get(own?.link.remoteId ?? '')?.fields['name']).toBe('Acme');
});

it.each([
  { than: 'clearly younger', apart: 9_000, isLinked: true },
  { than: 'about as old', apart: 2_000, isLinked: false },
])(
  'of two contacts that look alike and have one key, one in a client $than: linked $isLinked',
  async (row) => {
    const { make, settle, store, world, pass, open } = playEngine();
    const { systems } = world.inside;
    const person = make('people', { owner_company: 'acme', first_name: 'Ann', email: 'a@x' });
    const contact = {
      contact_first_name: 'Ann',
      contact_email: 'a@x',
      contact_phone: '',
      contact_unsubscribed: 0,
    };
    const older = make('a.clients', { name: 'Old' });
    pass(row.apart);
    const younger = make('a.clients', { name: 'New' });
    for (const client of [younger, older])
      systems.replaceContacts(client, [{ id: null, thing: client, key: person, fields: contact }], 'person');
    await settle();
    const links = await store.linksOfItems('a.clients', [{ collection: 'people', id: person }]);
    expect(links.map(({ link }) => link.remoteId)).toEqual(row.isLinked ? [older] : []);
    expect(open()).toContain(row.isLinked ? 'copy' : 'ambiguous_match');
  },
);
