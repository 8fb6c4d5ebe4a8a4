import { expect, it } from 'vitest';
import { createEngine, type Side } from '../../src/index.ts';
import { engineOptions } from '../run/run.ts';
import { playEngine } from './play-engine.ts';

it('looks at nothing that a listing shows as deleted, as both sides have agreed; a restored one is looked at', async () => {
  const { make, settle, store, world, now } = playEngine();
  const item = make('companies', { owner_company: 'acme', name: 'Acme', email: 'acme@x', type: 'client' });
  await settle();
  const { tables } = world.inside.systems;
  const [client] = tables['a.clients'].rows();
  const id = client?.id ?? '';
  tables['a.clients'].change(id, { live: false }, 'person');
  await settle();
  expect(tables.companies.get(item)?.live).toBe(false);

  const looked: string[] = [];
  const counted = (side: Side): Side => ({
    ...side,
    async look(ids) {
      looked.push(...ids);
      return await side.look(ids);
    },
  });
  const engine = createEngine({
    model: world.model,
    ports: {
      ...world.sides,
      stream: (name) => counted(world.sides.stream(name)),
      hub: (name) => counted(world.sides.hub(name)),
      store,
      now,
    },
    options: engineOptions,
  });
  const scanFromStart = async (name: string): Promise<void> => {
    const { rev } = await store.loadCheckpoint(name);
    await store.saveCheckpoint(name, rev, { cursor: null, page: null, firstListingDone: true });
    await engine.scan(name);
  };
  await scanFromStart('a.clients');
  await scanFromStart('hub.companies');
  expect(looked).toEqual([]);
  tables['a.clients'].change(id, { live: true }, 'person');
  await scanFromStart('a.clients');
  expect(looked).toContain(id);
  expect(tables.companies.get(item)?.live).toBe(true);
});
