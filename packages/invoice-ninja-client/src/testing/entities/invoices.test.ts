import { describe, expect, it } from 'vitest';
import { callApi, recordIn, recordsIn } from '../call-api.ts';
import { createInvoiceNinjaServer, type InvoiceNinjaServer } from '../invoice-ninja-server.ts';
import type { RecordOf } from '../records/entity-data.ts';

type Invoice = RecordOf<'invoices'>;
interface Scene {
  server: InvoiceNinjaServer;
  client_id: string;
  create: (values?: object, query?: string) => Promise<Invoice>;
  put: (id: string, values: object, query?: string) => Promise<Invoice>;
  stored: (id: string) => Invoice | undefined;
  balance: () => number | undefined;
}

/** A server with one client; the clock moves two seconds per request, past the guard against double clicks. */
function scene(options: Parameters<typeof createInvoiceNinjaServer>[0] = {}): Scene {
  let time = Date.UTC(2026, 0, 15);
  const server = createInvoiceNinjaServer({ now: () => (time += 2000), ...options });
  const { id: client_id } = server.db.clients.insert({ name: 'Müller', settings: { payment_terms: '10' } });
  const line_items = [{ quantity: 2, cost: 50 }];
  return {
    server,
    client_id,
    create: async (values = {}, query = '') =>
      recordIn(
        'invoices',
        await callApi(server, `POST invoices${query}`, { body: { client_id, line_items, ...values } }),
      ),
    put: async (id, values, query = '') =>
      recordIn('invoices', await callApi(server, `PUT invoices/${id}${query}`, { body: values })),
    stored: (id) => server.db.invoices.get(id),
    balance: () => server.db.clients.get(client_id)?.balance,
  };
}

describe('a new invoice', () => {
  it('is a numbered draft of today that nobody owes', async () => {
    const { create, balance } = scene();
    const invoice = await create();
    expect(invoice).toMatchObject({
      status_id: '1',
      number: '0001',
      amount: 100,
      balance: 0,
      date: '2026-01-15',
      due_date: '',
    });
    expect(invoice.invitations).toHaveLength(1);
    expect(balance()).toBe(0);
  });

  it('may wait for its number until it is sent', async () => {
    const { server, create } = scene({ company: { settings: { counter_number_applied: 'when_sent' } } });
    const { id, number } = await create();
    expect(number).toBe('');
    server.person.bulk('invoices', 'mark_sent', [id]);
    expect(server.db.invoices.get(id)?.number).toBe('0001');
  });

  it('ignores amount, balance and status', async () => {
    const { create } = scene();
    expect(await create({ amount: 1, balance: 1, status_id: '4', paid_to_date: 5 })).toMatchObject({
      amount: 100,
      balance: 0,
      status_id: '1',
      paid_to_date: 0,
    });
  });

  it.each([
    ['?mark_sent=true', { status_id: '2', balance: 100, due_date: '2026-01-25' }],
    ['?paid=true', { status_id: '4', balance: 0, paid_to_date: 100 }],
    ['?amount_paid=30', { status_id: '3', balance: 70, paid_to_date: 30 }],
    ['?amount_paid=150', { status_id: '4', balance: 0, paid_to_date: 100 }],
    ['?mark_sent=true&cancel=true', { status_id: '5', balance: 0 }],
    ['?send_email=true', { status_id: '2', last_sent_date: '2026-01-15' }],
  ])('with %s is answered as it is afterwards', async (query, expected) => {
    expect(await scene().create({}, query)).toMatchObject(expected);
  });

  it('of a deleted client is refused', async () => {
    const { server, client_id } = scene();
    server.person.remove('clients', client_id);
    expect((await callApi(server, 'POST invoices', { body: { client_id } })).body).toMatchObject({
      errors: { client_id: ['The selected client id is invalid.'] },
    });
  });
});

describe('an update of an invoice', () => {
  it('is answered as it was before the actions that come along', async () => {
    const { create, put, stored } = scene();
    const { id } = await create();
    expect(await put(id, { po_number: 'A' }, '?mark_sent=true')).toMatchObject({
      po_number: 'A',
      status_id: '1',
    });
    expect(stored(id)).toMatchObject({ po_number: 'A', status_id: '2' });
  });

  it('keeps what was paid, and moves the client by the difference', async () => {
    const { create, put, stored, balance } = scene();
    const { id } = await create({}, '?amount_paid=30');
    expect(balance()).toBe(70);
    await put(id, { line_items: [{ quantity: 1, cost: 50 }] });
    expect(stored(id)).toMatchObject({ amount: 50, balance: 20, status_id: '3' });
    expect(balance()).toBe(20);
    await put(id, { line_items: [{ quantity: 1, cost: 30 }] });
    expect(stored(id)).toMatchObject({ amount: 30, balance: 0, status_id: '4' });
  });

  it('never moves an invoice to another client', async () => {
    const { server, client_id, create, put } = scene();
    const { id } = await create();
    const other = server.db.clients.insert({});
    expect((await put(id, { client_id: other.id })).client_id).toBe(client_id);
  });

  it('replaces the lines as a whole, and drops invitations that it does not list', async () => {
    const { create, put } = scene();
    const { id, invitations } = await create();
    expect((await put(id, { line_items: [{ quantity: 1, cost: 7 }] })).line_items).toHaveLength(1);
    expect((await put(id, { invitations })).invitations.map(({ key }) => key)).toEqual(
      invitations.map(({ key }) => key),
    );
    const again = await put(id, { invitations: [] });
    expect(again.invitations).toHaveLength(1);
    expect(again.invitations[0]?.key).not.toBe(invitations[0]?.key);
  });

  it('of the kind end_of_month is locked from the next month on', async () => {
    const { server, create } = scene({ company: { lockInvoices: 'end_of_month' } });
    const [old, current] = [await create({ date: '2025-12-31' }), await create()];
    const status = async ({ id }: Invoice): Promise<number> =>
      (await callApi(server, `PUT invoices/${id}`, { body: {} })).status;
    expect([await status(old), await status(current)]).toEqual([422, 200]);
  });
});

describe('deleting an invoice', () => {
  it('takes its number, its balance and its payments along, and restoring brings them back', async () => {
    const { server, client_id, create, stored, balance } = scene();
    const { id } = await create({ number: 'R-1' }, '?amount_paid=40');
    const [payment] = server.db.payments.all();
    server.person.remove('invoices', id);
    expect(stored(id)).toMatchObject({ number: 'R-1_deleted', is_deleted: true });
    expect(server.db.payments.get(payment?.id ?? '')).toMatchObject({ is_deleted: true, paymentables: [] });
    expect(server.db.clients.get(client_id)).toMatchObject({ balance: 0, paid_to_date: 0 });
    server.person.restore('invoices', id);
    expect(stored(id)).toMatchObject({ number: 'R-1', is_deleted: false, balance: 60 });
    expect(server.db.payments.get(payment?.id ?? '')).toMatchObject({
      is_deleted: false,
      amount: 40,
      paymentables: [{ amount: 40 }],
    });
    expect(balance()).toBe(60);
  });

  it('is forgotten by its expenses and tasks', async () => {
    const { server, create } = scene();
    const { id } = await create();
    const expense = server.db.expenses.insert({ invoice_id: id });
    const task = server.db.tasks.insert({ invoice_id: id });
    server.person.remove('invoices', id);
    expect([
      server.db.expenses.get(expense.id)?.invoice_id,
      server.db.tasks.get(task.id)?.invoice_id,
    ]).toEqual(['', '']);
  });

  it('makes a payment smaller that had other invoices too', async () => {
    const { server, client_id, create } = scene();
    const [one, two] = [await create({}, '?mark_sent=true'), await create({}, '?mark_sent=true')];
    const invoices = [one, two].map(({ id }) => ({ invoice_id: id, amount: 100 }));
    const { id } = server.person.create('payments', { client_id, invoices });
    server.person.remove('invoices', one.id);
    expect(server.db.payments.get(id)).toMatchObject({
      amount: 100,
      applied: 100,
      is_deleted: false,
      paymentables: [{ invoice_id: two.id }],
    });
    server.person.restore('invoices', one.id);
    expect(server.db.payments.get(id)).toMatchObject({ amount: 200, applied: 200 });
  });
});

describe('a bulk action on invoices', () => {
  it('pays in one go, and passes over in silence what is paid', async () => {
    const { server, create, stored } = scene();
    const [paid, open] = [await create({}, '?paid=true'), await create()];
    const answer = await callApi(server, 'POST invoices/bulk', {
      body: { action: 'mark_paid', ids: [paid.id, open.id] },
    });
    expect(recordsIn('invoices', answer)).toHaveLength(2);
    expect(stored(open.id)?.status_id).toBe('4');
    expect(server.db.payments.all()).toHaveLength(2);
  });

  it('that nobody knows is answered with 200 and the rows, and does nothing', async () => {
    const { server, create, stored } = scene();
    const { id } = await create();
    const before = stored(id);
    expect(
      (await callApi(server, 'POST invoices/bulk', { body: { action: 'explode', ids: [id] } })).status,
    ).toBe(200);
    expect(stored(id)).toEqual(before);
  });

  it('that finds nothing says so with 200', async () => {
    const { server } = scene();
    const answer = await callApi(server, 'POST invoices/bulk', {
      body: { action: 'archive', ids: ['nonsense'] },
    });
    expect(answer).toMatchObject({ status: 200, body: { message: 'No Invoices Found' } });
  });

  it('is refused when it comes twice within a second', async () => {
    let time = Date.UTC(2026, 0, 15);
    const { server, create } = scene({ now: () => time });
    const { id } = await create();
    const archive = async (): Promise<number> =>
      (await callApi(server, 'POST invoices/bulk', { body: { action: 'archive', ids: [id] } })).status;
    expect([await archive(), await archive()]).toEqual([200, 400]);
    time += 1000;
    expect(await archive()).toBe(200);
  });

  it('makes PDFs and copies', async () => {
    const { server, create } = scene();
    const ids = [(await create()).id, (await create()).id];
    const pdf = await callApi(server, 'POST invoices/bulk', {
      body: { action: 'download', ids: ids.slice(0, 1) },
    });
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(String(pdf.body)).toMatch(/^%PDF-1\.4/);
    await callApi(server, 'POST invoices/bulk', { body: { action: 'clone_to_invoice', ids } });
    await callApi(server, 'POST invoices/bulk', { body: { action: 'clone_to_quote', ids } });
    expect([server.db.invoices.all().length, server.db.quotes.all().length]).toEqual([4, 2]);
  });
});

describe('GET /invoices/{id}/{action}', () => {
  it('changes the invoice', async () => {
    const { server, create, stored } = scene();
    const { id } = await create();
    expect(recordIn('invoices', await callApi(server, `GET invoices/${id}/mark_paid`)).status_id).toBe('4');
    expect(stored(id)?.status_id).toBe('4');
  });

  it('answers a second payment with an error under error', async () => {
    const { server, create } = scene();
    const { id } = await create({}, '?paid=true');
    expect(await callApi(server, `GET invoices/${id}/mark_paid`)).toMatchObject({
      status: 400,
      body: { error: { message: expect.any(String) } },
    });
  });

  it('answers cancel with nothing at all', async () => {
    const { server, create, stored, balance } = scene();
    const { id } = await create({}, '?mark_sent=true');
    expect(await callApi(server, `GET invoices/${id}/cancel`)).toMatchObject({ status: 200, body: '' });
    expect(stored(id)).toMatchObject({ status_id: '5', balance: 0 });
    expect(balance()).toBe(0);
  });

  it('refuses what it does not know', async () => {
    const { server, create } = scene();
    const { id } = await create();
    expect(await callApi(server, `GET invoices/${id}/explode`)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('explode') },
    });
  });
});

describe('sending', () => {
  it('by /emails marks the invoice sent, with either name of the entity', async () => {
    const { server, create, stored } = scene();
    const invoices = [await create(), await create()];
    for (const [index, entity] of ['invoice', 'App\\Models\\Invoice'].entries()) {
      const entity_id = invoices[index]?.id;
      await callApi(server, 'POST emails', {
        body: { entity, entity_id, template: 'email_template_invoice' },
      });
    }
    expect(invoices.map(({ id }) => stored(id)?.status_id)).toEqual(['2', '2']);
    const wrong = { entity: 'invoice', entity_id: invoices[0]?.id, template: 'letter' };
    expect((await callApi(server, 'POST emails', { body: wrong })).status).toBe(422);
  });

  it('leads to a PDF by the key of the invitation, in the singular', async () => {
    const { server, create } = scene();
    const { invitations } = await create();
    const pdf = await callApi(server, `GET invoice/${invitations[0]?.key}/download`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(await callApi(server, 'GET invoice/nonsense/download')).toMatchObject({
      status: 400,
      body: { message: 'no record found' },
    });
  });
});
