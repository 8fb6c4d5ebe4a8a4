import { SideUnavailable } from '@unified-sync/sync-engine';
import { expect, it } from 'vitest';
import { createNinjaWorld } from '../testing/ninja-world.ts';

/** Two products, of which the provider shows one in a way that is not known. */
function withPoison(change: object) {
  const world = createNinjaWorld();
  const { server } = world;
  const good = server.db.products.insert({ product_key: 'GOOD', custom_value4: 'key-good' });
  const bad = server.db.products.insert({ product_key: 'BAD', custom_value4: 'key-bad' });
  server.db.products.update(bad.id, JSON.parse(JSON.stringify(change)));
  const side = world.connector.streams['ninja-acme.products'];
  if (side === undefined) throw new Error('products are a stream');
  return { world, side, good: good.id, bad: bad.id };
}

it('tells of a row that cannot be read, and goes on with the others', async () => {
  const { side, good, bad } = withPoison({ price: 'twelve' });
  const page = await side.list({ cursor: null, lookBack: 0, page: null });
  expect(page.records.map(({ id }) => id)).toEqual([good]);
  expect(page.poison).toMatchObject([{ id: bad, cause: expect.stringContaining('price') }]);
  expect(page.cursor).not.toBeNull();
  expect((await side.listIds()).ids.toSorted()).toEqual([bad, good].toSorted());
  expect(await side.look([bad])).toMatchObject([{ kind: 'unknown' }]);
});

it('does not say "none" of a key that stands in a row which cannot be read', async () => {
  const { side } = withPoison({ price: 'twelve' });
  await expect(side.findByKey('key-bad')).rejects.toThrow(SideUnavailable);
  await expect(side.findByFields([{ product_key: 'bad' }])).rejects.toThrow(SideUnavailable);
  expect(await side.findByKey('key-good')).toHaveLength(1);
  expect(await side.findByKey('key-of-nobody')).toEqual([]);
});

it('finds by fields without regard to case, one answer for each query', async () => {
  const { side, good } = withPoison({});
  const found = await side.findByFields([{ product_key: 'nothing' }, { product_key: ' good ' }]);
  expect(found.map((records) => records.map(({ id }) => id))).toEqual([[], [good]]);
});

it('finds a key that was moved to another record, and no more where it was', async () => {
  const { world, side, good, bad } = withPoison({});
  expect(await side.findByKey('key-good')).toHaveLength(1);
  world.clock.advance(300_000);
  world.server.person.edit('products', good, { custom_value4: '' });
  world.server.person.edit('products', bad, { custom_value4: 'key-good' });
  expect((await side.findByKey('key-good')).map(({ id }) => id)).toEqual([bad]);
});

it('reads the whole list once for the index, and only what changed from then on', async () => {
  const { world, side } = withPoison({});
  const { server, sent, clock } = world;
  for (let index = 0; index < 900; index += 1)
    server.db.products.insert({ product_key: `P${index}` }, { createdAt: clock.now() - 3_600_000 });
  await side.findByKey('none');
  clock.advance(600_000);
  const before = sent.length;
  await side.findByKey('none');
  expect(sent.slice(before)).toEqual(['GET /products']);
});

it('takes an answer of another shape for trouble, never for an empty list', async () => {
  const { connector } = createNinjaWorld({
    connector: { fetch: async () => Response.json({ message: 'maintenance' }) },
  });
  const side = connector.streams['ninja-acme.products'];
  await expect(side?.list({ cursor: null, lookBack: 0, page: null })).rejects.toThrow(SideUnavailable);
  await expect(side?.listIds()).rejects.toThrow(SideUnavailable);
  await expect(side?.findByKey('key')).rejects.toThrow(SideUnavailable);
});

it('does not give a record whose key was taken away since it was listed', async () => {
  const { world, side, good } = withPoison({});
  const stop = world.server.onPage((entity) => {
    if (entity === 'products') world.server.db.products.update(good, { custom_value4: '' });
  });
  expect(await side.findByKey('key-good')).toEqual([]);
  stop();
});

it('finds a change that moved no time stamp, once the index is old', async () => {
  const { world, side, good } = withPoison({});
  await side.findByKey('any');
  world.clock.advance(600_000);
  world.server.db.products.update(good, { custom_value4: 'key-new' }, { touch: false });
  world.clock.advance(6 * 3_600_000);
  expect(await side.findByKey('key-new')).toHaveLength(1);
});
