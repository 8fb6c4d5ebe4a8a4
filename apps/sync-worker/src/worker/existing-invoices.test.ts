import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { backfill } from './backfill.ts';
import { scanAll } from './scan-all.ts';
import { ownerCompany, startWorld, type World } from './testing/start-world.ts';
import { settle } from './work-off.ts';

// A real Directus beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 });

type Item = Readonly<Record<string, unknown>>;

/** What was in this Directus long before the sync came. */
const oldCompany = { id: crypto.randomUUID(), name: 'Alte Kundin AG' };
const old: readonly Item[] = [
  { id: crypto.randomUUID(), company_id: oldCompany.id, amount: '1250.5000', status: 'paid' },
  { id: crypto.randomUUID(), company_id: oldCompany.id, amount: '99.9500', status: 'sent' },
];

let world: World;
let seeded: readonly number[];
beforeAll(async () => {
  world = await startWorld({
    seed: { clients: 10, invoices: 25, payments: 10, products: 2, expenses: 1 },
    names: { client_invoices: { fields: { company: 'company_id', gross: 'amount' } } },
    async existing(admin) {
      await admin.call('POST', '/collections', {
        collection: 'companies',
        schema: {},
        meta: {},
        fields: [
          { field: 'id', type: 'uuid', schema: { is_primary_key: true } },
          { field: 'name', type: 'string' },
        ],
      });
      await admin.call('POST', '/items/companies', oldCompany);
      await admin.call('POST', '/collections', {
        collection: 'client_invoices',
        schema: {},
        meta: { icon: 'receipt', note: 'ours' },
        fields: [
          { field: 'id', type: 'uuid', schema: { is_primary_key: true } },
          { field: 'company_id', type: 'uuid' },
          { field: 'amount', type: 'decimal', schema: { numeric_precision: 19, numeric_scale: 4 } },
          { field: 'status', type: 'string' },
          { field: 'date_created', type: 'timestamp', meta: { special: ['date-created'] } },
        ],
      });
      await admin.call('POST', '/items/client_invoices', old);
    },
  });
  seeded = [world.ninja.db.clients.all().length, world.ninja.db.invoices.all().length];
  await backfill(world.worker);
});
afterAll(async () => await world?.stop());

const find = async (collection: string, filter: Item): Promise<readonly Item[]> => {
  const found = await world.admin.call('SEARCH', `/items/${collection}`, { query: { filter, limit: -1 } });
  return Array.isArray(found) ? found : [];
};
const converge = async (): Promise<void> => {
  await scanAll(world.worker);
  await settle(world.worker, { patience: 10_000, deadline: 60_000 });
};

describe('an existing client_invoices with company_id and amount', () => {
  it('keeps its own invoices, its note and its icon as they were', async () => {
    for (const { id, company_id, amount, status } of old)
      expect(await find('client_invoices', { id: { _eq: id } })).toMatchObject([
        { company_id, amount, status, invoice_ninja_id: null },
      ]);
    expect(await world.admin.call('GET', '/collections/client_invoices')).toMatchObject({
      meta: { icon: 'receipt', note: 'ours' },
    });
    expect(await find('companies', { id: { _eq: oldCompany.id } })).toMatchObject([oldCompany]);
    // Nobody made invoices of them at the provider.
    expect([world.ninja.db.clients.all().length, world.ninja.db.invoices.all().length]).toEqual(seeded);
  });

  it('gets the invoices of the provider under its own names, to the cent', async () => {
    const companies = new Map((await find('companies', {})).map((item) => [item['id'], item]));
    const live = world.ninja.db.invoices.all().filter(({ is_deleted }) => !is_deleted);
    expect(live.length).toBeGreaterThan(20);
    for (const invoice of live) {
      const [item] = await find('client_invoices', { invoice_ninja_id: { _eq: invoice.id } });
      expect(Number(item?.['amount'])).toBe(invoice.amount);
      expect(companies.get(item?.['company_id'])?.['invoice_ninja_id']).toBe(invoice.client_id);
      expect(item).not.toHaveProperty('gross');
    }
  });

  it('brings a payment to it, and an edit of a draft from it', async () => {
    const open = world.ninja.db.invoices
      .all()
      .find(({ status_id, is_deleted }) => status_id === '2' && !is_deleted);
    world.ninja.person.pay(open?.id ?? '');
    await converge();
    expect(await find('client_invoices', { invoice_ninja_id: { _eq: open?.id } })).toMatchObject([
      { status: 'paid', balance: '0.0000' },
    ]);

    const [company] = await find('companies', {
      invoice_ninja_id: { _nnull: true },
      archived: { _eq: false },
    });
    const id = crypto.randomUUID();
    const line = {
      product: 'CONS',
      description: 'Beratung',
      quantity: '2',
      unit_price: '50',
      discount: '',
      tax_rate: null,
    };
    await world.admin.call('POST', '/items/client_invoices', {
      id,
      company_id: company?.['id'],
      status: 'draft',
      po_number: 'B 17',
      lines: [{ ...line, line_total: '100' }],
      owner_company: ownerCompany,
    });
    await converge();
    const made = world.ninja.db.invoices.all().filter(({ po_number }) => po_number === 'B 17');
    expect(made).toMatchObject([{ status_id: '1', amount: 100, client_id: company?.['invoice_ninja_id'] }]);
    expect(await find('client_invoices', { id: { _eq: id } })).toMatchObject([
      { amount: '100.0000', invoice_ninja_id: made[0]?.id, status: 'draft' },
    ]);
    expect(await world.worker.store.listFindings({ isOpen: true })).toEqual([]);
  });
});
