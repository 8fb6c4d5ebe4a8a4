import { type ChildProcess } from 'node:child_process';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { backfill } from '../worker/backfill.ts';
import { ended, workerProcess } from '../worker/testing/worker-process.ts';
import { startTriggerWorld, type TriggerWorld } from './testing/trigger-world.ts';
import { triggerSchema } from './trigger-sql.ts';
import { rarely } from '../worker/testing/rarely.ts';

// Processes of their own beside a real Directus and a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 });

const patience = { timeout: 150_000, interval: 50 };

let world: TriggerWorld;
let start: () => ChildProcess;
let store: Client;
let outside: Client;
const children: ChildProcess[] = [];
beforeAll(async () => {
  world = await startTriggerWorld({
    seed: { clients: 6, invoices: 1, payments: 0, products: 1, expenses: 1 },
  });
  await backfill(world.worker);
  await world.forget();
  // What a first scan would find has been found: from here on, only the triggers may bring anything.
  for (const listing of [...world.worker.streams, ...world.worker.hubListings])
    for (const kind of ['scan', 'sweep'] as const)
      await world.worker.runs.record(kind, listing, async () => ({ records: 0, finished: true }));
  const run = await workerProcess(world, {
    providerUrl: world.config.connections['ninja-acme']?.baseUrl ?? '',
    env: { DIRECTUS_DATABASE_URL: world.directus.databaseUrl },
    settings: {
      schedule: rarely,
    },
  });
  start = () => {
    const child = run('start');
    children.push(child);
    return child;
  };
  store = new Client(world.databaseUrl);
  await store.connect();
  outside = new Client(world.databaseUrl);
  await outside.connect();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await store?.end();
  await outside?.end();
  await world?.stop();
});

const kill = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL');
  expect(await ended(child)).toBe('SIGKILL');
};

async function editACompany(city: string): Promise<{ readonly arrived: () => boolean }> {
  const { rows } = await world.sql.query(
    'select id, invoice_ninja_id as client from companies where invoice_ninja_id is not null limit 1',
  );
  await world.person.call('PATCH', `/items/companies/${rows[0].id}`, { city });
  return { arrived: () => world.ninja.db.clients.get(rows[0].client)?.city === city };
}

/** The reader's connection to Directus' database is in this state; asked from outside, where nothing is cached. */
const readerIs = async (condition: string): Promise<void> =>
  await vi.waitFor(async () => {
    const { rowCount } = await outside.query(
      `select from pg_stat_activity where datname = $1 and application_name = 'unified-sync' and ${condition}`,
      [world.sql.database],
    );
    expect(rowCount).toBe(1);
  }, patience);

it('kill -9 after the changes were read and before they were marked loses nothing', async () => {
  await store.query('begin');
  await store.query('lock table unified_sync.dirty in access exclusive mode');
  const { arrived } = await editACompany('Vor der Marke');
  const child = start();
  await readerIs(`state = 'idle in transaction'`);
  await kill(child);
  await store.query('rollback');
  expect(await world.noted()).toHaveLength(1);
  const next = start();
  await vi.waitFor(() => expect(arrived()).toBe(true), patience);
  await vi.waitFor(async () => expect(await world.noted()).toEqual([]), patience);
  await kill(next);
});

it('kill -9 after they were marked and before they were deleted loses nothing, and doubles nothing', async () => {
  const { arrived } = await editACompany('Vor dem Löschen');
  await world.sql.query('begin');
  await world.sql.query(`select from ${triggerSchema}.changes for update`);
  const child = start();
  await readerIs(`wait_event_type = 'Lock'`);
  await kill(child);
  await world.sql.query('rollback');
  expect(await world.noted()).toHaveLength(1);
  const next = start();
  await vi.waitFor(() => expect(arrived()).toBe(true), patience);
  await vi.waitFor(async () => expect(await world.noted()).toEqual([]), patience);
  await kill(next);
  expect(await world.worker.store.listFindings({ isOpen: true })).toEqual([]);
});
