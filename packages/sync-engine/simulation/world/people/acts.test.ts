import { describe, expect, it } from 'vitest';
import { testWorld, type TestWorld } from '../test-world.ts';
import { acts } from './actors.ts';

/** Everything that any act needs: the same things on all sides, in all states. */
function busyWorld(): TestWorld {
  const test = testWorld();
  const { make, world } = test;
  const { systems } = world.inside;
  for (const index of [1, 2, 3]) {
    const company = { thing: `company-${index}` };
    const person = { thing: `person-${index}` };
    const hubCompany = make('companies', { name: `v${index}`, owner_company: 'acme' }, company);
    const client = make('a.clients', { name: `v${index}` }, company);
    const customer = make('b.customers', { customer_name: `v${index}` }, company);
    const contacts = ['x', 'y'].map((name) => ({
      id: null,
      thing: name === 'x' ? person.thing : `other-${index}`,
      key: null,
      fields: { contact_first_name: `v${index}${name}`, contact_phone: `p${index}${name}` },
    }));
    systems.replaceContacts(client, contacts, 'person');
    make(
      'people',
      { first_name: `v${index}x`, email: `v${index}@mail.test`, company: hubCompany, opt_out: index === 1 },
      person,
    );
    make('people', { first_name: `v${index}y`, company: hubCompany }, { thing: `other-${index}` });
    make('b.contacts', { firstname: `v${index}x`, email: `v${index}@mail.test`, company: customer }, person);
    const states = ['draft', 'sent', 'paid'];
    const invoice = { thing: `invoice-${index}` };
    make('invoices', { company: hubCompany, status: states[index - 1] ?? null, amount: '1.0000' }, invoice);
    make(
      'a.invoices',
      { client_id: client, status_id: ['1', '2', '4'][index - 1] ?? '1', amount: '1.00' },
      invoice,
    );
    make('b.entries', { customer, grand_total: '1.00' }, invoice);
  }
  make('a.clients', { name: 'free' });
  const gone = make('b.contacts', { firstname: 'gone' });
  systems.remove('b.contacts', gone, 'person');
  systems.remove('a.clients', make('a.clients', { name: 'deleted' }), 'person');
  return test;
}

const perform = (test: TestWorld, name: string): boolean => {
  const act = acts.find((one) => one.name === name);
  if (act === undefined) throw new Error(`no act ${name}`);
  for (let tries = 0; tries < 60; tries++) {
    const save = act.open(test.world.inside.desk);
    if (save?.() === true) return true;
  }
  return false;
};

describe('what people do', () => {
  it.each(acts.map(({ name }) => name))('%s can be done, and is in the log', (name) => {
    const test = busyWorld();
    const before = test.log.events.length;
    expect(perform(test, name)).toBe(true);
    // A form that is saved as it is says nothing new.
    expect(test.log.events.length > before).toBe(name !== 'save-unchanged');
  });

  it('gives every text and every number only once', () => {
    const test = busyWorld();
    for (let round = 0; round < 40; round++)
      for (const name of ['edit-one', 'edit-many']) perform(test, name);
    const typed = test
      .events('edited')
      .filter(({ place, field }) => test.world.fieldClass(place.collection, field) === 'unique')
      .map(({ field, value }) => `${field} ${JSON.stringify(value)?.trim().toLowerCase()}`);
    expect(typed.length).toBeGreaterThan(50);
    expect(new Set(typed).size).toBe(typed.length);
  });

  it('keeps unique values apart through every normal form', () => {
    const test = busyWorld();
    for (let round = 0; round < 200; round++) perform(test, 'edit-one');
    const origins = new Map<string, string>();
    for (const { field, from, to } of test.events('normalised')) {
      const key = JSON.stringify([field, to]);
      expect(origins.get(key) ?? JSON.stringify(from)).toBe(JSON.stringify(from));
      origins.set(key, JSON.stringify(from));
    }
    expect(origins.size).toBeGreaterThan(5);
  });
});

describe('an edit', () => {
  it('logs what its author was shown, and what it truly replaced', () => {
    const test = testWorld();
    const { desk } = test.world.inside;
    const id = test.make('companies', { note: 'v1' }, { thing: 'thing-1' });
    const address = { table: 'companies', id, part: '', thing: 'thing-1' } as const;
    const shown = desk.state(address)?.fields ?? {};
    desk.save(address, { note: 'v2' }, shown);
    desk.save(address, { note: 'v3' }, shown);
    expect(test.events('edited').at(-1)).toMatchObject({ value: 'v3', parent: 'v1', over: 'v2' });
  });

  it('logs the forms that other sides will give it', () => {
    const test = testWorld();
    test.make('people', { email: 'V1@mail.test', first_name: ' v2 ' });
    expect(test.events('normalised')).toMatchObject([
      { field: 'first_name', from: ' v2 ', to: 'v2' },
      { field: 'email', from: 'V1@mail.test', to: 'v1@mail.test' },
    ]);
  });

  it('of a deleted or removed record is not saved', () => {
    const test = testWorld();
    const { desk, systems } = test.world.inside;
    const id = test.make('a.clients', { name: 'v1' }, { thing: 'thing-1' });
    systems.remove('a.clients', id, 'person');
    expect(desk.save({ table: 'a.clients', id, part: '', thing: 'thing-1' }, { name: 'v2' }, {})).toBe(false);
    expect(test.events('edited')).toEqual([]);
  });
});

it('saves nothing over another record that was given the id of the one that was opened', () => {
  const test = testWorld();
  const { desk, systems } = test.world.inside;
  const id = test.make('b.contacts', { firstname: 'v1' }, { thing: 'thing-1' });
  systems.remove('b.contacts', id, 'person');
  desk.create('b.contacts', { fields: { firstname: 'v2' }, key: null, thing: 'thing-2', id });
  const address = { table: 'b.contacts', id, part: '', thing: 'thing-1' } as const;
  expect(desk.save(address, { firstname: 'v3' }, {})).toBe(false);
  expect(systems.tables['b.contacts'].get(id)?.fields['firstname']).toBe('v2');
});

it('leaves the identity of twins alone, and never deletes one', () => {
  const test = testWorld();
  for (let round = 0; round < 6; round++) perform(test, 'create-twins');
  const before = test.world.records().map(({ thing, values }) => [thing, values['name'], values['email']]);
  for (let round = 0; round < 80; round++)
    for (const name of ['edit-many', 'same-field-on-two-sides', 'clear-field', 'soft-delete', 'hard-delete'])
      perform(test, name);
  const after = test.world.records().map(({ thing, values }) => [thing, values['name'], values['email']]);
  expect(after).toEqual(before);
  expect(test.events('edited').length).toBeGreaterThan(20);
});
