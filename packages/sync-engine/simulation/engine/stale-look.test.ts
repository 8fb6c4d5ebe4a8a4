import { expect, it } from 'vitest';
import { createEngine, type Store, type WriteRequest } from '../../src/index.ts';
import { engineOptions } from '../run/run.ts';
import { playEngine, type PlayedEngine } from './play-engine.ts';

const acme = { owner_company: 'acme', name: 'Acme', email: 'acme@x', type: 'client' };

/** An engine that stalls when it is about to lease what the name begins with, and what it writes to companies. */
function stalling({ world, store, now }: PlayedEngine, lease: string, stall: () => void) {
  const written: WriteRequest[] = [];
  let hasStalled = false;
  const stalled: Store = {
    ...store,
    lease: async (keys, leaseFor) => {
      if (!hasStalled && keys.some((key) => key.startsWith(lease))) {
        hasStalled = true;
        stall();
      }
      return await store.lease(keys, leaseFor);
    },
  };
  const engine = createEngine({
    model: world.model,
    ports: {
      ...world.sides,
      hub: (collection) => {
        const side = world.sides.hub(collection);
        return {
          ...side,
          write: async (requests) => {
            written.push(...requests);
            return await side.write(requests);
          },
        };
      },
      store: stalled,
      now,
    },
    options: engineOptions,
  });
  return { engine, written };
}

it.each([
  { kind: 'is used a moment later', wait: 100, names: ['Before', 'After'] },
  { kind: 'is repeated after a stall', wait: engineOptions.sendWindow + 1, names: ['After'] },
])('a look that was made before the item was leased $kind', async ({ wait, names }) => {
  const played = playEngine();
  const { make, settle, store, world, pass } = played;
  const { systems } = world.inside;
  make('companies', acme);
  await settle();
  const [client] = systems.tables['a.clients'].rows();
  const id = client?.id ?? '';
  const { engine, written } = stalling(played, 'item:', () => {
    pass(wait);
    systems.update('a.clients', id, { name: 'After' }, 'person');
  });
  systems.update('a.clients', id, { name: 'Before' }, 'person');
  await store.markDirty([{ side: 'a.clients', record: id }]);
  await engine.converge(store.dueDirty(20));
  await store.markDirty([{ side: 'a.clients', record: id }]);
  await engine.converge(store.dueDirty(20));
  expect(written.flatMap((request) => ('fields' in request ? [request.fields['name']] : []))).toEqual(names);
});

it.each([
  { kind: 'as it was read a moment ago', wait: 100, isLinked: true },
  { kind: 'as it is after a stall', wait: engineOptions.sendWindow + 1, isLinked: false },
])('first contact matches a record $kind', async ({ wait, isLinked }) => {
  const played = playEngine();
  const { make, settle, store, world, pass } = played;
  await settle();
  const item = make('companies', acme);
  const client = make('a.clients', { name: 'Acme', client_email: 'acme@x' });
  const { engine } = stalling(played, 'match:companies', () => {
    pass(wait);
    world.inside.systems.update('a.clients', client, { name: 'Another' }, 'person');
  });
  await engine.scan('a.clients');
  const [link] = await store.linksOfRecords('a.clients', [client]);
  expect(link?.item.id === item).toBe(isLinked);
});

it('first contact with an item that is there compares looks of one time: values that were swapped meanwhile are no agreement', async () => {
  const played = playEngine();
  const { make, settle, store, world, pass } = played;
  const { systems } = world.inside;
  await settle();
  const item = make('companies', { ...acme, currency: 'CHF' });
  const client = make('a.clients', { name: 'Acme', client_email: 'acme@x', currency_code: 'EUR' });
  const { engine } = stalling(played, 'item:', () => {
    pass(100);
    systems.update('a.clients', client, { currency_code: 'CHF' }, 'person');
    systems.update('companies', item, { currency: 'EUR' }, 'person');
  });
  await store.markDirty([{ side: 'a.clients', record: client }]);
  await engine.converge(store.dueDirty(20));
  await settle();
  const kinds = store.tables().findings.map(({ finding }) => finding.kind);
  expect(kinds).toContain('first_contact');
});
