import { expect, it } from 'vitest';
import type { Side } from '../../src/index.ts';
import { playEngine, type PlayedEngine } from './play-engine.ts';

/** An engine that knows a customer, which somebody has renamed to `renamed` since. */
async function playRenamed(): Promise<PlayedEngine> {
  const played = playEngine();
  played.make('companies', { owner_company: 'acme', name: 'Acme', type: 'client' });
  await played.settle();
  const { systems } = played.world.inside;
  const [customer] = systems.tables['b.customers'].rows();
  systems.rename(customer?.id ?? '', 'renamed');
  return played;
}

it('makes no second item of a record that was renamed, and is gone before first contact looks again', async () => {
  const { engineWith, store, world } = await playRenamed();
  const { systems } = world.inside;
  const customers = world.sides.stream('b.customers');
  const goneAfterLook: Side = {
    ...customers,
    async look(ids) {
      const looks = await customers.look(ids);
      if (ids.includes('renamed')) systems.removeForGood('b.customers', 'renamed');
      return looks;
    },
  };
  const engine = engineWith({ 'b.customers': goneAfterLook });
  await store.markDirty([{ side: 'b.customers', record: 'renamed' }]);
  await engine.converge(store.dueDirty(20));
  expect(systems.tables.companies.rows()).toHaveLength(1);
});

it('makes no second item of a record that was renamed, and goes while first contact asks where its old id leads', async () => {
  const { engineWith, store, world } = await playRenamed();
  const { systems } = world.inside;
  // The hint's look, and the first of those that first contact makes, show it: then it goes.
  let looks = 0;
  const customers = world.sides.stream('b.customers');
  const goneAfterSecondLook: Side = {
    ...customers,
    async look(ids) {
      const answer = await customers.look(ids);
      if (ids.includes('renamed') && ++looks === 2) systems.removeForGood('b.customers', 'renamed');
      return answer;
    },
  };
  const engine = engineWith({ 'b.customers': goneAfterSecondLook });
  await store.markDirty([{ side: 'b.customers', record: 'renamed' }]);
  await engine.converge(store.dueDirty(20));
  expect(systems.tables.companies.rows()).toHaveLength(1);
});
