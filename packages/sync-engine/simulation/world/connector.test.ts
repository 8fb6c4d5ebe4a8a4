import { describe, expect, it } from 'vitest';
import { SideUnavailable } from '../../src/index.ts';
import type { FaultName } from './faults.ts';
import { longestRequest } from './tables.ts';
import { create, testWorld, update } from './test-world.ts';

/** A contact of B behind a network with these faults; read before they begin. */
async function behind(fault: FaultName) {
  const test = testWorld([fault]);
  const id = test.make('b.contacts', { firstname: 'v1-ada', phone: 'v2-ada' });
  const [row] = test.world.inside.systems.tables['b.contacts'].rows();
  if (row === undefined) throw new Error('no row');
  const side = test.world.sides.stream('b.contacts');
  const { recordOf } = await import('./connector-record.ts');
  const record = recordOf('b.contacts', row);
  const name = (): unknown => test.world.inside.systems.tables['b.contacts'].get(id)?.fields['firstname'];
  return { ...test, id, side, record, name };
}

describe('looking', () => {
  it('shows a record with its version, its creation and its key', async () => {
    const { make, see } = testWorld();
    const id = make('b.contacts', { firstname: 'v1' }, { key: 'item-1' });
    expect(await see('b.contacts', id)).toMatchObject({
      id,
      live: true,
      createdAt: expect.stringMatching(/^1970-01-01T00:16:40/),
      parts: { '': { key: 'item-1', fields: { firstname: 'v1' } } },
    });
  });

  it('shows two changes of one second under one version in A, and under two in B', async () => {
    const { make, see, pass, world } = testWorld();
    const { systems } = world.inside;
    const client = make('a.clients', { name: 'v1' });
    const customer = make('b.customers', { customer_name: 'v1' });
    const before = [await see('a.clients', client), await see('b.customers', customer)];
    pass(900);
    systems.update('a.clients', client, { name: 'v2' }, 'person');
    systems.update('b.customers', customer, { customer_name: 'v2' }, 'person');
    expect((await see('a.clients', client)).version).toBe(before[0]?.version);
    expect((await see('b.customers', customer)).version).not.toBe(before[1]?.version);
  });

  it('says absent, moved, or deleted', async () => {
    const { make, world } = testWorld();
    const { systems } = world.inside;
    const [client, customer] = [
      make('a.clients', { name: 'v1' }),
      make('b.customers', { customer_name: 'v1' }),
    ];
    systems.remove('a.clients', client, 'person');
    systems.rename(customer, 'new-id');
    const { stream } = world.sides;
    expect(await stream('a.clients').look(['nobody', client])).toMatchObject([
      { kind: 'absent' },
      { kind: 'present', record: { live: false } },
    ]);
    expect(await stream('b.customers').look([customer])).toEqual([{ kind: 'moved', to: 'new-id' }]);
  });

  it.each([
    ['look-401', '401'],
    ['look-500', '500'],
  ] as const)('knows nothing after %s', async (fault, cause) => {
    const { side, id } = await behind(fault);
    expect(await side.look([id])).toEqual([{ kind: 'unknown', cause }]);
  });

  it('is now and then followed by somebody’s edit', async () => {
    const { side, id, pass, events } = await behind('edit-after-look');
    await side.look([id]);
    expect(events('edited')).toEqual([]);
    pass(200);
    await side.listIds();
    expect(events('edited')).toHaveLength(1);
  });
});

describe('writing', () => {
  it('sends nothing after the last instant that the engine allows', async () => {
    const { world, now } = testWorld();
    const request = { ...create({ firstname: 'v1' }), notAfter: now() - 1 };
    expect(await world.sides.stream('b.contacts').write([request])).toMatchObject([{ kind: 'not_sent' }]);
  });

  it.each(['connection-refused', 'rate-limited-429'] as const)(
    'provably did nothing after %s',
    async (fault) => {
      const { side, record, name } = await behind(fault);
      expect(await side.write([update(record, { firstname: 'v3' })])).toMatchObject([{ kind: 'not_sent' }]);
      expect(name()).toBe('v1-ada');
    },
  );

  it('is unclear after a 500 that came before anything happened', async () => {
    const { side, record, name } = await behind('failed-500');
    expect(await side.write([update(record, { firstname: 'v3' })])).toMatchObject([{ kind: 'unclear' }]);
    expect(name()).toBe('v1-ada');
  });

  it('is unclear after a lost response, and has happened', async () => {
    const { side, record, name } = await behind('lost-response');
    expect(await side.write([update(record, { firstname: 'v3' })])).toMatchObject([{ kind: 'unclear' }]);
    expect(name()).toBe('v3');
  });

  it('is unclear after a time-out, and happens within the longest request time', async () => {
    const { side, record, name, pass, now, events } = await behind('late-execution');
    const sentAt = now();
    expect(await side.write([update(record, { firstname: 'v3' })])).toMatchObject([{ kind: 'unclear' }]);
    expect(name()).toBe('v1-ada');
    pass(longestRequest);
    await side.listIds();
    expect(name()).toBe('v3');
    expect(events('written')).toMatchObject([{ sent: { at: sentAt, actor: 'test' } }]);
  });

  it('lands at the latest when the world calms down', async () => {
    const { side, record, name, world } = await behind('late-execution');
    await side.write([update(record, { firstname: 'v3' })]);
    world.calm();
    expect(name()).toBe('v3');
  });

  it('is refused for good by validation', async () => {
    const { side, record, name } = await behind('refused-validation');
    expect(await side.write([update(record, { firstname: 'v3' })])).toMatchObject([{ kind: 'refused' }]);
    expect(name()).toBe('v1-ada');
  });

  it('is confirmed with the old value where the provider ignores it', async () => {
    const { side, record, events } = await behind('ignored-value');
    const [result] = await side.write([update(record, { firstname: 'v3' })]);
    expect(result).toMatchObject({
      kind: 'written',
      record: { parts: { '': { fields: { firstname: 'v1-ada' } } } },
    });
    expect(events('written')).toMatchObject([{ fields: { first_name: { wanted: 'v3', stored: 'v1-ada' } } }]);
    expect(events('normalised')).toEqual([]);
  });

  it('is confirmed, and then changed by the provider', async () => {
    const { side, record, name, pass, events } = await behind('late-normaliser');
    const [result] = await side.write([update(record, { firstname: 'v3-eve' })]);
    expect(result).toMatchObject({ record: { parts: { '': { fields: { firstname: 'v3-eve' } } } } });
    pass(500);
    await side.listIds();
    expect(name()).toBe('v3-eve~');
    expect(events('edited')).toMatchObject([{ value: 'v3-eve~', parent: 'v3-eve' }]);
  });

  it('is now and then followed by somebody’s edit, before the engine reads again', async () => {
    const { side, record, pass, events } = await behind('edit-after-write');
    await side.write([update(record, { firstname: 'v3' })]);
    pass(200);
    await side.listIds();
    expect(events('edited')).toHaveLength(1);
  });
});

describe('asking for many', () => {
  it('is now and then not possible', async () => {
    const finding = await behind('find-unavailable');
    await expect(finding.side.findByKey('x')).rejects.toThrow(SideUnavailable);
    await expect(finding.side.findByFields([{ email: 'x' }])).rejects.toThrow(SideUnavailable);
    const listing = await behind('list-unavailable');
    await expect(listing.side.list({ cursor: null, lookBack: 0, page: null })).rejects.toThrow(
      SideUnavailable,
    );
    await expect(listing.side.listIds()).rejects.toThrow(SideUnavailable);
  });

  it('compares text without regard to case and blanks, and anything else exactly', async () => {
    const { make, world } = testWorld();
    make('people', { email: ' V1@mail.test', opt_out: true });
    const side = world.sides.hub('people');
    const found = await side.findByFields([
      { email: 'v1@Mail.test' },
      { email: 'v1@Mail.test', opt_out: false },
    ]);
    expect(found.map((records) => records.length)).toEqual([1, 0]);
  });
});

it('injects nothing any more once it is calm', async () => {
  const { side, record, world, events } = await behind('failed-500');
  world.calm();
  expect(await side.write([update(record, { firstname: 'v3' })])).toMatchObject([{ kind: 'written' }]);
  expect(events('fault')).toEqual([]);
});
