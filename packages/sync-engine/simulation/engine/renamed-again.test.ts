import { expect, it } from 'vitest';
import type { Side } from '../../src/index.ts';
import { playEngine } from './play-engine.ts';

it('follows a record that is renamed again while the engine asks where its old id has gone', async () => {
  const { engineWith, make, settle, world, store } = playEngine();
  const id = make('b.customers', { customer_name: 'Acme', email_id: 'a@x' });
  await settle();
  const table = world.inside.systems.tables['b.customers'];
  table.rename(id, 'second');

  // Adoption looks at the hinted record, and once more at where its id leads: then it moves on.
  let looks = 0;
  const customers: Side = {
    ...world.sides.stream('b.customers'),
    async look(ids) {
      const answer = await world.sides.stream('b.customers').look(ids);
      if (ids.includes('second') && ++looks === 2) table.rename('second', 'third');
      return answer;
    },
  };
  const engine = engineWith({ 'b.customers': customers });
  await store.markDirty([{ side: 'b.customers', record: 'second' }]);
  await engine.converge(store.dueDirty(20));
  await settle();
  const items = world.records().filter(({ side }) => side === 'hub');
  expect(items).toHaveLength(1);
  const [link] = await store.linksOfRecords('b.customers', ['third']);
  expect(link?.item.id).toBe(items[0]?.record);
});
