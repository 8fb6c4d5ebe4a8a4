import { expect, it } from 'vitest';
import type { Side } from '../../src/index.ts';
import { playEngine } from './play-engine.ts';

/** A contact that has opted out, and is about to tell the hub. */
async function played() {
  const engine = playEngine();
  const { make, settle, world } = engine;
  const contact = make('b.contacts', { firstname: 'Ann', email: 'a@x', do_not_contact: false });
  await settle();
  const { systems } = world.inside;
  const id = systems.tables.people.rows()[0]?.id ?? '';
  systems.update('b.contacts', contact, { do_not_contact: true, phone: '17' }, 'person');
  return {
    id,
    /** The contact is back to what it was, and somebody opts out in the hub. */
    swap: (): void => {
      systems.update('b.contacts', contact, { do_not_contact: false }, 'person');
      systems.update('people', id, { opt_out: true }, 'person');
    },
    converge: async (people: Side): Promise<void> => {
      const { store, engineWith } = engine;
      await store.markDirty([{ side: 'b.contacts', record: contact }]);
      await engineWith({ 'hub.people': people }).converge(store.dueDirty(20));
      await settle();
    },
    people: world.sides.hub('people'),
    shown: () => ({
      hub: systems.tables.people.get(id)?.fields,
      b: systems.tables['b.contacts'].get(contact)?.fields['do_not_contact'],
    }),
  };
}

it('looks at every side again where a record moved under a write: what was read beside it is as old', async () => {
  const { id, people, swap, converge, shown } = await played();
  let looks = 0;
  await converge({
    ...people,
    async look(ids) {
      if (ids.includes(id) && ++looks === 2) swap();
      return await people.look(ids);
    },
  });
  expect(shown()).toMatchObject({ hub: { opt_out: true, phone: '17' }, b: true });
});

it('looks at every side again where a write was refused (seed 1568)', async () => {
  const { people, swap, converge, shown } = await played();
  let isFirst = true;
  await converge({
    ...people,
    async write(requests) {
      if (!isFirst) return await people.write(requests);
      isFirst = false;
      swap();
      return requests.map(() => ({ kind: 'refused', reason: '422' }));
    },
  });
  expect(shown()).toMatchObject({ hub: { opt_out: true, phone: '17' }, b: true });
});
