import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { HubCollection } from './hub-options.ts';
import { create, present, remove, restore, update } from './testing/requests.ts';
import { type StartedHub, startHub } from './testing/start-hub.ts';

// A real server beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let hub: StartedHub;
beforeAll(async () => {
  hub = await startHub();
  await hub.admin.call('POST', '/collections', {
    collection: 'client_invoices',
    schema: {},
    fields: [
      { field: 'invoice_id', type: 'uuid', schema: { is_primary_key: true } },
      { field: 'company_id', type: 'uuid' },
      { field: 'amount', type: 'decimal', schema: { numeric_precision: 10, numeric_scale: 2 } },
      { field: 'status', type: 'string' },
      { field: 'date_created', type: 'timestamp', meta: { special: ['date-created'] } },
    ],
  });
});
afterAll(async () => await hub.stop());

const invoices: HubCollection = {
  collection: 'client_invoices',
  primaryKey: 'invoice_id',
  fields: { company: 'company_id', gross: 'amount', state: 'status' },
  archive: { field: 'status', archivedValue: 'cancelled', restoredValue: 'draft' },
  dateCreated: 'date_created',
  dateUpdated: null,
};

it('keeps an existing collection under its own names, without a date of updates', async () => {
  const side = hub.another({ collections: { invoices } }).side('invoices');
  const [id, company] = [crypto.randomUUID(), crypto.randomUUID()];
  await side.write([create(id, { company, gross: '107.70', state: 'sent' })]);
  expect(await hub.admin.call('GET', `/items/client_invoices/${id}?fields=company_id,amount,status`)).toEqual(
    {
      company_id: company,
      amount: '107.70',
      status: 'sent',
    },
  );

  const look = async () => present((await side.look([id]))[0]);
  const [updated] = await side.write([update(await look(), { gross: '50.00' })]);
  expect(updated).toMatchObject({
    kind: 'written',
    record: { parts: { '': { fields: { gross: '50.00' } } } },
  });
  await side.write([remove(await look())]);
  expect(await look()).toMatchObject({ live: false, parts: { '': { fields: { state: 'cancelled' } } } });
  await side.write([restore(await look())]);
  expect(await look()).toMatchObject({ live: true, parts: { '': { fields: { state: 'draft' } } } });

  expect(await side.findByFields([{ company, gross: '50' }])).toMatchObject([[{ id }]]);
  expect(await side.list({ cursor: null, lookBack: 0, page: null })).toMatchObject({
    records: [{ id, createdAt: expect.stringMatching(/Z$/) }],
    next: null,
    cursor: null,
  });
  expect(await side.listIds()).toEqual({ ids: [id], complete: true });
});

it('names every mistake of a configuration that does not fit the collection', async () => {
  const wrong: HubCollection = {
    ...invoices,
    primaryKey: 'company_id',
    fields: { gross: 'total' },
    archive: { field: 'status', archivedValue: true, restoredValue: false },
    dateCreated: 'status',
    dateUpdated: 'date_created',
  };
  const other = hub.another({
    collections: { invoices: wrong, ghosts: { ...invoices, collection: 'ghosts' } },
  });
  expect(await other.problems()).toEqual([
    'client_invoices.total does not exist, or may not be read',
    'client_invoices.company_id is not the primary key: name it in primaryKey',
    'client_invoices.status is of type string, and archivedValue is not',
    'client_invoices.status is of type string, which has no time zone: use a timestamp, or null',
    'client_invoices.date_created is not set by Directus itself (special date-updated): set it so, or configure null',
    expect.stringContaining('ghosts does not exist, or may not be read'),
  ]);
});
