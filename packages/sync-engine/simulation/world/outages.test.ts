import { expect, it } from 'vitest';
import type { Actor } from '../scheduler.ts';
import { restoreBackup, takeBackup } from './backup.ts';
import { create, testWorld } from './test-world.ts';

/** An actor whose every step runs at once, and who lets time pass while it sleeps. */
const atOnce = (pass: (milliseconds: number) => void): Actor => ({
  name: 'test',
  // oxlint-disable-next-line typescript/require-await -- an actor's step answers with a promise
  step: async (_label, execute) => execute(),
  // oxlint-disable-next-line typescript/require-await -- as above
  sleep: async (milliseconds) => pass(milliseconds),
});

it('lets a whole stream answer as if it were empty, and come back', async () => {
  const test = testWorld(['vanished-stream']);
  const ids = [
    test.make('a.clients', { name: 'v1' }),
    test.make('b.customers', { customer_name: 'v1' }),
    test.make('b.contacts', { firstname: 'v1' }),
  ];
  const operator = test.world.people.find(({ name }) => name === 'operator');
  let vanished: string | undefined;
  await operator?.body(
    atOnce((milliseconds) => {
      vanished ??= test.events('fault')[0]?.about;
      if (vanished === undefined) test.pass(milliseconds);
    }),
  );
  const side = test.world.sides.stream(vanished ?? '');
  expect(await side.look([...ids, 'x'])).toEqual([...ids, 'x'].map(() => ({ kind: 'absent' })));
  expect(await side.listIds()).toEqual({ ids: [], complete: true });
  expect(await side.list({ cursor: null, lookBack: 0, page: null })).toMatchObject({
    records: [],
    next: null,
  });
  expect(await side.write([create({})])).toMatchObject([{ kind: 'not_sent' }]);
  expect(test.events('lied').map(({ place }) => place.record)).toEqual(
    test.world
      .records()
      .filter(({ side: name }) => name === vanished)
      .map(({ record }) => record),
  );
  const fields = { 'a.clients': 'name', 'b.customers': 'customer_name', 'b.contacts': 'firstname' };
  for (const [table, name] of Object.entries(fields)) {
    const lies = test.events('lied').length;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- these are tables
    const made = test.make(table as keyof typeof fields, { [name]: 'v2' });
    const further = test.events('lied').slice(lies);
    expect(further.map(({ place }) => place.record)).toEqual(table === vanished ? [made] : []);
  }
  test.pass(60_000);
  expect((await side.listIds()).ids).toEqual(
    test.world
      .records()
      .filter(({ side: name }) => name === vanished)
      .map(({ record }) => record),
  );
});

it('puts A back to a backup: old values and stamps, younger records gone, deleted ones back', () => {
  const test = testWorld();
  const { systems, desk } = test.world.inside;
  const { tables } = systems;
  const [kept, deleted] = [test.make('a.clients', { name: 'v1' }), test.make('a.clients', { name: 'v2' })];
  const stamp = tables['a.clients'].get(kept)?.modified;
  const backup = takeBackup(tables, ['a.clients']);
  test.pass(5_000);
  const address = { table: 'a.clients', id: kept, part: '', thing: 'thing-1' } as const;
  desk.save(address, { name: 'v3' }, { name: 'v1' });
  systems.remove('a.clients', deleted, 'person');
  test.make('a.clients', { name: 'v4' });
  restoreBackup(tables, desk.journal, backup);

  expect(tables['a.clients'].rows().map(({ id, live }) => [id, live])).toEqual([
    [kept, true],
    [deleted, true],
  ]);
  expect(tables['a.clients'].get(kept)).toMatchObject({ modified: stamp, fields: { name: 'v1' } });
  expect(test.events('edited').at(-1)).toMatchObject({
    field: 'name',
    value: 'v1',
    parent: 'v3',
    over: 'v3',
  });
  expect(test.events('removed')).toMatchObject([{ by: 'person' }]);
  expect(test.events('restored')).toMatchObject([{ place: { record: deleted } }]);
});

it('lets restored references follow a customer that was renamed since', () => {
  const test = testWorld();
  const { systems, desk } = test.world.inside;
  const customer = test.make('b.customers', { customer_name: 'v1' });
  const contact = test.make('b.contacts', { firstname: 'v2', company: customer });
  const backup = takeBackup(systems.tables, ['b.contacts']);
  systems.rename(customer, 'new-id');
  restoreBackup(systems.tables, desk.journal, backup);
  expect(systems.tables['b.contacts'].get(contact)?.fields['company']).toBe('new-id');
});

it('tells the runner whose checkpoints mean nothing any more', async () => {
  const test = testWorld(['backup-restored']);
  test.make('a.clients', { name: 'v1' });
  const operator = test.world.people.find(({ name }) => name === 'operator');
  await operator?.body(atOnce(test.pass));
  const resets = test.world.takeResets();
  expect([['a.clients', 'a.invoices'], ['b.contacts']]).toContainEqual(resets);
  expect(test.world.takeResets()).toEqual([]);
});
