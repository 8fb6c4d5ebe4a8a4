import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { backfill } from '../worker/backfill.ts';
import { runWorker } from '../worker/run-worker.ts';
import { connection, startWorld, type World } from '../worker/testing/start-world.ts';
import { restoreSubscriptions } from './restore-subscriptions.ts';
import { rarely } from '../worker/testing/rarely.ts';

// A real Directus beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 });

const patience = { timeout: 60_000, interval: 100 };

let world: World;
beforeAll(async () => {
  world = await startWorld({ seed: { clients: 6, invoices: 1, payments: 0, products: 1, expenses: 1 } });
  await backfill(world.worker);
});
afterAll(async () => await world?.stop());

const active = () => world.ninja.db.webhooks.all().filter(({ archived_at }) => archived_at === 0);
const connector = () => {
  const found = world.worker.connectors.get(connection);
  if (found === undefined) throw new Error('the world has this connection');
  return found;
};

it('a subscription that the provider removed is restored, and the gap is replayed by polling', async () => {
  expect((await restoreSubscriptions(connector())).created).toHaveLength(27);
  // Nothing but the watch may find it: no scan is due while the test runs.
  const schedule = { ...rarely, checkWebhooksEvery: 1 };
  const running = await runWorker(world.worker, { ...world.running, schedule });
  try {
    const listings = [...world.worker.streams, ...world.worker.hubListings];
    await vi.waitFor(
      async () => expect(await world.worker.store.runs.due('sweep', listings, 1e9)).toEqual([]),
      patience,
    );
    const [client] = world.ninja.db.clients.all().filter(({ is_deleted }) => !is_deleted);
    const dropped = active().find(({ target_url }) => target_url.endsWith('/client-update'));
    world.ninja.person.edit('clients', client?.id ?? '', { city: 'Lückenhausen' });
    const { baseUrl } = world.config.connections[connection] ?? {};
    await fetch(`${baseUrl}/api/v1/webhooks/${dropped?.id}`, {
      method: 'DELETE',
      headers: { 'x-api-token': world.ninja.token },
    });
    await vi.waitFor(async () => {
      const found = await world.admin.call('SEARCH', '/items/companies', {
        query: { filter: { invoice_ninja_id: { _eq: client?.id } } },
      });
      expect(found).toMatchObject([{ city: 'Lückenhausen' }]);
    }, patience);
    expect(active()).toHaveLength(27);
    expect(active().map(({ id }) => id)).not.toContain(dropped?.id);
  } finally {
    await running.stop();
  }
});

it('subscriptions that are as they should be are left alone, whatever lies archived beside them', async () => {
  const before = world.providerWrites();
  expect(await restoreSubscriptions(connector())).toEqual({ created: [], removed: 0 });
  expect(world.providerWrites()).toBe(before);
});
