import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startFaultProxy, type FaultProxy } from '../hub/testing/fault-proxy.ts';
import type { Log } from '../log.ts';
import { backfill } from './backfill.ts';
import { type RunningWorker, runWorker } from './run-worker.ts';
import type { SyncWorker } from './sync-worker.ts';
import { connection, startWorld, webhookSecret, type World } from './testing/start-world.ts';
import { rarely } from './testing/rarely.ts';

// A real Directus beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 });

const patience = { timeout: 120_000, interval: 50 };
/** Nothing is found by listings: what was heard during an outage must have been kept. */
const schedule = { ...rarely, reportEvery: 1 };

let world: World;
let directus: FaultProxy;
let provider: FaultProxy;
let running: RunningWorker[] = [];
const lines: string[] = [];
const log: Log = {
  info: (message, details) => lines.push(`info ${message} ${JSON.stringify(details)}`),
  warn: (message, details) => lines.push(`warn ${message} ${JSON.stringify(details)}`),
  error: (message, details) => lines.push(`error ${message} ${JSON.stringify(details)}`),
};

beforeAll(async () => {
  world = await startWorld({
    seed: { clients: 40, invoices: 1, payments: 0, products: 1, expenses: 1 },
    log,
    directusGateway: async (url) => {
      directus = await startFaultProxy(url);
      return { url: directus.url, close: directus.stop };
    },
    providerGateway: async (url) => {
      provider = await startFaultProxy(url);
      return { url: provider.url, close: provider.stop };
    },
  });
  await backfill(world.worker);
  const start = async (worker: SyncWorker): Promise<RunningWorker> =>
    await runWorker(worker, { ...world.running, schedule });
  running = [await start(world.worker), await start(await world.anotherWorker(log))];
  const listings = [...world.worker.streams, ...world.worker.hubListings];
  await vi.waitUntil(
    async () => (await world.worker.store.runs.due('sweep', listings, 1e9)).length === 0,
    patience,
  );
});
afterAll(async () => {
  await Promise.all(running.map(async (one) => await one.stop()));
  await world?.stop();
});
afterEach(() => {
  directus.outage(false);
  provider.outage(false);
});

const clients = () => world.ninja.db.clients.all().filter((client) => !client.is_deleted);
const cities = async (): Promise<ReadonlyMap<unknown, unknown>> => {
  const found = await world.admin.call('SEARCH', '/items/companies', { query: { limit: -1 } });
  return new Map(Array.isArray(found) ? found.map((item) => [item.invoice_ninja_id, item.city]) : []);
};

/** Edits every client at the provider; each hook goes to one of the two workers. */
async function editAll(city: string): Promise<void> {
  for (const [at, { id }] of clients().entries()) {
    world.ninja.person.edit('clients', id, { city });
    const answer = await fetch(
      `http://127.0.0.1:${running[at % 2]?.port}/hooks/${connection}/client-update`,
      {
        method: 'POST',
        body: JSON.stringify({ id }),
        headers: { 'x-unified-sync-secret': webhookSecret },
      },
    );
    expect(answer.status).toBe(204);
  }
}

const arrived = async (city: string): Promise<void> => {
  await vi.waitFor(async () => {
    const shown = await cities();
    expect(clients().filter(({ id }) => shown.get(id) !== city)).toEqual([]);
  }, patience);
  await vi.waitFor(
    async () => expect((await world.worker.store.nextDue(world.worker.owners)).size).toBe(0),
    patience,
  );
};

const phaseOf = async (owner: string) =>
  (await world.worker.traffic.status()).find((one) => one.owner === owner)?.phase;

/** What the queue says of jobs that failed: each would have used up its attempt. */
const failedJobs = (): readonly string[] => lines.filter((line) => line.includes('the queue has trouble'));

describe.each([
  { who: 'the provider', owner: connection, proxy: () => provider },
  { who: 'Directus', owner: 'hub', proxy: () => directus },
])('while $who is down', ({ who, owner, proxy }) => {
  it('jobs of two workers wait without failing, nobody hammers it, no row is lost, and all is brought over afterwards', async () => {
    const city = `Nach der Panne (${who})`;
    const before = proxy().refused();
    proxy().outage(true);
    await editAll(city);
    await vi.waitFor(async () => expect(await phaseOf(owner)).not.toBe('closed'), patience);
    const opened = proxy().refused();
    await new Promise((resolve) => setTimeout(resolve, 8000));
    const afterwards = proxy().refused() - opened;
    console.info(`${who}: ${opened - before} requests until it opened, ${afterwards} in the 8 s after it`);
    // 40 rows, tried by two workers. Probes come after 0.5 to 1, 1 to 2, 2 to 4 s; each request has three attempts.
    expect(afterwards).toBeLessThan(25);
    expect((await world.worker.store.status()).backlog.reduce((sum, { rows }) => sum + rows, 0)).toBe(
      clients().length,
    );
    proxy().outage(false);
    await arrived(city);
    expect(await phaseOf(owner)).toBe('closed');
    expect(failedJobs()).toEqual([]);
    expect(await world.worker.store.listFindings({ isOpen: true })).toEqual([]);
    expect(lines.some((line) => line.startsWith('warn it is down') && line.includes(owner))).toBe(true);
    expect(lines.some((line) => line.startsWith('info it answers again') && line.includes(owner))).toBe(true);
  });
});
