import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { OpenQueuesOptions } from '../queue/open-queues.ts';
import { testConfig } from '../queue/testing/config.ts';
import { loseJobsInPostgres, loseJobsInRedis } from '../queue/testing/lose-jobs.ts';
import { backfill } from './backfill.ts';
import { type RunningWorker, runWorker } from './run-worker.ts';
import { connection, startWorld, webhookSecret, type World } from './testing/start-world.ts';
import { rarely } from './testing/rarely.ts';

// A real Directus beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 });

const { redisUrl = '', isCi } = testConfig;
const prefix = `unified-sync-test-${randomBytes(6).toString('hex')}`;
const patience = { timeout: 60_000, interval: 20 };
/** Nothing is found by listings: what arrives was heard. */
let world: World;
let running: RunningWorker | undefined;
beforeAll(async () => {
  world = await startWorld({ seed: { clients: 20, invoices: 1, payments: 0, products: 1, expenses: 1 } });
  await backfill(world.worker);
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
});
afterAll(async () => await world?.stop());

const clients = () => world.ninja.db.clients.all().filter((client) => !client.is_deleted);

async function hook(id: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${running?.port}/hooks/${connection}/client-update`, {
    method: 'POST',
    body: JSON.stringify({ id }),
    headers: { 'x-unified-sync-secret': webhookSecret },
  });
  return answer.status;
}

async function cities(): Promise<ReadonlyMap<unknown, unknown>> {
  const found = await world.admin.call('SEARCH', '/items/companies', { query: { limit: -1 } });
  return new Map(Array.isArray(found) ? found.map((item) => [item.invoice_ninja_id, item.city]) : []);
}

function queueSuite(
  name: string,
  queue: () => OpenQueuesOptions['connection'],
  loseJobs: () => Promise<void>,
): void {
  it(`brings a webhook's change to Directus in well under a second, with its jobs in ${name}`, async () => {
    // No sweeper within the test: the job brings it, or nothing does.
    const owedEvery = 3_600_000;
    running = await runWorker(world.worker, {
      ...world.running,
      schedule: rarely,
      queue: queue(),
      owedEvery,
    });
    // What the start itself asks for is done before anything is measured.
    await vi.waitFor(
      async () => expect(await world.worker.store.runs.due('sweep', listings(), 1e9)).toEqual([]),
      patience,
    );
    const took: number[] = [];
    for (const [index, { id }] of clients().slice(0, 5).entries()) {
      const city = `${name} ${index}`;
      world.ninja.person.edit('clients', id, { city });
      const started = performance.now();
      expect(await hook(id)).toBe(204);
      await vi.waitFor(async () => expect((await cities()).get(id)).toBe(city), patience);
      took.push(performance.now() - started);
    }
    console.info(`webhook to Directus by ${name}: ${took.map((one) => one.toFixed(0)).join(', ')} ms`);
    // A busy machine is slow; a lookup that polls every second or more would never do it.
    expect(Math.min(...took)).toBeLessThan(2000);
  });

  it(`converges although ${name} loses every job again and again`, async () => {
    running = await runWorker(world.worker, { ...world.running, schedule: rarely, queue: queue() });
    const wanted = new Map(clients().map(({ id }, index) => [id, `${name} verloren ${index}`]));
    for (const [id, city] of wanted) {
      world.ninja.person.edit('clients', id, { city });
      expect(await hook(id)).toBe(204);
      await loseJobs();
    }
    await vi.waitFor(async () => {
      const shown = await cities();
      expect([...wanted].filter(([id, city]) => shown.get(id) !== city)).toEqual([]);
    }, patience);
    await vi.waitFor(
      async () => expect((await world.worker.store.nextDue(world.worker.owners)).size).toBe(0),
      patience,
    );
  });
}

const listings = (): readonly string[] => [...world.worker.streams, ...world.worker.hubListings];

describe('a running worker', () => {
  queueSuite(
    'PostgreSQL',
    () => world.running.queue,
    async () => await loseJobsInPostgres(world.databaseUrl),
  );
});

describe.skipIf(redisUrl === '' && !isCi)('a running worker with a Redis', () => {
  afterAll(async () => await loseJobsInRedis(redisUrl, prefix));
  queueSuite(
    'Redis',
    () => ({ kind: 'redis', url: redisUrl, prefix }),
    async () => await loseJobsInRedis(redisUrl, prefix),
  );
});
