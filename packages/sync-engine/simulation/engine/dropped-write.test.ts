import { expect, it } from 'vitest';
import type { Side } from '../../src/index.ts';
import { playEngine } from './play-engine.ts';

it('looks at every side again where a record moved under a write: what was read beside it is as old', async () => {
  const { engineWith, make, settle, store, world } = playEngine();
  const contact = make('b.contacts', { firstname: 'Ann', email: 'a@x', do_not_contact: false });
  await settle();
  const { systems } = world.inside;
  const [person] = systems.tables.people.rows();
  const id = person?.id ?? '';
  systems.update('b.contacts', contact, { do_not_contact: true, phone: '17' }, 'person');

  // Right before the hub is written: the contact is back to what it was, and somebody opts out in the hub.
  const people = world.sides.hub('people');
  let looks = 0;
  const moving: Side = {
    ...people,
    async look(ids) {
      if (ids.includes(id) && ++looks === 2) {
        systems.update('b.contacts', contact, { do_not_contact: false }, 'person');
        systems.update('people', id, { opt_out: true }, 'person');
      }
      return await people.look(ids);
    },
  };
  const engine = engineWith({ 'hub.people': moving });
  await store.markDirty([{ side: 'b.contacts', record: contact }]);
  await engine.converge(store.dueDirty(20));
  await settle();
  expect(systems.tables.people.get(id)?.fields).toMatchObject({ opt_out: true, phone: '17' });
  expect(systems.tables['b.contacts'].get(contact)?.fields['do_not_contact']).toBe(true);
});
