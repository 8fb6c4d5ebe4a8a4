import { describe, expect, it } from 'vitest';
import { createEngine, itemLease, type Store } from '../../src/index.ts';
import { engineOptions } from '../run/run.ts';
import { playEngine, type PlayedEngine } from './play-engine.ts';

const acme = { owner_company: 'acme', name: 'Acme', email: 'acme@x', type: 'client' };
const listings = ['hub.companies', 'a.clients'];

/** An engine whose calls of these are counted. */
function counting({ world, store, now }: PlayedEngine, methods: readonly (keyof Store)[]) {
  const calls: string[] = [];
  const counted = new Proxy(store, {
    get(target, name, receiver) {
      if (methods.some((method) => method === name)) calls.push(String(name));
      return Reflect.get(target, name, receiver);
    },
  });
  const engine = createEngine({
    model: world.model,
    ports: { ...world.sides, store: counted, now },
    options: engineOptions,
  });
  const scanFromStart = async (name: string): Promise<void> => {
    const { rev } = await store.loadCheckpoint(name);
    await store.saveCheckpoint(name, rev, { cursor: null, page: null, firstListingDone: true });
    await engine.scan(name);
  };
  return { calls, scanFromStart };
}

it('a listing that shows nothing new takes no lease, loads nothing twice and commits nothing', async () => {
  const played = playEngine();
  played.make('companies', acme);
  await played.settle();
  const { calls, scanFromStart } = counting(played, ['lease', 'load', 'commit', 'linksOfRecords', 'peek']);
  for (const name of listings) {
    calls.length = 0;
    await scanFromStart(name);
    expect(calls).toEqual(['peek']);
  }
  expect(played.store.dueDirty(10)).toEqual([]);
});

it('a deleted record that nobody ever heard of is passed by', async () => {
  const played = playEngine();
  const client = played.make('a.clients', { name: 'Gone' });
  played.world.inside.systems.tables['a.clients'].change(client, { live: false }, 'person');
  const { calls, scanFromStart } = counting(played, ['lease', 'load', 'commit', 'linksOfRecords', 'peek']);
  await scanFromStart('a.clients');
  expect(calls).toEqual(['peek']);
});

it.each(listings)(
  '%s: what somebody is at work on is looked at again, though its listing shows nothing new',
  async (name) => {
    const played = playEngine();
    const item = played.make('companies', acme);
    await played.settle();
    const { scanFromStart } = counting(played, []);
    const [lease] = await played.store.lease([itemLease({ collection: 'companies', id: item })], 60_000);
    await scanFromStart(name);
    // He may have read before this what he is going to write.
    expect(played.store.dueDirty(10)).toMatchObject([{ side: 'hub', record: `companies/${item}` }]);
    await played.store.release(lease === undefined ? [] : [lease]);
  },
);

it('a record with a part that has no link yet is more than was agreed on', async () => {
  const played = playEngine();
  played.make('companies', acme);
  await played.settle();
  const { systems } = played.world.inside;
  const [client] = systems.tables['a.clients'].rows();
  const fields = {
    contact_first_name: 'Eva',
    contact_email: 'eva@x',
    contact_phone: '',
    contact_unsubscribed: 0,
  };
  systems.replaceContacts(client?.id ?? '', [{ id: null, thing: 'eva', key: null, fields }], 'person');
  await counting(played, []).scanFromStart('a.clients');
  expect(systems.tables.people.rows().map((row) => row.fields['email'])).toEqual(['eva@x']);
});

it('a value that cannot be read is told of, though both sides had agreed on none', async () => {
  const played = playEngine();
  played.make('companies', acme);
  await played.settle();
  const table = played.world.inside.systems.tables['a.clients'];
  const [client] = table.rows();
  const item = {
    collection: 'companies',
    id: played.world.inside.systems.tables.companies.rows()[0]?.id ?? '',
  };
  const [before] = await played.store.load([item]);
  expect(before?.links[0]?.base['note']).toMatchObject({ remote: null });
  table.changeSilently(client?.id ?? '', { fields: { ...client?.fields, private_notes: 7 } });
  await counting(played, []).scanFromStart('a.clients');
  expect(played.open()).toEqual(['unreadable_value']);
});

describe('where several pages may be under way', () => {
  const readAhead = (played: PlayedEngine) => {
    const order: string[] = [];
    const side = played.world.sides.stream('a.clients');
    const engine = createEngine({
      model: played.world.model,
      ports: {
        ...played.world.sides,
        stream: (name) =>
          name !== 'a.clients'
            ? played.world.sides.stream(name)
            : {
                ...side,
                async list(options) {
                  order.push('read');
                  return await side.list(options);
                },
              },
        store: {
          ...played.store,
          saveCheckpoint: async (...given) => {
            order.push('passed');
            return await played.store.saveCheckpoint(...given);
          },
        },
        now: played.now,
      },
      options: { ...engineOptions, pagesAtOnce: 2 },
    });
    return { order, engine };
  };

  it('the next page is read before the one at hand is done, and no record is lost', async () => {
    const played = playEngine();
    for (let at = 0; at < 9; at += 1) played.make('a.clients', { name: `Client ${at}` });
    const { order, engine } = readAhead(played);
    expect(await engine.scan('a.clients')).toEqual({ finished: true, records: 9 });
    expect(order.slice(0, 3)).toEqual(['read', 'read', 'read']);
    expect(order.filter((step) => step === 'passed')).toHaveLength(3);
    expect(played.world.inside.systems.tables.companies.rows()).toHaveLength(9);
  });

  it('a scan that must stop waits for the page that it was reading', async () => {
    const played = playEngine();
    for (let at = 0; at < 9; at += 1) played.make('a.clients', { name: `Client ${at}` });
    const { engine } = readAhead({
      ...played,
      store: { ...played.store, saveCheckpoint: async () => false },
    });
    expect(await engine.scan('a.clients')).toMatchObject({ finished: false });
  });
});

it('an item that a person brought back is news, though it shows what was agreed on before it was deleted', async () => {
  const played = playEngine();
  const item = played.make('companies', acme);
  await played.settle();
  const { systems } = played.world.inside;
  systems.remove('companies', item, 'person');
  await played.settle();
  expect(systems.tables['a.clients'].rows().map(({ live }) => live)).toEqual([false]);
  systems.restore('companies', item, 'person');
  await played.engine.scan('hub.companies');
  expect(systems.tables['a.clients'].rows().filter(({ live }) => live)).toHaveLength(1);
});
