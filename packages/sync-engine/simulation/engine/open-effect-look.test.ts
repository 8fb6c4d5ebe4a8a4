import { expect, it } from 'vitest';
import type { Side } from '../../src/index.ts';
import { playEngine } from './play-engine.ts';

it('does not take what it had read before a write without an answer took effect for what was done since', async () => {
  const { engineWith, make, settle, store, world, pass } = playEngine();
  const { systems } = world.inside;
  const client = make('a.clients', { name: 'old' });
  await settle();
  const [company] = systems.tables.companies.rows();
  const id = company?.id ?? '';

  // The write is on its way until somebody looks at the record.
  const clients = world.sides.stream('a.clients');
  const slow: Side = {
    ...clients,
    write: async (requests) =>
      await Promise.resolve(requests.map(() => ({ kind: 'unclear', cause: 'time-out' }))),
  };
  const landing: Side = {
    ...clients,
    async look(ids) {
      const looks = await clients.look(ids);
      systems.update('a.clients', client, { name: 'new' }, 'engine');
      return looks;
    },
  };
  const engineOn = (side: Side) => engineWith({ 'a.clients': side });
  systems.update('companies', id, { name: 'new' }, 'person');
  await store.markDirty([{ side: 'hub', record: `companies/${id}` }]);
  await engineOn(slow).converge(store.dueDirty(20));
  pass(60_000);
  await store.markDirty([{ side: 'a.clients', record: client }]);
  await engineOn(landing).converge(store.dueDirty(20).filter(({ record }) => record === client));
  expect(systems.tables.companies.get(id)?.fields['name']).toBe('new');
  await settle();
  expect(systems.tables.companies.get(id)?.fields['name']).toBe('new');
});
