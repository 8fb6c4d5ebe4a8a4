import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { sweepAll } from '../schedule/sweep-all.ts';
import { tellOfLongWaits } from '../schedule/tell-of-long-waits.ts';
import { backfill } from './backfill.ts';
import { runWorker } from './run-worker.ts';
import { scanAll } from './scan-all.ts';
import { type ForgetfulGateway, openForgetfulGateway } from './testing/forgetful-gateway.ts';
import { ownerCompany, startWorld, type World } from './testing/start-world.ts';
import { settle } from './work-off.ts';
import { rarely } from './testing/rarely.ts';

// A real Directus beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 });

type Item = Readonly<Record<string, unknown>>;

const often = { ...rarely, scanEvery: 1, sweepEvery: 1 };

let world: World;
let gateway: ForgetfulGateway;
beforeAll(async () => {
  world = await startWorld({
    seed: { clients: 12, invoices: 1, payments: 0, products: 12, expenses: 1 },
    providerGateway: async (url) => (gateway = await openForgetfulGateway(url)),
  });
  await backfill(world.worker);
});
afterAll(async () => await world?.stop());

const find = async (collection: string, filter: Item): Promise<readonly Item[]> => {
  const found = await world.admin.call('SEARCH', `/items/${collection}`, { query: { filter, limit: -1 } });
  return Array.isArray(found) ? found : [];
};
const companyOf = async (id: string): Promise<Item> =>
  (await find('companies', { invoice_ninja_id: { _eq: id } }))[0] ?? {};
const clients = () => world.ninja.db.clients.all().filter((client) => !client.is_deleted);
const converge = async (): Promise<void> => {
  await scanAll(world.worker);
  await settle(world.worker, { patience: 10_000, deadline: 60_000 });
};

it('an edit on both sides of different fields merges', async () => {
  const [client] = clients();
  const id = client?.id ?? '';
  const { id: item } = await companyOf(id);
  world.ninja.person.edit('clients', id, { phone: '+41 44 111 22 33' });
  await world.admin.call('PATCH', `/items/companies/${String(item)}`, { website: 'https://neu.example' });
  await converge();
  const both = { phone: '+41 44 111 22 33', website: 'https://neu.example' };
  expect(await companyOf(id)).toMatchObject(both);
  expect(world.ninja.db.clients.get(id)).toMatchObject(both);
  expect(await world.worker.store.listFindings({ isOpen: true })).toEqual([]);
});

it("an edit on both sides of the same field follows the field's authority, and a finding keeps what lost", async () => {
  const [, client] = clients();
  const id = client?.id ?? '';
  const { id: item } = await companyOf(id);
  world.ninja.person.edit('clients', id, { city: 'Ninjawil' });
  await world.admin.call('PATCH', `/items/companies/${String(item)}`, { city: 'Hubikon' });
  await converge();
  expect(await companyOf(id)).toMatchObject({ city: 'Hubikon' });
  expect(world.ninja.db.clients.get(id)).toMatchObject({ city: 'Hubikon' });
  const findings = await world.worker.store.listFindings({ isOpen: true });
  expect(findings.map(({ finding }) => finding)).toMatchObject([
    { kind: 'conflict', field: 'city', lost: 'Ninjawil', side: 'ninja-acme.clients' },
  ]);
});

it('a record missing from one listing is not deleted', async () => {
  const missing = clients()
    .slice(2, 5)
    .map(({ id }) => id);
  gateway.forget('clients', missing);
  await world.db.updateTable('checkpoints').set({ cursor: null, page: null }).execute();
  await converge();
  await sweepAll(world.worker);
  await settle(world.worker, { patience: 10_000, deadline: 60_000 });
  expect(gateway.lies()).toBeGreaterThan(1);
  const items = await find('companies', { invoice_ninja_id: { _in: missing } });
  expect(items.map(({ archived }) => archived)).toEqual([false, false, false]);
  // The record itself is the judge: it is there, so it is still followed.
  const [id = ''] = missing;
  world.ninja.person.edit('clients', id, { city: 'Immer noch da' });
  await world.worker.store.markDirty([{ side: 'ninja-acme.clients', record: id }]);
  await settle(world.worker, { patience: 10_000, deadline: 60_000 });
  expect(await companyOf(id)).toMatchObject({ city: 'Immer noch da' });
});

it('with the extension absent, creates, edits and deletes in Directus still reach the provider', async () => {
  const running = await runWorker(world.worker, { ...world.running, schedule: often });
  try {
    const id = crypto.randomUUID();
    const sku = `SKU-${id.slice(0, 8)}`;
    const product = (): { product_key: string; notes: string; is_deleted: boolean } | undefined =>
      world.ninja.db.products.all().find(({ product_key }) => product_key === sku);
    const numbers = { price: '12.5', cost: '0', tax_rate: '0' };
    await world.admin.call('POST', '/items/products', { id, sku, ...numbers, owner_company: ownerCompany });
    await vi.waitFor(() => expect(product()).toBeDefined(), { timeout: 60_000, interval: 200 });
    await world.admin.call('PATCH', `/items/products/${id}`, { description: 'neu beschrieben' });
    await vi.waitFor(() => expect(product()?.notes).toBe('neu beschrieben'), {
      timeout: 60_000,
      interval: 200,
    });
    await world.admin.call('DELETE', `/items/products/${id}`);
    await vi.waitFor(() => expect(product()?.is_deleted).toBe(true), { timeout: 60_000, interval: 200 });
  } finally {
    await running.stop();
  }
});

it('a change that the provider dates back is found when everything is read again', async () => {
  const { id, product_key: sku } = world.ninja.db.products.all()[0] ?? { id: '', product_key: '' };
  const description = async (): Promise<unknown> =>
    (await find('products', { sku: { _eq: sku } }))[0]?.['description'];
  world.ninja.db.products.update(id, { notes: 'Unbemerkt' }, { touch: false });
  await converge();
  expect(await description()).not.toBe('Unbemerkt');
  const schedule = { ...rarely, scanEvery: 1, readAllEvery: 1 };
  const running = await runWorker(world.worker, { ...world.running, schedule });
  try {
    const patience = { timeout: 60_000, interval: 200 };
    await vi.waitFor(async () => expect(await description()).toBe('Unbemerkt'), patience);
  } finally {
    await running.stop();
  }
});

it('an invoice that waits for its company is no secret, and follows it; a person of a supplier is no news', async () => {
  gateway.remember();
  const create = async (collection: string, item: Item): Promise<string> => {
    const id = crypto.randomUUID();
    await world.admin.call('POST', `/items/${collection}`, { id, ...item, owner_company: ownerCompany });
    return id;
  };
  const supplier = await create('companies', { name: 'Lieferant AG', type: 'supplier' });
  await create('people', { first_name: 'Lia', email: 'lia@lieferant.example', company: supplier });
  const company = await create('companies', { name: 'Auch Kundin AG', type: 'supplier' });
  await create('client_invoices', { number: 'WARTET-1', company, status: 'draft' });
  await converge();
  const invoices = () => world.ninja.db.invoices.all().filter(({ number }) => number === 'WARTET-1');
  const waiting = async () => await world.worker.store.listFindings({ isOpen: true, kind: 'waiting' });
  expect(invoices()).toEqual([]);
  const since = sql<Date>`now() - interval '25 hours'`;
  await world.db.updateTable('waits').set({ since }).execute();
  const running = await runWorker(world.worker, { ...world.running, schedule: often });
  try {
    await vi.waitFor(async () => expect(await waiting()).not.toEqual([]), { timeout: 60_000, interval: 200 });
  } finally {
    await running.stop();
  }
  expect((await waiting()).map(({ finding }) => finding)).toMatchObject([
    { side: 'ninja-acme.clients', item: { collection: 'companies', id: company } },
  ]);
  await world.admin.call('PATCH', `/items/companies/${company}`, { type: 'both' });
  await converge();
  expect(invoices()).toHaveLength(1);
  await tellOfLongWaits(world.worker, 0);
  expect(await waiting()).toEqual([]);
});
