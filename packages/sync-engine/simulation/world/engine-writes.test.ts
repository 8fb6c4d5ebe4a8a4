import { describe, expect, it } from 'vitest';
import type { SideRecord, WriteRequest, WriteResult } from '../../src/index.ts';
import type { TableName } from './tables.ts';
import { command, create, remove, restore, testWorld, update } from './test-world.ts';

const written = (result: WriteResult | undefined): { record: SideRecord; part: string } => {
  if (result?.kind !== 'written') throw new Error(`the write was ${result?.kind}`);
  return result;
};

function setUp() {
  const test = testWorld();
  const write = async (table: TableName, request: WriteRequest): Promise<WriteResult> => {
    const [result] = await test.world.sides.stream(table).write([request]);
    if (result === undefined) throw new Error('no answer');
    return result;
  };
  return { ...test, write };
}

describe('a record that the engine creates', () => {
  it('shows the thing of the hub item whose id is its key', async () => {
    const { make, write, world } = setUp();
    const id = make('companies', { name: 'v1-ada' }, { thing: 'thing-x' });
    written(await write('a.clients', create({ name: 'v1-ada' }, { key: id })));
    const [client] = world.records().filter(({ side }) => side === 'a.clients');
    expect(client).toMatchObject({ thing: 'thing-x', key: id, values: { name: 'v1-ada' } });
  });

  it('shows in the hub the thing that its unique values were given to', async () => {
    const { make, write, world } = setUp();
    make('a.clients', { name: 'v1-ada', currency_code: 'CHF' }, { thing: 'thing-x' });
    make('a.clients', { name: 'v2-ben', currency_code: 'EUR' }, { thing: 'thing-y' });
    await write('companies', create({ name: 'v2-ben', currency: 'CHF' }, { id: 'item-9' }));
    expect(world.records().find(({ record }) => record === 'item-9')?.thing).toBe('thing-y');
  });

  it('is stale where the hub has an item of this id already', async () => {
    const { write } = setUp();
    written(await write('companies', create({ name: 'v1' }, { id: 'item-9' })));
    expect(await write('companies', create({ name: 'v1' }, { id: 'item-9' }))).toEqual({ kind: 'stale' });
  });

  it('gets its number from A', async () => {
    const { make, write } = setUp();
    const client_id = make('a.clients', { name: 'v1' });
    const { record } = written(await write('a.invoices', create({ client_id, amount: '5.5' })));
    expect(record.parts['']?.fields).toMatchObject({
      number: expect.stringMatching(/^A-/),
      amount: '5.50',
      status_id: '1',
    });
  });

  it('is merged by B into the contact that has its e-mail address', async () => {
    const { make, write, events, world } = setUp();
    const taker = make('b.contacts', { firstname: 'v1', email: 'v2@mail.test' }, { thing: 'thing-x' });
    const item = make('people', { first_name: 'v3' }, { thing: 'thing-y' });
    const { record } = written(
      await write('b.contacts', create({ firstname: 'v3', email: 'V2@mail.test' }, { key: item })),
    );
    expect(record).toMatchObject({ id: taker, parts: { '': { key: item, fields: { firstname: 'v3' } } } });
    expect(world.inside.systems.tables['b.contacts'].rows()).toHaveLength(1);
    expect(events('merged')).toMatchObject([{ thing: 'thing-y', intoThing: 'thing-x' }]);
  });

  it('is refused where a required or a referred record is missing', async () => {
    const { write } = setUp();
    expect(await write('b.customers', create({ customer_name: '  ' }))).toMatchObject({ kind: 'refused' });
    expect(await write('a.invoices', create({ client_id: 'nobody' }))).toMatchObject({ kind: 'refused' });
    expect(await write('people', create({ company: 'nobody' }))).toMatchObject({ kind: 'refused' });
  });
});

describe('an update', () => {
  it('changes the sent fields alone, and shows what the side made of them', async () => {
    const { make, write, see, events } = setUp();
    const id = make('a.clients', { name: 'v1', private_notes: 'v2' });
    const { record } = written(
      await write('a.clients', update(await see('a.clients', id), { name: ' v3 ' })),
    );
    expect(record.parts['']?.fields).toMatchObject({ name: 'v3', private_notes: 'v2' });
    expect(events('written')).toMatchObject([
      { fields: { name: { wanted: 'v3', read: 'v1', over: 'v1', stored: 'v3' } }, cas: false },
    ]);
  });

  it('logs what somebody had put there since the engine read it', async () => {
    const { make, write, see, events, world } = setUp();
    const id = make('a.clients', { name: 'v1' });
    const read = await see('a.clients', id);
    world.inside.systems.update('a.clients', id, { name: 'v2' }, 'person');
    await write('a.clients', update(read, { name: 'v3' }));
    expect(events('written')).toMatchObject([{ fields: { name: { read: 'v1', over: 'v2', stored: 'v3' } } }]);
  });

  it('is refused as stale by B customers when the record has moved on', async () => {
    const { make, write, see, world } = setUp();
    const id = make('b.customers', { customer_name: 'v1' });
    const read = await see('b.customers', id);
    world.inside.systems.update('b.customers', id, {}, 'person');
    expect(await write('b.customers', update(read, { customer_name: 'v2' }))).toEqual({ kind: 'stale' });
    expect((await see('b.customers', id)).parts['']?.fields['customer_name']).toBe('v1');
    expect(await write('b.customers', remove(read))).toEqual({ kind: 'stale' });
  });

  it('sends a write unit whole, with what the engine had read of it', async () => {
    const { make, write, see, world, events } = setUp();
    const client_id = make('a.clients', { name: 'v1' });
    const id = make('a.invoices', { client_id, amount: '1.00', line_items: [{ product: 'v2' }] });
    const read = await see('a.invoices', id);
    world.inside.systems.update('a.invoices', id, { line_items: [{ product: 'v3' }] }, 'person');
    await write('a.invoices', update(read, { amount: '2.00' }));
    expect((await see('a.invoices', id)).parts['']?.fields['line_items']).toEqual([{ product: 'v2' }]);
    expect(events('written')).toMatchObject([{ fields: { lines: { over: [{ product: 'v3' }] } } }]);
  });

  it('is stale for a record that is deleted, gone or moved', async () => {
    const { make, write, see, world } = setUp();
    const { systems } = world.inside;
    const client = await see('a.clients', make('a.clients', { name: 'v1' }));
    const contact = await see('b.contacts', make('b.contacts', { firstname: 'v2' }));
    const customer = await see('b.customers', make('b.customers', { customer_name: 'v3' }));
    systems.remove('a.clients', client.id, 'person');
    systems.remove('b.contacts', contact.id, 'person');
    systems.rename(customer.id, 'elsewhere');
    expect(await write('a.clients', update(client, { name: 'v4' }))).toEqual({ kind: 'stale' });
    expect(await write('b.contacts', update(contact, { firstname: 'v4' }))).toEqual({ kind: 'stale' });
    expect(await write('b.customers', update(customer, { customer_name: 'v4' }))).toEqual({ kind: 'stale' });
  });

  it('is refused by B where it would take an e-mail address that another contact has', async () => {
    const { make, write, see } = setUp();
    make('b.contacts', { email: 'v1@mail.test' });
    const other = await see('b.contacts', make('b.contacts', { email: 'v2@mail.test' }));
    expect(await write('b.contacts', update(other, { email: 'V1@mail.test' }))).toMatchObject({
      kind: 'refused',
    });
  });
});

describe('deletes and restores', () => {
  it('are soft in A, with all contacts, and can be undone', async () => {
    const { make, write, see, events, world } = setUp();
    const id = make('a.clients', { name: 'v1' });
    world.inside.systems.replaceContacts(
      id,
      [{ id: null, thing: 'thing-c', key: null, fields: {} }],
      'person',
    );
    const { record } = written(await write('a.clients', remove(await see('a.clients', id))));
    expect(record.live).toBe(false);
    expect(events('removed')).toMatchObject([{ place: { part: '' } }, { thing: 'thing-c', by: 'engine' }]);
    expect(written(await write('a.clients', restore(record))).record.live).toBe(true);
    expect(events('restored')).toHaveLength(2);
  });

  it('are hard in B, and refused while another record names this one', async () => {
    const { make, write, see, world } = setUp();
    const customer = make('b.customers', { customer_name: 'v1' });
    const contact = make('b.contacts', { firstname: 'v2', company: customer });
    expect(await write('b.customers', remove(await see('b.customers', customer)))).toMatchObject({
      kind: 'refused',
    });
    written(await write('b.contacts', remove(await see('b.contacts', contact))));
    written(await write('b.customers', remove(await see('b.customers', customer))));
    expect(await world.sides.stream('b.customers').look([customer])).toEqual([{ kind: 'absent' }]);
  });

  it('archive in the hub, and never touch an accounting entry', async () => {
    const { make, write, see } = setUp();
    const { record } = written(
      await write('companies', remove(await see('companies', make('companies', {})))),
    );
    expect(record.live).toBe(false);
    const customer = make('b.customers', { customer_name: 'v1' });
    const entry = await see('b.entries', make('b.entries', { customer, grand_total: '1.00' }));
    expect(await write('b.entries', remove(entry))).toMatchObject({ kind: 'refused' });
  });
});

describe('commands', () => {
  it('count each time, whatever the state, and change it only where they may', async () => {
    const { make, write, see, events } = setUp();
    const id = make('a.invoices', { client_id: make('a.clients', { name: 'v1' }) });
    for (const name of ['pay', 'send', 'send', 'pay', 'pay'])
      written(await write('a.invoices', command(await see('a.invoices', id), name)));
    expect(events('commanded').map((event) => event.command)).toEqual(['pay', 'send', 'send', 'pay', 'pay']);
    expect(events('computed').map(({ value }) => value)).toEqual(['sent', 'paid']);
  });

  it('are refused where there is no such command', async () => {
    const { make, write, see } = setUp();
    const client = await see('a.clients', make('a.clients', { name: 'v1' }));
    expect(await write('a.clients', command(client, 'send'))).toMatchObject({ kind: 'refused' });
  });
});

describe('what a provider adds to a create', () => {
  it('is logged as computed: the number and the state that A gives to an invoice', async () => {
    const { make, write, events } = setUp();
    const client_id = make('a.clients', { name: 'v1' });
    await write('a.invoices', create({ client_id, amount: '5.50' }));
    const computed = events('computed').map(({ field, value }) => [field, value]);
    expect(computed).toEqual(
      expect.arrayContaining([
        ['number', expect.stringMatching(/^A-/)],
        ['status', 'draft'],
      ]),
    );
    expect(computed.map(([field]) => field)).not.toContain('amount');
  });
});
