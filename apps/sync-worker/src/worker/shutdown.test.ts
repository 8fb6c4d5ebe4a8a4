import type { ChildProcess } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { backfill } from './backfill.ts';
import { readLog, type WorkerLog } from './testing/read-log.ts';
import { slowGateway, type SlowGateway } from './testing/slow-gateway.ts';
import { outwaitDeadWorker } from './testing/outwait-dead-worker.ts';
import { startWorld, type World } from './testing/start-world.ts';
import { ended, workerProcess } from './testing/worker-process.ts';
import { rarely } from './testing/rarely.ts';

// Processes of their own beside a real Directus and a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 });

/** Seconds. Nothing is found by listings unless a test wants it: what is written was hinted at. */
const shutdownWithin = 3;

let world: World;
let gateway: SlowGateway;
let child: ChildProcess | undefined;
beforeAll(async () => {
  world = await startWorld({ seed: { clients: 60, invoices: 1, payments: 0, products: 1, expenses: 1 } });
  gateway = await slowGateway(world.config.connections['ninja-acme']?.baseUrl ?? '');
  await backfill(world.worker);
});
afterEach(() => {
  gateway.letGo();
  child?.kill('SIGKILL');
});
afterAll(async () => {
  await gateway?.close();
  await world?.stop();
});

async function start(
  schedule: Partial<typeof rarely> = {},
): Promise<{ child: ChildProcess; log: WorkerLog }> {
  const run = await workerProcess(world, {
    providerUrl: gateway.url,
    settings: { schedule: { ...rarely, ...schedule }, shutdownWithin },
  });
  const started = run('start');
  child = started;
  const log = readLog(started);
  await log.line('the worker runs');
  return { child: started, log };
}

/** A person's edit in Directus, heard of by a hint, whose write the provider has done and not answered yet. */
async function writeUnderWay(city: string): Promise<string> {
  const found = await world.admin.call('SEARCH', '/items/companies', { query: { limit: 1, sort: ['id'] } });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a list of items is what Directus answers here
  const [company] = found as Array<{ id: string }>;
  const id = company?.id ?? '';
  const written = gateway.hold(({ method }) => method === 'PUT');
  await world.admin.call('PATCH', `/items/companies/${id}`, { city });
  await world.worker.store.markDirty([{ side: 'hub', record: `companies/${id}` }]);
  await written;
  return id;
}

const leasesHeld = async (): Promise<number> =>
  (await world.db.selectFrom('leases').where('expires_at', '>', new Date()).select('key').execute()).length;

describe('told to end, a worker', () => {
  it('that has nothing to do ends at once, with 0', async () => {
    const { child: worker, log } = await start();
    // What the start itself asks for is done.
    await vi.waitFor(async () => expect(await owed()).toBe(0), { timeout: 60_000, interval: 50 });
    const toldAt = performance.now();
    worker.kill('SIGTERM');
    expect(await ended(worker)).toBe(0);
    expect(performance.now() - toldAt).toBeLessThan(shutdownWithin * 1000);
    expect(log.lines.at(-1)).toMatchObject({ msg: 'the worker has ended' });
  });

  it('finishes the write under way, gives its leases back, and ends with 0', async () => {
    const { child: worker } = await start();
    const id = await writeUnderWay('Zug');
    expect(await leasesHeld()).toBeGreaterThan(0);
    worker.kill('SIGTERM');
    setTimeout(gateway.letGo, 500);
    expect(await ended(worker)).toBe(0);
    expect(await leasesHeld()).toBe(0);
    const { effects, backlog } = await world.worker.store.status();
    expect({ effects, backlog }).toEqual({ effects: [], backlog: [] });
    const history = await world.worker.store.history({ collection: 'companies', id });
    expect(history.at(-1)).toMatchObject({ what: 'update written', side: 'ninja-acme.clients' });
  });

  it('ends with 1 at its deadline where something does not end, and says what', async () => {
    const { child: worker, log } = await start();
    await writeUnderWay('Chur');
    const toldAt = performance.now();
    worker.kill('SIGTERM');
    expect(await ended(worker)).toBe(1);
    const took = performance.now() - toldAt;
    expect(took).toBeGreaterThan(shutdownWithin * 1000 - 50);
    expect(took).toBeLessThan(shutdownWithin * 1000 + 2500);
    expect(log.lines.at(-1)).toMatchObject({ left: ['drain of hub'] });
    await outwaitDeadWorker(world.db);
  });

  it('a second time, leaves what is under way, says what, and ends with 1', async () => {
    const { child: worker, log } = await start();
    await writeUnderWay('Visp');
    worker.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 200));
    const toldAt = performance.now();
    worker.kill('SIGTERM');
    expect(await ended(worker)).toBe(1);
    expect(performance.now() - toldAt).toBeLessThan(2000);
    expect(log.lines.at(-1)).toMatchObject({ left: ['drain of hub'] });
    await outwaitDeadWorker(world.db);
  });

  it('stops a listing at its next page, which the next worker goes on with', async () => {
    await world.db.updateTable('checkpoints').set({ cursor: null, page: null }).execute();
    await world.db.deleteFrom('runs').execute();
    const listed = gateway.hold(({ url }) => /\/clients\?.*page=2/.test(url ?? ''));
    const { child: worker } = await start();
    await listed;
    worker.kill('SIGTERM');
    setTimeout(gateway.letGo, 200);
    expect(await ended(worker)).toBe(0);
    const stopped = (await world.worker.store.runs.last()).filter(({ status }) => status !== 'completed');
    expect(stopped).toContainEqual(
      expect.objectContaining({ listing: 'ninja-acme.clients', status: 'stopped', error: null }),
    );
    expect(await world.worker.store.loadCheckpoint('ninja-acme.clients')).toMatchObject({
      page: expect.any(String),
    });
  });
});

const owed = async (): Promise<number> => {
  const listings = [...world.worker.streams, ...world.worker.hubListings];
  const due = await world.worker.store.runs.due('sweep', listings, 3_600_000);
  return due.length + (await world.worker.store.nextDue(world.worker.owners)).size;
};
