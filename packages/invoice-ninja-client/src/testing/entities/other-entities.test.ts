import { describe, expect, it } from 'vitest';
import { callApi, recordIn } from '../call-api.ts';
import { createInvoiceNinjaServer } from '../invoice-ninja-server.ts';

const line_items = [{ quantity: 1, cost: 100, product_key: 'A' }];

describe('a task', () => {
  it('takes its log as text or as lists, and shows it as text', async () => {
    const server = createInvoiceNinjaServer();
    const log = [[1_700_000_000, 1_700_003_600, 'Beratung', true]];
    for (const time_log of [log, JSON.stringify(log)]) {
      const task = recordIn('tasks', await callApi(server, 'POST tasks', { body: { time_log } }));
      expect(task).toMatchObject({
        time_log: JSON.stringify(log),
        duration: 3600,
        is_running: false,
        status_order: null,
      });
    }
    expect((await callApi(server, 'POST tasks', { body: { time_log: 'soon' } })).status).toBe(422);
  });

  it('shows its project and moves the updated_at of it', async () => {
    let time = Date.UTC(2026, 0, 1);
    const server = createInvoiceNinjaServer({ now: () => time });
    const project = server.person.create('projects', { name: 'Umbau' });
    time += 60_000;
    const task = await callApi(server, 'POST tasks', { body: { project_id: project.id } });
    expect(task.body).toMatchObject({ data: { project: { name: 'Umbau' } } });
    expect(server.db.projects.get(project.id)?.updated_at).toBe(time / 1000);
  });

  it.each(['tasks', 'projects', 'vendors'] as const)(
    'of %s an unknown bulk action is a 500',
    async (entity) => {
      const server = createInvoiceNinjaServer();
      const { id } = server.db[entity].insert({});
      expect(
        (await callApi(server, `POST ${entity}/bulk`, { body: { action: 'explode', ids: [id] } })).status,
      ).toBe(500);
    },
  );
});

describe('a quote', () => {
  it('is sent, approved and made an invoice once', async () => {
    const server = createInvoiceNinjaServer();
    const { id: client_id } = server.db.clients.insert({});
    const { id } = server.person.create('quotes', { client_id, line_items });
    const act = async (action: string): Promise<string> =>
      recordIn('quotes', await callApi(server, `GET quotes/${id}/${action}`)).status_id;
    expect(await act('mark_sent')).toBe('2');
    expect(await act('approve')).toBe('3');
    expect(await act('convert_to_invoice')).toBe('4');
    await act('convert_to_invoice');
    expect(server.db.invoices.all()).toMatchObject([{ amount: 100, status_id: '1', entity_type: 'invoice' }]);
    expect(server.db.quotes.get(id)?.invoice_id).toBe(server.db.invoices.all()[0]?.id);
  });
});

describe('a credit', () => {
  it('is the client’s once it was sent, and used up by mark_paid', () => {
    const server = createInvoiceNinjaServer();
    const { id: client_id } = server.db.clients.insert({});
    const { id } = server.person.create('credits', { client_id, line_items });
    server.person.bulk('credits', 'mark_sent', [id]);
    expect(server.db.clients.get(client_id)?.credit_balance).toBe(100);
    server.person.bulk('credits', 'mark_paid', [id]);
    expect(server.db.credits.get(id)).toMatchObject({ status_id: '4', balance: 0 });
    expect(server.db.clients.get(client_id)?.credit_balance).toBe(0);
  });
});

describe('a recurring invoice', () => {
  it('starts, stops, sends and changes its prices', () => {
    const server = createInvoiceNinjaServer();
    const { id: client_id } = server.db.clients.insert({});
    server.db.products.insert({ product_key: 'A', price: 120 });
    const { id } = server.person.create('recurring_invoices', {
      client_id,
      line_items,
      next_send_date: '2026-02-01',
      frequency_id: 5,
    });
    const act = (action: string, values = {}): unknown => {
      server.person.bulk('recurring_invoices', action, [id], values);
      return server.db.recurring_invoices.get(id);
    };
    expect(act('start')).toMatchObject({
      status_id: '2',
      frequency_id: '5',
      next_send_datetime: '2026-02-01 06:00:00',
    });
    expect(act('stop')).toMatchObject({ status_id: '3' });
    expect(act('increase_prices', { percentage_increase: 10 })).toMatchObject({ amount: 110 });
    expect(act('update_prices')).toMatchObject({ amount: 120 });
    act('send_now');
    expect(server.db.invoices.all()).toMatchObject([{ recurring_id: id, amount: 120 }]);
  });

  it('shows its dates when asked for them', async () => {
    const server = createInvoiceNinjaServer();
    const { id: client_id } = server.db.clients.insert({});
    const { id } = server.db.recurring_invoices.insert({
      client_id,
      next_send_date: '2026-02-01',
      remaining_cycles: 2,
    });
    const dates = async (query: string): Promise<unknown> =>
      recordIn('recurring_invoices', await callApi(server, `GET recurring_invoices/${id}${query}`))
        .recurring_dates;
    expect(await dates('')).toEqual([]);
    expect(await dates('?show_dates=true')).toHaveLength(2);
  });
});

describe('an expense and a vendor', () => {
  it('are numbered, and an expense has the currency of the company and today’s date', async () => {
    const server = createInvoiceNinjaServer({
      now: () => Date.UTC(2026, 0, 15),
      company: { settings: { currency_id: '17' } },
    });
    const expense = recordIn(
      'expenses',
      await callApi(server, 'POST expenses', { body: { amount: '12.50' } }),
    );
    expect(expense).toMatchObject({
      number: '0001',
      amount: 12.5,
      currency_id: '17',
      date: '2026-01-15',
      expense_currency_id: '',
    });
    expect(expense).not.toHaveProperty('status_id');
    const vendor = recordIn('vendors', await callApi(server, 'POST vendors', { body: { name: 'Öl AG' } }));
    expect(vendor).toMatchObject({ number: '0001', display_name: 'Öl AG', contacts: [{ is_primary: true }] });
  });

  it('can be categorised in bulk', () => {
    const server = createInvoiceNinjaServer();
    const { id } = server.db.expenses.insert({ amount: 1 });
    server.person.bulk('expenses', 'bulk_categorize', [id], { category_id: 'gbBN7MFufL' });
    expect(server.db.expenses.get(id)?.category_id).toBe('gbBN7MFufL');
  });
});

describe('the account', () => {
  it('answers ping, statics and companies', async () => {
    const server = createInvoiceNinjaServer({ company: { name: 'Acme', settings: { currency_id: '17' } } });
    expect((await callApi(server, 'GET ping')).body).toMatchObject({ company_name: 'Acme' });
    expect((await callApi(server, 'GET statics')).body).toMatchObject({
      currencies: expect.arrayContaining([expect.objectContaining({ id: '17', code: 'CHF' })]),
    });
    const current = { id: server.company.id, settings: { name: 'Acme', currency_id: '17' } };
    expect((await callApi(server, 'GET companies')).body).toMatchObject({ data: [current] });
    expect((await callApi(server, 'POST companies/current')).body).toMatchObject({ data: current });
    expect((await callApi(server, `GET companies/${server.company.id}`)).body).toMatchObject({
      data: current,
    });
    const other = server.addCompany({ token: 'other' });
    expect((await callApi(server, `GET companies/${other.id}`)).status).toBe(401);
  });
});
