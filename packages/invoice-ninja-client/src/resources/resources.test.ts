import { manualClock } from '@unified-sync/http-client/testing';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createInvoiceNinjaClient } from '../invoice-ninja-client.ts';
import { createInvoiceNinjaServer } from '../testing/index.ts';

const clock = manualClock();
const { now, sleep } = clock;
const server = createInvoiceNinjaServer({ now });
const msw = setupServer(...server.handlers);
beforeAll(() => msw.listen({ onUnhandledFrame: 'error' }));
afterAll(() => msw.close());
beforeEach(() => clock.advance(60_000));

const { baseUrl, token, db } = server;
const ninja = createInvoiceNinjaClient({ baseUrl, token, now, sleep });
const client_id = db.clients.insert({ name: 'somebody' }).id;

async function count(list: AsyncIterable<unknown>): Promise<number> {
  let rows = 0;
  for await (const _ of list) rows += 1;
  return rows;
}

describe('every kind of record', () => {
  const line_items = [{ product_key: 'a', cost: 10, quantity: 3 }];

  it('creates, gets, changes, archives, restores, deletes and lists clients', async () => {
    const { id } = await ninja.clients.create({
      name: 'Ada',
      vat_number: 'DE1',
      settings: { currency_id: '3' },
    });
    expect((await ninja.clients.update(id, { city: 'Bern' })).city).toBe('Bern');
    expect((await ninja.clients.archive(id)).archived_at).toBeGreaterThan(0);
    expect((await ninja.clients.restore(id)).archived_at).toBe(0);
    await ninja.clients.delete(id);
    expect((await ninja.clients.get(id)).is_deleted).toBe(true);
    expect(await count(ninja.clients.list({ filters: { name: 'Ada' } }))).toBe(1);
  });

  it('does so with invoices', async () => {
    const invoice = await ninja.invoices.create(
      { client_id, number: 'I-1', line_items },
      { trigger: 'mark_sent' },
    );
    expect(invoice).toMatchObject({ amount: 30, balance: 30, status_id: '2', number: 'I-1' });
    expect((await ninja.invoices.update(invoice.id, { po_number: '7' })).po_number).toBe('7');
    const { client } = await ninja.invoices.get(invoice.id, { include: ['client'] });
    expect(client?.id).toBe(client_id);
    expect(await count(ninja.invoices.list({ filters: { number: 'I-1' } }))).toBe(1);
  });

  it('does so with expenses and products', async () => {
    const expense = await ninja.expenses.create({ amount: 12.5, number: 'E-1', client_id });
    expect((await ninja.expenses.update(expense.id, { public_notes: 'x' })).public_notes).toBe('x');
    expect(await count(ninja.expenses.list({ filters: { number: 'E-1' } }))).toBe(1);
    const product = await ninja.products.create({ product_key: 'nail', price: 0.1 });
    expect((await ninja.products.update(product.id, { price: 0.2 })).price).toBe(0.2);
    expect(await count(ninja.products.list({ filters: { product_key: 'nail' } }))).toBe(1);
  });

  it('does so with vendors, projects and tasks', async () => {
    const vendor = await ninja.vendors.create({ name: 'v', currency_id: '1' });
    expect((await ninja.vendors.update(vendor.id, { name: 'w' })).name).toBe('w');
    const project = await ninja.projects.create({ name: 'p', client_id });
    expect((await ninja.projects.update(project.id, { task_rate: 90 })).task_rate).toBe(90);
    const task = await ninja.tasks.create({ description: 't', project_id: project.id });
    expect((await ninja.tasks.archive(task.id)).archived_at).toBeGreaterThan(0);
    expect(await count(ninja.tasks.list())).toBe(1);
  });

  it('approves quotes and makes invoices of them', async () => {
    const { id } = await ninja.quotes.create({ client_id, line_items });
    expect((await ninja.quotes.markSent(id)).status_id).toBe('2');
    expect((await ninja.quotes.approve(id)).status_id).toBe('3');
    const { invoice_id } = await ninja.quotes.convertToInvoice(id);
    expect((await ninja.invoices.get(invoice_id)).amount).toBe(30);
  });

  it('sends credits', async () => {
    const { id } = await ninja.credits.create({ client_id, line_items });
    expect((await ninja.credits.markSent(id)).status_id).toBe('2');
    expect(await count(ninja.credits.list({ filters: { client_status: 'sent' } }))).toBe(1);
  });

  it('starts and stops recurring invoices', async () => {
    const { id } = await ninja.recurringInvoices.create({ client_id, frequency_id: '5', line_items });
    expect((await ninja.recurringInvoices.start(id)).status_id).toBe('2');
    expect((await ninja.recurringInvoices.stop(id)).status_id).toBe('3');
    expect(await count(ninja.recurringInvoices.list())).toBe(1);
  });

  it('embeds invoices and clients in payments', async () => {
    const { id: invoice_id } = await ninja.invoices.create({ client_id, line_items });
    const { id } = await ninja.payments.create({ client_id, invoices: [{ invoice_id, amount: 30 }] });
    const payment = await ninja.payments.get(id, { include: ['client', 'invoices'] });
    expect(payment.client?.id).toBe(client_id);
    expect(payment.invoices?.map((invoice) => invoice.status_id)).toEqual(['4']);
    expect(payment.paymentables).toMatchObject([{ invoice_id, amount: 30 }]);
  });
});

describe('the account', () => {
  it('tells whom the token belongs to', async () => {
    expect(await ninja.ping()).toEqual({ company_name: expect.any(String), user_name: expect.any(String) });
    const company = await ninja.company.current();
    expect(company.settings.currency_id).toBe('1');
  });

  it('gives the tables behind the ids', async () => {
    const { currencies } = await ninja.statics();
    expect(currencies.find(({ code }) => code === 'EUR')).toMatchObject({ precision: 2 });
  });

  it('reaches what it has no method for', async () => {
    const response = await ninja.http.raw('GET', '/companies');
    expect(response.status).toBe(200);
  });
});

describe('the root of the host', () => {
  it.each([baseUrl, `${baseUrl}/`, `${baseUrl}/api/v1`, `${baseUrl}/api/v1/`, ` ${baseUrl} `])(
    'may be written as "%s"',
    async (written) => {
      const other = createInvoiceNinjaClient({ baseUrl: written, token });
      expect(await other.ping()).toHaveProperty('company_name');
    },
  );

  it.each(['', 'invoicing.co', 'https://a:b@invoicing.co'])('may not be "%s"', (wrong) => {
    expect(() => createInvoiceNinjaClient({ baseUrl: wrong, token })).toThrow('baseUrl');
  });
});

it.each(['', ' ', 'two words'])('refuses the token "%s"', (wrong) => {
  expect(() => createInvoiceNinjaClient({ baseUrl, token: wrong })).toThrow('token');
});
