import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { backfill } from './backfill.ts';
import { readLog, type WorkerLog } from './testing/read-log.ts';
import { connection, startWorld, webhookSecret, type World } from './testing/start-world.ts';
import { ended, workerProcess } from './testing/worker-process.ts';
import { rarely } from './testing/rarely.ts';

// A process of its own beside a real Directus and a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 });

const metricsToken = 'm'.repeat(32);
const boardToken = 'b'.repeat(32);

let world: World;
let child: ChildProcess;
let log: WorkerLog;
let url: string;
beforeAll(async () => {
  world = await startWorld({ seed: { clients: 5, invoices: 1, payments: 0, products: 1, expenses: 1 } });
  await backfill(world.worker);
  const run = await workerProcess(world, {
    providerUrl: world.config.connections['ninja-acme']?.baseUrl ?? '',
    settings: {
      schedule: rarely,
    },
    env: { METRICS_TOKEN: metricsToken, BOARD_TOKEN: boardToken },
  });
  child = run('start');
  log = readLog(child);
  url = `http://127.0.0.1:${String((await log.line('the worker runs'))['port'])}`;
});
afterAll(async () => {
  child?.kill('SIGTERM');
  if (child !== undefined) await ended(child);
  await world?.stop();
});

const metrics = async (): Promise<string> => {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } });
  expect(response.status).toBe(200);
  return await response.text();
};

describe('a running worker', () => {
  it('has one correlation id from the webhook to the write, in the log and in the history', async () => {
    const client = world.ninja.db.clients.all().find(({ is_deleted }) => !is_deleted);
    const id = client?.id ?? '';
    world.ninja.person.edit('clients', id, { city: 'Brugg' });
    const answer = await fetch(`${url}/hooks/${connection}/client-update`, {
      method: 'POST',
      body: JSON.stringify({ id }),
      headers: { 'x-unified-sync-secret': webhookSecret },
    });
    const correlation = answer.headers.get('x-correlation-id');
    expect(correlation).toMatch(/^[\da-f-]{36}$/);
    const write = await log.line('a write was made', { side: 'hub.companies' });
    expect(write).toMatchObject({ kind: 'update', outcome: 'written', correlation });
    const side = 'ninja-acme.clients';
    expect(await log.line('hints were taken')).toMatchObject({ correlation, records: [`${side} ${id}`] });
    expect(await log.line('a record is looked at', { record: id })).toMatchObject({ side, correlation });
    const item = { collection: 'companies', id: String(write['record']) };
    await vi.waitFor(async () =>
      expect(await world.worker.store.history(item, { field: 'city' })).toContainEqual(
        expect.objectContaining({ correlation }),
      ),
    );
  });

  it("tells the hint's id of a write to the provider, too", async () => {
    const found = await world.admin.call('SEARCH', '/items/companies', { query: { limit: 2, sort: ['id'] } });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a list of items is what Directus answers here
    const companies = found as Array<Record<string, string>>;
    for (const { id } of companies)
      await world.admin.call('PATCH', `/items/companies/${id}`, { city: 'Wil' });
    // Together, so that one page holds both.
    await world.worker.store
      .inLane('user')
      .markDirty(
        companies.map(({ id }) => ({ side: 'hub', record: `companies/${id}`, correlation: `edit of ${id}` })),
      );
    for (const { id, invoice_ninja_id: record } of companies)
      expect(await log.line('a write was made', { side: 'ninja-acme.clients', record })).toMatchObject({
        correlation: `edit of ${id}`,
        outcome: 'written',
      });
  });

  it('says what it depends on, and since when that answers', async () => {
    const answer = await fetch(`${url}/health/ready`);
    const since = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
    const ok = (name: string, needed: boolean) => ({ name, needed, state: 'ok', since });
    expect([answer.status, await answer.json()]).toEqual([
      200,
      {
        status: 'ready',
        dependencies: [
          ok('database', true),
          ok('queue', true),
          ok('directus', true),
          ok('ninja-acme', false),
        ],
      },
    ]);
  });

  it('shows all its metrics, without an id of a record in them', async () => {
    // The writes above are settled a moment later, and the store is asked once in five seconds.
    const text = await vi.waitFor(
      async () => {
        const now = await metrics();
        expect(now).toMatch(/^unified_sync_change_settle_seconds_count\{source="directus"\} 2$/m);
        expect(now).toMatch(
          /^unified_sync_oldest_unsynced_change_age_seconds\{connection="ninja-acme",direction="out"\} 0$/m,
        );
        return now;
      },
      { timeout: 60_000, interval: 500 },
    );
    for (const sample of [
      /^unified_sync_oldest_unsynced_change_age_seconds\{connection="ninja-acme",direction="in"\} 0$/m,
      /^unified_sync_oldest_unsynced_change_age_seconds\{connection="unlinked",direction="out"\} 0$/m,
      /^unified_sync_change_settle_seconds_count\{source="ninja-acme"\} 1$/m,
      /^unified_sync_listing_age_seconds\{listing="ninja-acme.clients",kind="scan"\} \d/m,
      /^unified_sync_queue_jobs\{queue="hub",state="waiting"\} \d+$/m,
      /^unified_sync_hint_calls_total\{source="ninja-acme",outcome="taken"\} 1$/m,
      /^unified_sync_requests_total\{connection="ninja-acme",method="PUT",outcome="2xx"\} 2$/m,
      /^unified_sync_requests_total\{connection="directus",method="SEARCH",outcome="2xx"\} \d+$/m,
      /^unified_sync_request_bytes_total\{connection="directus",direction="sent"\} [1-9]/m,
      /^unified_sync_request_bytes_total\{connection="ninja-acme",direction="received"\} [1-9]/m,
      /^unified_sync_dependency_up\{dependency="database"\} 1$/m,
      /^unified_sync_breaker_state\{connection="directus",phase="closed"\} 1$/m,
      /^unified_sync_breaker_state\{connection="ninja-acme",phase="open"\} 0$/m,
      /^unified_sync_budget_paused_seconds\{budget="invoice-ninja 127\.0\.0\.1:\d+"\} 0$/m,
      /^unified_sync_exposed_writes_total\{side="ninja-acme.clients"\} 2$/m,
      /^process_resident_memory_bytes [1-9]/m,
    ])
      expect(text).toMatch(sample);
    for (const { id } of world.ninja.db.clients.all()) expect(text).not.toContain(id);
    expect(text).not.toMatch(/[\da-f]{8}-[\da-f]{4}-/);
  });

  it('shows its board to who has the token of it, and to nobody else', async () => {
    const board = async (token: string) =>
      (await fetch(`${url}/board`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect([await board(metricsToken), await board(boardToken)]).toEqual([401, 200]);
  });

  it('never writes a secret into its log', () => {
    const text = JSON.stringify(log.lines);
    for (const secret of [
      webhookSecret,
      metricsToken,
      boardToken,
      world.ninja.token,
      world.directus.adminToken,
    ])
      expect(text).not.toContain(secret);
  });
});
