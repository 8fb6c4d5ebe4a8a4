import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { backfill } from './backfill.ts';
import { forgetCheckpoints } from './forget-checkpoints.ts';
import { scanAll } from './scan-all.ts';
import { type CountingGateway, openCountingGateway } from './testing/counting-gateway.ts';
import { startWorld, type World } from './testing/start-world.ts';

// A real Directus beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 });

// As many pages as 10,000 records have in pages of 200.
const pageSize = 20;
const size = { clients: 100, invoices: 500, payments: 300, products: 60, expenses: 80 };
const records = Object.values(size).reduce((sum, count) => sum + count, 0);
// A listing without records is a page as well: quotes have none.
const pages = Object.values(size).reduce((sum, count) => sum + Math.ceil(count / pageSize), 0) + 1;

let world: World;
let directus: CountingGateway;
beforeAll(async () => {
  world = await startWorld({
    seed: size,
    settings: { pageSize },
    async directusGateway(url) {
      directus = await openCountingGateway(url);
      return directus;
    },
  });
  const { complete } = await backfill(world.worker);
  if (!complete) throw new Error('the backfill was not complete');
});
afterAll(async () => await world?.stop());

it('asks the provider for hardly more than its pages where nothing has changed', async () => {
  await forgetCheckpoints(world.worker);
  const before = world.ninja.requests.length;
  const passes = await scanAll(world.worker);
  expect([...passes.values()].every(({ finished }) => finished)).toBe(true);
  const made = world.ninja.requests.length - before;
  console.log(`${made} requests for ${pages} pages: ${(made / pages).toFixed(3)} times (1.05 wanted)`);
  // Pages overlap, so that nothing slips from one to the next: some records are read twice.
  const read = world.worker.streams.map((stream) => passes.get(stream)?.records ?? 0);
  expect(read.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(records);
  expect(made).toBeLessThanOrEqual(pages * 1.05);
});

it('asks Directus for one snapshot and the pages of each collection, and writes nothing', async () => {
  await forgetCheckpoints(world.worker);
  directus.requests.length = 0;
  await scanAll(world.worker);
  const counted = Map.groupBy(directus.requests, (request) => request);
  const listings = world.worker.hubListings.length;
  // None of these collections has more items than one page of Directus.
  expect(directus.requests.length).toBeLessThanOrEqual(2 * listings);
  expect([...counted.keys()].filter((request) => !request.startsWith('SEARCH /items/'))).toEqual([]);
});
