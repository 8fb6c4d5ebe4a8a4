import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { paceOf } from '../traffic/budget-state.ts';
import { backfill } from './backfill.ts';
import { startWorld, type World } from './testing/start-world.ts';
import { settle } from './work-off.ts';

// A real Directus beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 });

const requestsPerMinute = 300;
const pace = paceOf(requestsPerMinute);

let world: World;
beforeAll(async () => {
  world = await startWorld({
    seed: { clients: 30, invoices: 1, payments: 0, products: 1, expenses: 1 },
    requestsPerMinute,
  });
  await backfill(world.worker);
});
afterAll(async () => await world?.stop());

it('gets on with more writes than a limit lets through at once, and stays within it', async () => {
  const { worker, ninja, admin } = world;
  const found = await admin.call('SEARCH', '/items/companies', { query: { limit: -1, fields: ['id'] } });
  const ids: string[] = Array.isArray(found) ? found.map(({ id }) => id) : [];
  await admin.call(
    'PATCH',
    '/items/companies',
    ids.map((id) => ({ id, city: 'Langsam' })),
  );
  await worker.store.inLane('user').markDirty(ids.map((id) => ({ side: 'hub', record: `companies/${id}` })));
  const before = ninja.requests.length;
  const started = performance.now();
  expect(await settle(worker, { patience: 60_000, deadline: 200_000 })).toBe(true);
  const seconds = (performance.now() - started) / 1000;
  const sent = ninja.requests.length - before;
  console.info(`${ids.length} edits brought over with ${sent} requests in ${seconds.toFixed(1)} s`);
  const linked = ninja.db.clients.all().filter(({ is_deleted }) => !is_deleted);
  expect(linked.filter(({ city }) => city !== 'Langsam')).toEqual([]);
  // More than the bucket holds, so some had to wait.
  expect(sent).toBeGreaterThan(pace.capacity);
  expect(sent).toBeLessThanOrEqual(pace.capacity + Math.ceil(seconds * pace.perSecond) + 1);
  // Each is looked at, read again and written; what came too late would be done over and over.
  expect(sent).toBeLessThan(ids.length * 8);
  expect(await worker.store.listFindings({ isOpen: true })).toEqual([]);
});
