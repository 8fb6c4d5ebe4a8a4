import { expect, it } from 'vitest';
import type { Side } from '../../src/index.ts';
import { playEngine } from './play-engine.ts';

it('reads all sides again where one moved before its write: an edit elsewhere is not taken for a later one', async () => {
  const { engineWith, make, settle, store, world } = playEngine();
  const person = make('people', { owner_company: 'acme', email: 'ann@x', first_name: 'Ann', opt_out: false });
  await settle();
  const { tables } = world.inside.systems;
  const [contact] = tables['b.contacts'].rows();
  const optOut = (table: 'people' | 'b.contacts', id: string, value: boolean): void => {
    const row = tables[table].get(id);
    if (row === undefined) throw new Error(`${table} has no ${id}`);
    const field = table === 'people' ? 'opt_out' : 'do_not_contact';
    tables[table].change(id, { fields: { ...row.fields, [field]: value } }, 'person');
  };
  const id = contact?.id ?? '';
  optOut('b.contacts', id, true);

  // While the opt-out is on its way to the hub, it is taken back there, and then made in the hub by somebody else.
  let looks = 0;
  const people: Side = {
    ...world.sides.hub('people'),
    async look(ids) {
      looks += 1;
      if (looks === 2) {
        optOut('b.contacts', id, false);
        optOut('people', person, true);
      }
      return await world.sides.hub('people').look(ids);
    },
  };
  const engine = engineWith({ 'hub.people': people });
  await store.markDirty([{ side: 'b.contacts', record: id }]);
  await engine.converge(store.dueDirty(20));
  await settle();
  expect(looks).toBeGreaterThan(2);
  expect(tables.people.get(person)?.fields['opt_out']).toBe(true);
  expect(tables['b.contacts'].get(id)?.fields['do_not_contact']).toBe(true);
});
