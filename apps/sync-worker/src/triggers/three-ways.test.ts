import getPort from 'get-port';
import { randomUUID } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import { backfill } from '../worker/backfill.ts';
import { runWorker, type RunWorkerOptions } from '../worker/run-worker.ts';
import { hintSecret, ownerCompany } from '../worker/testing/start-world.ts';
import { extensionFolder } from './testing/extension-folder.ts';
import { planTriggerRemoval } from './plan-triggers.ts';
import { startTriggerWorld, type TriggerWorld } from './testing/trigger-world.ts';
import { rarely } from '../worker/testing/rarely.ts';

// A real Directus beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 });

const patience = { timeout: 90_000, interval: 100 };

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

interface Way {
  /** How the worker hears of Directus; all other ways are off. */
  readonly ways: (world: TriggerWorld) => Partial<RunWorkerOptions>;
  readonly hasTriggers?: boolean;
  readonly world?: Parameters<typeof startTriggerWorld>[0];
}

/** A backfilled world whose worker hears of Directus in one way alone, once what is due at its start is done. */
async function hear({ ways, hasTriggers = false, world: options }: Way): Promise<TriggerWorld> {
  const seed = { clients: 1, invoices: 1, payments: 0, products: 12, expenses: 1 };
  const world = await startTriggerWorld({ seed, ...options });
  endings.push(async () => await world.stop());
  if (!hasTriggers) await (await planTriggerRemoval(world.directus.databaseUrl)).apply();
  await backfill(world.worker);
  const { streams, hubListings, store } = world.worker;
  const only = { ...world.running, hintSecret: undefined, schedule: rarely, ...ways(world) };
  const running = await runWorker(world.worker, only);
  endings.push(async () => void (await running.stop()));
  for (const kind of ['scan', 'sweep'] as const)
    await vi.waitFor(
      async () => expect(await store.runs.due(kind, [...streams, ...hubListings], 1e9)).toEqual([]),
      patience,
    );
  return world;
}

/** A person creates, edits and deletes in Directus, each as soon as the provider shows the last; gives what it has. */
async function arrives({ person, ninja }: TriggerWorld): Promise<unknown> {
  const id = randomUUID();
  const sku = `SKU-${id.slice(0, 8)}`;
  const product = () => ninja.db.products.all().find(({ product_key }) => product_key === sku);
  const numbers = { price: '12.5', cost: '0', tax_rate: '0' };
  await person.call('POST', '/items/products', { id, sku, ...numbers, owner_company: ownerCompany });
  await vi.waitFor(() => expect(product()).toBeDefined(), patience);
  await person.call('PATCH', `/items/products/${id}`, { description: 'neu beschrieben' });
  await vi.waitFor(() => expect(product()?.notes).toBe('neu beschrieben'), patience);
  await person.call('DELETE', `/items/products/${id}`);
  await vi.waitFor(() => expect(product()?.is_deleted).toBe(true), patience);
  return product();
}

const everything = { notes: 'neu beschrieben', is_deleted: true };

it('triggers alone bring what people create, edit and delete in Directus', async () => {
  const world = await hear({
    hasTriggers: true,
    ways: ({ directus }) => ({ directusDatabaseUrl: directus.databaseUrl }),
  });
  expect(await arrives(world)).toMatchObject(everything);
  // The worker's own writes were read, too, and nothing is left to be read.
  await vi.waitFor(async () => expect(await world.noted()).toEqual([]), patience);
});

it('the hook alone does', async () => {
  const port = await getPort({ host: '127.0.0.1' });
  const extensions = await extensionFolder();
  endings.push(extensions.remove);
  const env = {
    SYNC_HINT_URL: `http://127.0.0.1:${port}/hints/directus`,
    SYNC_HINT_SECRET: hintSecret,
    SYNC_COLLECTIONS: 'products',
  };
  const world = await hear({
    world: { server: { extensionsPath: extensions.path, env } },
    ways: () => ({ hintSecret, port }),
  });
  expect(await arrives(world)).toMatchObject(everything);
});

it('scans and sweeps alone do', async () => {
  const schedule = { ...rarely, scanEvery: 1, sweepEvery: 1 };
  expect(await arrives(await hear({ ways: () => ({ schedule }) }))).toMatchObject(everything);
});

it('none of them, nothing arrives: so each of the above was alone', async () => {
  const { person, ninja } = await hear({ hasTriggers: true, ways: () => ({}) });
  const id = randomUUID();
  await person.call('POST', '/items/products', { id, sku: 'UNHEARD', owner_company: ownerCompany });
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  expect(ninja.db.products.all().filter(({ product_key }) => product_key === 'UNHEARD')).toEqual([]);
});
