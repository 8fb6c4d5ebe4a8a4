import { describe, expect, it } from 'vitest';
import type { SideRecord } from '../../src/index.ts';
import { sentContacts } from './people/desk.ts';
import { create, remove, testWorld, update } from './test-world.ts';

const newContact = (name: string, key: string | null) => ({
  id: null,
  thing: `thing-${name}`,
  key,
  fields: { contact_first_name: name },
});

async function clientOfTwo() {
  const test = testWorld();
  const { desk, systems } = test.world.inside;
  const id = test.make('a.clients', { name: 'v1' });
  systems.replaceContacts(id, [newContact('ada', 'item-ada'), newContact('ben', null)], 'person');
  const read = await test.see('a.clients', id);
  const [ada = '', ben = ''] = Object.keys(read.parts).filter((part) => part !== '');
  const stream = test.world.sides.stream('a.clients');
  return { ...test, desk, systems, id, read, ada, ben, stream };
}

const names = (record: SideRecord): readonly unknown[] =>
  Object.values(record.parts).flatMap(({ fields }) => fields['contact_first_name'] ?? []);

describe('the contacts of a client', () => {
  it('are parts of their record, with keys and their client', async () => {
    const { read, ada, id } = await clientOfTwo();
    expect(read.parts[ada]).toMatchObject({
      key: 'item-ada',
      fields: { contact_first_name: 'ada', client_id: id },
    });
  });

  it('are sent whole: a contact that somebody added since the read is deleted by omission', async () => {
    const { desk, systems, id, read, ada, see, stream, events } = await clientOfTwo();
    const client = systems.tables['a.clients'].get(id);
    if (client === undefined) throw new Error('no client');
    const eve = { id: null, thing: 'thing-eve', key: null, fields: { contact_first_name: 'eve' } };
    desk.saveContacts(client, [...sentContacts(client), eve], client);
    await stream.write([update(read, { contact_first_name: 'ada2' }, ada)]);
    expect(names(await see('a.clients', id))).toEqual(['ada2', 'ben']);
    expect(events('note').map(({ note }) => note)).toEqual([expect.stringMatching(/^window:a.clients:/)]);
    expect(events('removed')).toMatchObject([{ by: 'engine', thing: 'thing-eve' }]);
  });

  it('are sent whole: an edit of another contact since the read is written over, and logged', async () => {
    const { desk, id, read, ada, ben, see, stream, events } = await clientOfTwo();
    const address = { table: 'a.clients', id, part: ben, thing: 'thing-ben' } as const;
    desk.save(address, { contact_first_name: 'ben2' }, read.parts[ben]?.fields ?? {});
    await stream.write([update(read, { contact_first_name: 'ada2' }, ada)]);
    expect(names(await see('a.clients', id))).toEqual(['ada2', 'ben']);
    const lost = events('written').find(({ place }) => place.part === ben);
    expect(lost?.fields['first_name']).toEqual({ wanted: 'ben', read: 'ben', over: 'ben2', stored: 'ben' });
  });

  it('come back under a new id when somebody removed one since the read', async () => {
    const { systems, id, read, ada, ben, see, stream, events } = await clientOfTwo();
    const client = systems.tables['a.clients'].get(id);
    if (client === undefined) throw new Error('no client');
    systems.replaceContacts(
      id,
      sentContacts(client).filter((contact) => contact.id !== ben),
      'person',
    );
    await stream.write([update(read, { contact_first_name: 'ada2' }, ada)]);
    const now = await see('a.clients', id);
    expect(names(now)).toEqual(['ada2', 'ben']);
    expect(now.parts[ben]).toBeUndefined();
    expect(events('created').at(-1)).toMatchObject({ by: 'engine', thing: 'thing-ben' });
  });

  it('get a new one by create, and lose one by remove', async () => {
    const { id, read, ben, see, stream, make } = await clientOfTwo();
    const item = make('people', { first_name: 'eve' }, { thing: 'thing-eve' });
    const [made] = await stream.write([create({ contact_first_name: 'eve' }, { key: item, parent: read })]);
    if (made?.kind !== 'written') throw new Error(`the create was ${made?.kind}`);
    expect(made.record.parts[made.part]).toMatchObject({ key: item, fields: { contact_first_name: 'eve' } });
    await stream.write([remove(made.record, ben)]);
    expect(names(await see('a.clients', id))).toEqual(['ada', 'eve']);
  });

  it('are found by the key in their own slot, and by their own fields', async () => {
    const { id, stream } = await clientOfTwo();
    expect((await stream.findByKey('item-ada')).map((record) => record.id)).toEqual([id]);
    const found = await stream.findByFields([{ contact_first_name: ' BEN' }, { contact_first_name: 'eve' }]);
    expect(found.map((records) => records.map((record) => record.id))).toEqual([[id], []]);
  });
});
