import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { backfill } from './backfill.ts';
import { scanAll } from './scan-all.ts';
import { ownerCompany, startWorld, type World } from './testing/start-world.ts';
import { settle } from './work-off.ts';

// A real Directus beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 });

const size = { clients: 50, invoices: 100, payments: 60, products: 20, expenses: 20 };

let world: World;
beforeAll(async () => {
  world = await startWorld({ seed: size });
});
afterAll(async () => await world?.stop());

const items = async (collection: string, query = ''): Promise<ReadonlyArray<Record<string, unknown>>> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a list is what Directus answers here
  (await world.admin.call('GET', `/items/${collection}?limit=-1&t=${Date.now()}${query}`)) as Array<
    Record<string, unknown>
  >;

const findings = async (): Promise<string[]> =>
  (await world.worker.store.listFindings({ isOpen: true })).map(
    ({ finding }) => `${finding.kind}: ${finding.message}`,
  );

const live = <Row extends { is_deleted: boolean }>(rows: readonly Row[]): readonly Row[] =>
  rows.filter((row) => !row.is_deleted);

it('brings a company of the provider to Directus', async () => {
  const { db } = world.ninja;
  const result = await backfill(world.worker);
  expect(result.complete).toBe(true);
  const found = await Promise.all(
    ['companies', 'products', 'client_invoices', 'payments', 'expenses'].map(
      async (name) => (await items(name)).length,
    ),
  );
  const there = [db.clients, db.products, db.invoices, db.payments, db.expenses];
  expect(found).toEqual(there.map((rows) => live<{ is_deleted: boolean }>(rows.all()).length));
  expect(await findings()).toEqual([]);
});

it('brings the amounts to the cent, with their currency and their client', async () => {
  const { db } = world.ninja;
  const byId = new Map((await items('client_invoices')).map((item) => [item['invoice_ninja_id'], item]));
  const companies = new Map((await items('companies')).map((item) => [item['id'], item]));
  for (const invoice of live(db.invoices.all())) {
    const item = byId.get(invoice.id);
    expect([item?.['gross'], item?.['balance']].map(Number)).toEqual(
      [invoice.amount, invoice.balance].map(Number),
    );
    expect(item?.['currency']).toMatch(/^[A-Z]{3}$/);
    expect(companies.get(item?.['company'])?.['invoice_ninja_id']).toBe(invoice.client_id);
  }
});

it('writes nothing in a second full pass', async () => {
  const before = world.providerWrites();
  const revisions = await countRevisions();
  await world.db.updateTable('checkpoints').set({ cursor: null, page: null }).execute();
  await scanAll(world.worker);
  expect(await settle(world.worker, { patience: 10_000, deadline: 60_000 })).toBe(true);
  expect(world.providerWrites()).toBe(before);
  expect(await countRevisions()).toBe(revisions);
});

it('brings a company that was edited in Directus to the provider', async () => {
  const [company] = await items('companies', '&filter[invoice_ninja_id][_nnull]=true');
  await world.admin.call('PATCH', `/items/companies/${String(company?.['id'])}`, { city: 'Zürich-Ost' });
  await scanAll(world.worker, { listings: ['hub.companies'] });
  await settle(world.worker, { patience: 10_000, deadline: 60_000 });
  const client = world.ninja.db.clients.get(String(company?.['invoice_ninja_id']));
  expect(client?.city).toBe('Zürich-Ost');
});

it('brings an invoice that was paid at the provider to Directus', async () => {
  const open = live(world.ninja.db.invoices.all()).find(({ status_id }) => status_id === '2');
  const id = open?.id ?? '';
  world.ninja.person.pay(id);
  await scanAll(world.worker);
  await settle(world.worker, { patience: 10_000, deadline: 60_000 });
  const [item] = await items('client_invoices', `&filter[invoice_ninja_id][_eq]=${id}`);
  expect(item).toMatchObject({ status: 'paid', balance: '0.0000' });
});

it('makes a client of a company that was created in Directus, once', async () => {
  const id = crypto.randomUUID();
  await world.admin.call('POST', '/items/companies', {
    id,
    name: 'Neue Firma AG',
    type: 'client',
    owner_company: ownerCompany,
  });
  await scanAll(world.worker);
  await settle(world.worker, { patience: 10_000, deadline: 60_000 });
  const made = world.ninja.db.clients.all().filter(({ name }) => name === 'Neue Firma AG');
  expect(made).toHaveLength(1);
  expect(await items('companies', `&filter[id][_eq]=${id}`)).toMatchObject([
    { invoice_ninja_id: made[0]?.id },
  ]);
  expect(await findings()).toEqual([]);
});

// Directus answers GET from its cache; this count is asked for past it.
async function countRevisions(): Promise<number> {
  const rows = await world.admin.call('SEARCH', '/revisions', { query: { limit: -1, fields: ['id'] } });
  return Array.isArray(rows) ? rows.length : -1;
}
