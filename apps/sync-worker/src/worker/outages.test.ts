import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { signHmac } from '@unified-sync/http-client';
import { startFaultProxy, type FaultProxy } from '../hub/testing/fault-proxy.ts';
import { backfill } from './backfill.ts';
import { type RunningWorker, runWorker } from './run-worker.ts';
import { connection, hintSecret, startWorld, webhookSecret, type World } from './testing/start-world.ts';
import { rarely } from './testing/rarely.ts';

// A real Directus beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 });

const patience = { timeout: 120_000, interval: 100 };
/** Nothing is found by listings: what was heard during an outage must have been kept. */
const schedule = { ...rarely, reportEvery: 1 };

let world: World;
let directus: FaultProxy;
let provider: FaultProxy;
let running: RunningWorker;
beforeAll(async () => {
  world = await startWorld({
    seed: { clients: 6, invoices: 1, payments: 0, products: 1, expenses: 1 },
    engine: { retryAfter: 500 },
    directusGateway: async (url) => ({
      url: (directus = await startFaultProxy(url)).url,
      close: directus.stop,
    }),
    providerGateway: async (url) => ({
      url: (provider = await startFaultProxy(url)).url,
      close: provider.stop,
    }),
  });
  await backfill(world.worker);
  running = await runWorker(world.worker, { ...world.running, schedule });
  await vi.waitUntil(
    async () => (await world.worker.store.runs.due('sweep', listings(), 1e9)).length === 0,
    patience,
  );
  // What the start found is written, too: it would be owed as well while somebody is down.
  await vi.waitUntil(async () => (await owed()) === 0, patience);
});
afterAll(async () => {
  await running?.stop();
  await world?.stop();
});
beforeEach(() => {
  directus.outage(false);
  provider.outage(false);
});

const listings = (): readonly string[] => [...world.worker.streams, ...world.worker.hubListings];
const clients = () => world.ninja.db.clients.all().filter((client) => !client.is_deleted);
const companyOf = async (id: string): Promise<Readonly<Record<string, unknown>>> => {
  const found = await world.admin.call('SEARCH', '/items/companies', {
    query: { filter: { invoice_ninja_id: { _eq: id } } },
  });
  return Array.isArray(found) ? found[0] : {};
};
const hook = async (id: string): Promise<number> =>
  (
    await fetch(`http://127.0.0.1:${running.port}/hooks/${connection}/client-update`, {
      method: 'POST',
      body: JSON.stringify({ id }),
      headers: { 'x-unified-sync-secret': webhookSecret },
    })
  ).status;
async function hint(id: string): Promise<number> {
  const body = JSON.stringify({ hints: [{ collection: 'companies', ids: [id] }], incomplete: false });
  const timestamp = Date.now();
  const signature = await signHmac({ secret: hintSecret, payload: `${timestamp}.${body}` });
  const headers = {
    'x-unified-sync-timestamp': String(timestamp),
    'x-unified-sync-signature': `v1=${signature}`,
  };
  return (await fetch(`http://127.0.0.1:${running.port}/hints/directus`, { method: 'POST', body, headers }))
    .status;
}
const owed = async (): Promise<number> =>
  (await world.worker.store.status()).backlog.reduce((sum, { rows }) => sum + rows, 0);

/** Rows of a lane: beside a busy machine, others may still be owed by the start. */
const owedIn = async (of: string): Promise<number> =>
  (await world.worker.store.status()).backlog.reduce(
    (sum, { lane, rows }) => sum + (lane === of ? rows : 0),
    0,
  );

describe('Directus or the provider down means waiting with backoff, never dropping', () => {
  it('Directus is down', async () => {
    const [client] = clients();
    const id = client?.id ?? '';
    directus.outage(true);
    world.ninja.person.edit('clients', id, { city: 'Während der Panne' });
    expect(await hook(id)).toBe(204);
    await new Promise((resolve) => setTimeout(resolve, 4000));
    expect(await owedIn('webhook')).toBe(1);
    // It asks again now and then, and does not hammer: a try each half second, and what the report asks.
    expect(directus.refused()).toBeGreaterThan(1);
    expect(directus.refused()).toBeLessThan(200);
    directus.outage(false);
    await vi.waitFor(
      async () => expect(await companyOf(id)).toMatchObject({ city: 'Während der Panne' }),
      patience,
    );
    await vi.waitFor(async () => expect(await owed()).toBe(0), patience);
  });

  it('the provider is down', async () => {
    const [, client] = clients();
    const id = client?.id ?? '';
    const { id: item } = await companyOf(id);
    provider.outage(true);
    await world.admin.call('PATCH', `/items/companies/${String(item)}`, { city: 'Trotzdem' });
    expect(await hint(String(item))).toBe(204);
    await new Promise((resolve) => setTimeout(resolve, 4000));
    expect(await owedIn('user')).toBe(1);
    expect(provider.refused()).toBeGreaterThan(1);
    expect(provider.refused()).toBeLessThan(200);
    // Trouble is unknown, never absent: nothing was archived for it.
    expect(await companyOf(id)).toMatchObject({ city: 'Trotzdem', archived: false });
    provider.outage(false);
    await vi.waitFor(() => expect(world.ninja.db.clients.get(id)?.city).toBe('Trotzdem'), patience);
    await vi.waitFor(async () => expect(await owed()).toBe(0), patience);
    expect(await world.worker.store.listFindings({ isOpen: true })).toEqual([]);
  });
});
