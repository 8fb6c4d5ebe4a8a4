import { describe, expect, it } from 'vitest';
import { playEngine } from './play-engine.ts';

describe('a record that was renamed', () => {
  it('is followed where nothing but its new id is hinted at', async () => {
    const { make, settle, world, store, engine } = playEngine();
    const id = make('b.customers', { customer_name: 'Acme', email_id: 'a@x' });
    await settle();
    world.inside.systems.tables['b.customers'].rename(id, 'CUST-new');

    await store.markDirty([{ side: 'b.customers', record: 'CUST-new' }]);
    await engine.converge(store.dueDirty(20));
    const [link] = await store.linksOfRecords('b.customers', ['CUST-new']);
    const [item] = world.records().filter(({ side }) => side === 'hub');
    expect(link?.item.id).toBe(item?.record);
  });
});
