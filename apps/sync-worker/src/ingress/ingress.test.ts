import { signHmac } from '@unified-sync/http-client';
import { lanes } from '@unified-sync/sync-engine';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { backfill } from '../worker/backfill.ts';
import {
  connection,
  hintSecret,
  startWorld,
  webhookSecret,
  type World,
} from '../worker/testing/start-world.ts';
import { currentLane } from '../traffic/lane-scope.ts';
import { currentTrace } from '../tracing/trace.ts';
import { settle, workOff } from '../worker/work-off.ts';
import { createIngress } from './create-ingress.ts';

// A real Directus beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 });

let world: World;
let app: ReturnType<typeof createIngress>;
let incomplete = 0;
let woken: unknown[] = [];
beforeAll(async () => {
  world = await startWorld({ seed: { clients: 10, invoices: 20, payments: 10, products: 5, expenses: 5 } });
  app = createIngress({
    worker: world.worker,
    hintSecrets: [hintSecret],
    names: {},
    onHints: (owners, lane) => void woken.push([owners, lane]),
    onIncomplete: () => {
      incomplete += 1;
    },
  });
  await backfill(world.worker);
});
afterAll(async () => await world?.stop());

const rest = { patience: 10_000, deadline: 120_000 };
const hook = (name: string): string => `/hooks/${connection}/${name}`;
const post = async (path: string, body: string, secret?: string) =>
  await app.request(path, {
    method: 'POST',
    body,
    ...(secret !== undefined && { headers: { 'x-unified-sync-secret': secret } }),
  });

/** Everything that is in Directus, without the times of its edits. */
async function everything(): Promise<unknown> {
  const collections = Object.keys(world.worker.model.collections);
  return await Promise.all(
    collections.map(
      async (name) =>
        await world.admin.call('SEARCH', `/items/${name}`, { query: { limit: -1, sort: ['id'] } }),
    ),
  );
}

describe('a webhook', () => {
  it('that is forged cannot change data', async () => {
    const before = await everything();
    const [invoice] = world.ninja.db.invoices.all();
    const forged = JSON.stringify({ ...invoice, balance: 0, amount: 1, status_id: '4' });
    expect((await post(hook('invoice-update'), forged)).status).toBe(403);
    expect((await post(hook('invoice-update'), forged, 'x'.repeat(32))).status).toBe(403);
    // Even with the secret known: its payload is never believed.
    expect((await post(hook('invoice-update'), forged, webhookSecret)).status).toBe(204);
    expect(await settle(world.worker, rest)).toBe(true);
    expect(await everything()).toEqual(before);
  });

  it('is never answered 404, 405 or 410, whatever is called', async () => {
    for (const [method, path] of [
      ['GET', hook('invoice-update')],
      ['PUT', hook('no-such-event')],
      ['DELETE', '/hooks/no-such-connection/x'],
      ['POST', '/hooks/'],
    ] as const)
      expect([404, 405, 410]).not.toContain((await app.request(path, { method })).status);
  });

  it('is POST or PUT: what has no body says nothing, however it is proven', async () => {
    const headers = { 'x-unified-sync-secret': webhookSecret };
    for (const method of ['GET', 'HEAD', 'DELETE', 'OPTIONS'])
      expect((await app.request(hook('invoice-update'), { method, headers })).status).toBe(403);
  });

  it('is refused as too large, however its length is told', async () => {
    const body = new Blob(['x'.repeat(10 * 1024 * 1024 + 1)]).stream();
    const headers = { 'x-unified-sync-secret': webhookSecret };
    const request = { method: 'POST', body, headers, duplex: 'half' } as const;
    expect((await app.request(hook('invoice-update'), request)).status).toBe(413);
  });

  it('with a body that is not understood is kept in a finding', async () => {
    const response = await post(hook('client-update'), '{"odd": "body"}', webhookSecret);
    expect(response.status).toBe(204);
    const findings = await world.worker.store.listFindings({ isOpen: true, kind: 'quarantined' });
    expect(findings.map(({ finding }) => finding.lost)).toContain('{"odd": "body"}');
  });

  it('is answered 429 where it cannot be stored', async () => {
    const broken = { ...world.worker.store, markDirty: async () => Promise.reject(new Error('no database')) };
    const worker = {
      ...world.worker,
      store: { ...broken, inLane: () => ({ ...broken, inLane: () => world.worker.store }) },
    };
    const other = createIngress({
      worker,
      hintSecrets: [],
      names: {},
      onHints: () => undefined,
      onIncomplete: () => undefined,
    });
    const [client] = world.ninja.db.clients.all();
    const response = await other.request(hook('client-update'), {
      method: 'POST',
      body: JSON.stringify({ id: client?.id }),
      headers: { 'x-unified-sync-secret': webhookSecret },
    });
    expect(response.status).toBe(429);
  });
});

it('1,000 duplicated and shuffled webhooks converge to the same state as none', async () => {
  const { db, person } = world.ninja;
  const clients = db.clients.all().filter(({ is_deleted }) => !is_deleted);
  const invoices = db.invoices.all().filter(({ is_deleted }) => !is_deleted);
  for (const [index, { id }] of clients.entries()) person.edit('clients', id, { city: `Ort ${index}` });
  const calls = Array.from({ length: 1000 }, (_, index) => {
    const isClient = index % 2 === 0;
    const row = isClient ? clients[(index >> 1) % clients.length] : invoices[(index >> 1) % invoices.length];
    // What it shows is stale or made up: only the id counts.
    return {
      path: hook(isClient ? 'client-update' : 'invoice-update'),
      body: JSON.stringify({ ...row, city: 'stale' }),
    };
  });
  const shuffled = calls
    .map((call, index) => ({ call, at: (index * 7919) % 1009 }))
    .toSorted((a, b) => a.at - b.at);
  const answers = await Promise.all(
    shuffled.map(async ({ call }) => (await post(call.path, call.body, webhookSecret)).status),
  );
  expect(new Set(answers)).toEqual(new Set([204]));
  expect(await settle(world.worker, rest)).toBe(true);
  const afterWebhooks = await everything();
  // The same by polling alone: nothing is left to do.
  await world.db.updateTable('checkpoints').set({ cursor: null, page: null }).execute();
  const writes = world.providerWrites();
  expect((await backfill(world.worker)).complete).toBe(true);
  expect(await everything()).toEqual(afterWebhooks);
  expect(world.providerWrites()).toBe(writes);
  const cities = await world.admin.call('SEARCH', '/items/companies', {
    query: { limit: -1, fields: ['city'] },
  });
  expect(JSON.stringify(cities)).not.toContain('stale');
});

const send = async (body: string, secret: string, timestamp = Date.now()) => {
  const signature = await signHmac({ secret, payload: `${timestamp}.${body}` });
  return await app.request('/hints/directus', {
    method: 'POST',
    body,
    headers: {
      'x-unified-sync-timestamp': String(timestamp),
      'x-unified-sync-signature': `v1=${signature}`,
    },
  });
};

describe('hints of Directus', () => {
  it('bring an edit to the provider', async () => {
    const found = await world.admin.call('SEARCH', '/items/companies', {
      query: { limit: 1, filter: { archived: { _eq: false } } },
    });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a list of items is what Directus answers here
    const [company] = found as Array<Record<string, string>>;
    await world.admin.call('PATCH', `/items/companies/${company?.['id']}`, { city: 'Aarau' });
    const body = JSON.stringify({
      hints: [{ collection: 'companies', ids: [company?.['id']] }],
      incomplete: true,
    });
    expect((await send(body, hintSecret)).status).toBe(204);
    expect(incomplete).toBe(1);
    expect(await settle(world.worker, rest)).toBe(true);
    expect(world.ninja.db.clients.get(company?.['invoice_ninja_id'] ?? '')?.city).toBe('Aarau');
  });

  it('are passed over where they are about nothing of ours', async () => {
    const ids = ['7', '', '\0', 'x'.repeat(9_000), '6F0A1C1E-3F5B-4D8E-9B0A-2F4C6E8A0B1D'];
    const hints = [
      { collection: 'companies', ids },
      { collection: 'directus_users', ids },
    ];
    expect((await send(JSON.stringify({ hints, incomplete: false }), hintSecret)).status).toBe(204);
    const rows = await world.db.deleteFrom('dirty').where('side', '=', 'hub').returning('record').execute();
    expect(rows).toEqual([{ record: 'companies/6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d' }]);
  });

  it('are refused with another secret, and when they are old', async () => {
    const body = JSON.stringify({ hints: [], incomplete: false });
    expect((await send(body, 'x'.repeat(32))).status).toBe(403);
    expect((await send(body, hintSecret, Date.now() - 600_000)).status).toBe(403);
  });
});

it('hints that come by the hundred take a later lane than those of a person', async () => {
  woken = [];
  const ids = Array.from({ length: 200 }, () => crypto.randomUUID());
  const hintsOf = (some: readonly string[]): string =>
    JSON.stringify({ hints: [{ collection: 'companies', ids: some }], incomplete: false });
  await send(hintsOf(ids), hintSecret);
  // A person has edited one of them meanwhile.
  await send(hintsOf(ids.slice(7, 8)), hintSecret);
  expect(woken).toEqual([
    [['hub'], 'reconcile'],
    [['hub'], 'user'],
  ]);
  const rows = await world.db
    .deleteFrom('dirty')
    .where('side', '=', 'hub')
    .returning(['record', 'lane'])
    .execute();
  expect(rows).toHaveLength(ids.length);
  expect(rows.filter(({ lane }) => lanes[lane] === 'user').map(({ record }) => record)).toEqual([
    `companies/${ids[7]}`,
  ]);
});

it('hints of providers and of people keep their lane and their correlation id until they are worked on', async () => {
  woken = [];
  const clients = world.ninja.db.clients.all().filter(({ is_deleted }) => !is_deleted);
  // At once: they are stored together, and each keeps the id of its own call.
  const webhooks = await Promise.all(
    clients.map(async ({ id }) => await post(hook('client-update'), JSON.stringify({ id }), webhookSecret)),
  );
  const item = '0a6f9c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d';
  const body = { hints: [{ collection: 'companies', ids: [item] }], incomplete: false };
  const hint = await send(JSON.stringify(body), hintSecret);
  expect(woken).toEqual([...clients.map(() => [[connection], 'webhook']), [['hub'], 'user']]);
  const seen = new Map<string, unknown>();
  const worker = {
    ...world.worker,
    engine: {
      ...world.worker.engine,
      async converge(rows: Parameters<typeof world.worker.engine.converge>[0]) {
        for (const { side, record } of rows)
          seen.set(record, [currentLane(), currentTrace()?.records?.get(`${side} ${record}`)]);
        return await world.worker.engine.converge(rows);
      },
    },
  };
  await workOff(worker, connection, { lanes: ['webhook'] });
  await workOff(worker, 'hub');
  const correlation = (answer: Response | undefined) => answer?.headers.get('x-correlation-id');
  expect(seen).toEqual(
    new Map<string, unknown>([
      ...clients.map(({ id }, at) => [id, ['webhook', correlation(webhooks[at])]] as const),
      [`companies/${item}`, ['user', correlation(hint)]],
    ]),
  );
});
