import { startTestDirectus, type TestDirectus } from '@unified-sync/directus-server/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { applySchema } from './apply-schema.ts';
import { readCurrentSchema, type RequestSchema } from './plan/current-schema.ts';
import { planSchema } from './plan/plan-schema.ts';
import { wantedIndexes } from './wanted-indexes.ts';
import { wantedSchema } from './wanted-schema.ts';

// A real server beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

interface Call {
  method: string;
  path: string;
  body?: unknown;
}

const ownerId = '5f0c1a52-0a6e-5b1c-9a53-6f0a86d7a001';

let directus: TestDirectus;
const calls: Call[] = [];

/** Calls the real Directus as an administrator; gives `data`, rejects for anything but a success. */
async function call({ method, path, body }: Call): Promise<unknown> {
  calls.push({ method, path, body });
  const headers = { authorization: `Bearer ${directus.adminToken}`, 'content-type': 'application/json' };
  const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
  const response = await fetch(directus.url + path, init);
  const answer: unknown = response.status === 204 ? {} : await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
  return typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : undefined;
}
const request: RequestSchema = call;

const post = async (invoice: object): Promise<unknown> =>
  await call({
    method: 'POST',
    path: '/items/client_invoices',
    body: { ...invoice, owner_company: ownerId },
  });

const start = async (): Promise<void> => {
  // The cache keeps what it has answered: the plan must not be made from it.
  directus = await startTestDirectus({ env: { CACHE_AUTO_PURGE: 'false' } });
  calls.length = 0;
};
const stop = async (): Promise<void> => await directus.stop();

describe('applySchema, on an empty Directus', () => {
  beforeAll(start);
  afterAll(stop);

  it('creates all collections, fields and relations', async () => {
    const done = await applySchema({ request });
    expect([done.collections.length, done.fields.length]).toEqual([wantedSchema().collections.length, 0]);
    const current = await readCurrentSchema(request);
    const names = current.collections.map(({ collection }) => collection);
    expect(names).toEqual(
      expect.arrayContaining(wantedSchema().collections.map(({ collection }) => collection)),
    );
  });

  it('finds nothing to do the second time, and writes nothing', async () => {
    const current = await readCurrentSchema(request);
    const plan = planSchema(current, wantedSchema());
    expect(plan).toEqual({ collections: [], fields: [], relations: [], conflicts: [] });
    calls.length = 0;
    await applySchema({ request });
    expect(calls.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('gives collections that hold what their types say, digit for digit', async () => {
    const owner = { id: ownerId, code: 'acme', name: 'Acme SA' };
    await call({ method: 'POST', path: '/items/owner_companies', body: owner });
    const id = '5f0c1a52-0a6e-5b1c-9a53-6f0a86d7a002';
    const invoice = {
      id,
      number: 'R-0001',
      status: 'sent',
      gross: '999999999999999.9999',
      currency: 'CHF',
      due_date: '2026-12-31',
      lines: [{ product: 'P1', quantity: '0.33333333', unit_price: '19.95', line_total: '6.65' }],
      owner_company: owner.id,
    };
    await call({ method: 'POST', path: '/items/client_invoices', body: invoice });
    const product = { id, sku: 'P1', price: '1234567890123456.12345678', archived: null };
    await call({ method: 'POST', path: '/items/products', body: product });
    expect(await call({ method: 'GET', path: `/items/client_invoices/${id}` })).toMatchObject({
      ...invoice,
      archived: false,
      company: null,
      paid: null,
      date_created: expect.stringMatching(/Z$/),
      date_updated: null,
    });
    expect(await call({ method: 'GET', path: `/items/products/${id}` })).toMatchObject(product);
  });

  it('lets nobody delete what others refer to', async () => {
    const path = `/items/owner_companies/${ownerId}`;
    await expect(call({ method: 'DELETE', path })).rejects.toThrow(/400|409|500/);
  });

  it('takes the indexes, twice, and then one live invoice a number and owner company', async () => {
    const client = new Client({ connectionString: directus.databaseUrl });
    await client.connect();
    try {
      for (const { sql } of [...wantedIndexes(), ...wantedIndexes()]) await client.query(sql);
    } finally {
      await client.end();
    }
    await expect(post({ number: 'R-0001' })).rejects.toThrow('RECORD_NOT_UNIQUE');
    await post({ number: 'R-0001', archived: true });
    await post({ number: null });
    await post({ number: null });
  });

  it('hides archived items from people, and shows labels in their language', async () => {
    const meta = await call({ method: 'GET', path: '/collections/client_invoices' });
    expect(meta).toMatchObject({
      meta: {
        archive_field: 'archived',
        archive_app_filter: true,
        display_template: '{{number}} {{gross}} {{currency}}',
        translations: expect.arrayContaining([{ language: 'fr-CH', translation: 'Factures clients' }]),
      },
    });
  });
});

describe("applySchema, on a Directus with client_invoices of its user's own", () => {
  const wanted = wantedSchema({
    names: { client_invoices: { fields: { gross: 'amount', company: 'company_id' } } },
  });
  const own = {
    id: 'd1b2c3d4-0000-4000-8000-000000000001',
    amount: '1250.50000',
    status: 'draft',
    internal_note: 'keep me',
  };

  beforeAll(async () => {
    await start();
    const key = { field: 'id', type: 'uuid', schema: { is_primary_key: true }, meta: { special: ['uuid'] } };
    const text = { type: 'string', schema: {}, meta: {} };
    const created = {
      field: 'date_created',
      type: 'timestamp',
      schema: {},
      meta: { special: ['date-created'] },
    };
    // Without precision, as the app itself makes a decimal.
    const amount = { field: 'amount', type: 'decimal', schema: {}, meta: { note: 'mine' } };
    const fields = [
      key,
      { field: 'company_id', type: 'uuid', schema: {}, meta: {} },
      amount,
      { field: 'status', ...text },
      { field: 'internal_note', ...text },
      created,
    ];
    const meta = { icon: 'star', accountability: 'activity' };
    await call({
      method: 'POST',
      path: '/collections',
      body: { collection: 'client_invoices', schema: {}, meta, fields },
    });
    await call({ method: 'POST', path: '/items/client_invoices', body: own });
  });
  afterAll(stop);

  it('names what does not fit, and changes nothing', async () => {
    calls.length = 0;
    await expect(applySchema({ request, wanted })).rejects.toThrow(
      '- client_invoices.amount: expected decimal(19,4), found decimal(10,5)\n',
    );
    expect(calls.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('adds what is missing, once that is accepted, and keeps the rest as it was', async () => {
    const before = await call({ method: 'GET', path: '/collections/client_invoices?search=1' });
    const done = await applySchema({ request, wanted, accept: ['client_invoices.amount'] });
    const added = done.fields.map(({ field }) => field.field);
    expect(added).toEqual(expect.arrayContaining(['number', 'balance', 'lines', 'owner_company']));
    expect(added).not.toEqual(expect.arrayContaining(['amount', 'gross', 'company', 'company_id', 'status']));
    expect(await call({ method: 'GET', path: '/collections/client_invoices?search=2' })).toEqual(before);
    expect(await call({ method: 'GET', path: '/fields/client_invoices/amount?search=3' })).toMatchObject({
      schema: { numeric_precision: 10, numeric_scale: 5 },
      meta: { note: 'mine' },
    });
    expect(await call({ method: 'GET', path: `/items/client_invoices/${own.id}` })).toMatchObject({
      ...own,
      number: null,
    });
  });

  it('finds nothing to do the second time', async () => {
    const plan = planSchema(await readCurrentSchema(request), wanted);
    expect([plan.collections, plan.fields, plan.relations]).toEqual([[], [], []]);
  });

  it('finishes what was cut short', async () => {
    await call({ method: 'DELETE', path: '/relations/client_invoices/pdf' });
    await call({ method: 'DELETE', path: '/fields/client_invoices/lines' });
    const done = await applySchema({ request, wanted, accept: ['client_invoices.amount'] });
    expect([done.fields.map(({ field }) => field.field), done.relations.map(({ field }) => field)]).toEqual([
      ['lines'],
      ['pdf'],
    ]);
  });
});

describe('applySchema, where a reference of its user holds ids of nobody', () => {
  beforeAll(start);
  afterAll(stop);

  it('says which field, and is finished by the next run once that is mended', async () => {
    const key = { field: 'id', type: 'uuid', schema: { is_primary_key: true } };
    const fields = [key, { field: 'company', type: 'uuid' }];
    await call({
      method: 'POST',
      path: '/collections',
      body: { collection: 'client_invoices', schema: {}, meta: {}, fields },
    });
    const item = { id: crypto.randomUUID(), company: crypto.randomUUID() };
    await call({ method: 'POST', path: '/items/client_invoices', body: item });
    await expect(applySchema({ request })).rejects.toThrow(
      'client_invoices.company cannot refer to companies: it holds ids that companies does not have',
    );
    await call({ method: 'PATCH', path: `/items/client_invoices/${item.id}`, body: { company: null } });
    const { relations } = await applySchema({ request });
    expect(relations).toContainEqual(
      expect.objectContaining({ collection: 'client_invoices', field: 'company' }),
    );
    expect(await applySchema({ request })).toMatchObject({ collections: [], fields: [], relations: [] });
  });
});
