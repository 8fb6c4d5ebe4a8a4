import { once } from 'node:events';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { outwaitDeadWorker } from './testing/outwait-dead-worker.ts';
import { startWorld, ownerCompany, type World } from './testing/start-world.ts';
import { ended, workerProcess } from './testing/worker-process.ts';

// Processes of their own beside a real Directus and a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 });

let world: World;
let run: Awaited<ReturnType<typeof workerProcess>>;
beforeAll(async () => {
  world = await startWorld({ seed: { clients: 60, invoices: 1, payments: 0, products: 1, expenses: 1 } });
  const baseUrl = world.config.connections['ninja-acme']?.baseUrl ?? '';
  run = await workerProcess(world, { providerUrl: baseUrl });
});
afterAll(async () => await world?.stop());

/** Kills the process (SIGKILL) as soon as the provider has done something, before it can have been stored. */
async function killWhen(child: ReturnType<typeof run>, isTime: () => boolean): Promise<void> {
  while (!isTime()) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode} before it could be killed`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  child.kill('SIGKILL');
  await ended(child);
}

it('a backfill that is killed half-way resumes from its checkpoint', async () => {
  const first = run('backfill', '--json');
  await once(first, 'spawn');
  // Half-way: a page is behind it, and the listing is not at its end.
  const checkpointNow = async () => await world.worker.store.loadCheckpoint('ninja-acme.clients');
  while ((await checkpointNow()).page === null && first.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, 1));
  first.kill('SIGKILL');
  expect(await ended(first)).toBe('SIGKILL');
  const checkpoint = await checkpointNow();
  expect(checkpoint).toMatchObject({ firstListingDone: false, page: expect.any(String) });
  await outwaitDeadWorker(world.db);
  expect(await ended(run('backfill', '--json'))).toBe(0);
  const live = world.ninja.db.clients.all().filter(({ is_deleted }) => !is_deleted);
  const found = await world.admin.call('SEARCH', '/items/companies', { query: { limit: -1 } });
  expect(Array.isArray(found) ? found.length : -1).toBe(live.length);
});

it("kill -9 between the provider's success and our commit of a create leaves one record, not two", async () => {
  const before = world.ninja.db.clients.all().length;
  const id = crypto.randomUUID();
  const item = { id, name: 'Einmal AG', type: 'client', owner_company: ownerCompany };
  await world.admin.call('POST', '/items/companies', item);
  const child = run('apply', '--json');
  await killWhen(child, () => world.ninja.db.clients.all().length > before);
  // What was sent is open, and is settled by reading once it can no longer take effect.
  const { effects } = await world.worker.store.status();
  expect(effects).toMatchObject([{ side: 'ninja-acme.clients', state: 'sending', count: 1 }]);
  await outwaitDeadWorker(world.db);
  expect(await ended(run('apply', '--json'))).toBe(0);
  expect(world.ninja.db.clients.all().filter(({ name }) => name === 'Einmal AG')).toHaveLength(1);
  const found = await world.admin.call('SEARCH', '/items/companies', {
    query: { filter: { id: { _eq: id } } },
  });
  expect(found).toMatchObject([{ invoice_ninja_id: expect.stringMatching(/^\w{10}$/) }]);
});

it('a plan says what would be written, and writes nothing', async () => {
  const found = await world.admin.call('SEARCH', '/items/companies', {
    query: { limit: 1, filter: { name: { _eq: 'Einmal AG' } } },
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a list of items is what Directus answers here
  const [company] = found as Array<Record<string, string>>;
  const there = (): string | undefined =>
    world.ninja.db.clients.get(company?.['invoice_ninja_id'] ?? '')?.city;
  expect(await ended(run('plan'))).toBe(0);
  await world.admin.call('PATCH', `/items/companies/${company?.['id']}`, { city: 'Olten' });
  const child = run('plan', '--json');
  let text = '';
  child.stdout?.on('data', (chunk) => (text += String(chunk)));
  expect(await ended(child)).toBe(2);
  expect(JSON.parse(text)).toMatchObject({
    writes: [{ side: 'ninja-acme.clients', kind: 'update', fields: { city: { after: 'Olten' } } }],
    failed: [],
  });
  expect(there()).not.toBe('Olten');
  expect(await ended(run('apply'))).toBe(0);
  expect(there()).toBe('Olten');
  expect(await ended(run('plan'))).toBe(0);
});
