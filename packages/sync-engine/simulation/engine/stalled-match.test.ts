import { expect, it } from 'vitest';
import { playEngine } from './play-engine.ts';

it('links nothing by a match from before a stall: others have matched meanwhile', async () => {
  const { engine, engineWith, make, settle, store, world, pass } = playEngine();
  const { systems } = world.inside;
  const shared = { name: 'Acme', email: 'acme@x' };
  const customer = make('b.customers', { customer_name: shared.name, email_id: shared.email });
  let hasStalled = false;
  const stalled = engineWith(
    {},
    {
      async lease(keys, duration) {
        // Between the match and its link: another worker takes the client, and makes the item.
        if (!hasStalled && keys.some((key) => key.startsWith('item:'))) {
          hasStalled = true;
          pass(30_000);
          const client = make('a.clients', { name: shared.name, client_email: shared.email });
          await store.markDirty([{ side: 'a.clients', record: client }]);
          await engine.converge(store.dueDirty(20).filter(({ record }) => record === client));
        }
        return await store.lease(keys, duration);
      },
    },
  );
  await store.markDirty([{ side: 'b.customers', record: customer }]);
  await stalled.converge(store.dueDirty(20));
  await settle();
  expect(systems.tables.companies.rows()).toHaveLength(1);
});
