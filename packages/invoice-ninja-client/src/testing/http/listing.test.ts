import { describe, expect, it } from 'vitest';
import { callApi, paginationIn, recordsIn, type ApiAnswer } from '../call-api.ts';
import { createInvoiceNinjaServer, type InvoiceNinjaServer } from '../invoice-ninja-server.ts';

const withClients = (count: number, options = {}): InvoiceNinjaServer => {
  const server = createInvoiceNinjaServer(options);
  for (let index = 1; index <= count; index += 1) server.db.clients.insert({ name: `Client ${index}` });
  return server;
};
const names = (answer: ApiAnswer): string[] => recordsIn('clients', answer).map(({ name }) => name);
const idsOf = (answer: ApiAnswer): string[] => recordsIn('clients', answer).map(({ id }) => id);

const readAll = async (server: InvoiceNinjaServer, query: string): Promise<string[]> => {
  const pages = await Promise.all(
    [1, 2, 3, 4, 5].map(async (page) => await callApi(server, `GET clients?${query}&page=${page}`)),
  );
  return pages.flatMap(idsOf);
};

const inThreeStates = (): InvoiceNinjaServer => {
  const server = createInvoiceNinjaServer();
  server.db.clients.insert({ name: 'live' });
  server.db.clients.insert({ name: 'archived' }, { archivedAt: Date.now() });
  server.db.clients.insert({ name: 'deleted' }, { archivedAt: Date.now(), isDeleted: true });
  return server;
};

describe('a page of a list', () => {
  it('has 20 rows unless asked, and links that lose everything but the page', async () => {
    const server = withClients(45);
    const answer = await callApi(server, 'GET clients?page=2&status=active&sort=id|asc');
    expect(recordsIn('clients', answer)).toHaveLength(20);
    expect(paginationIn(answer)).toEqual({
      total: 45,
      count: 20,
      per_page: 20,
      current_page: 2,
      total_pages: 3,
      links: {
        previous: 'https://invoicing.test/api/v1/clients?page=1',
        next: 'https://invoicing.test/api/v1/clients?page=3',
      },
    });
  });

  it('has no links where it is the only one', async () => {
    expect(paginationIn(await callApi(withClients(3), 'GET clients'))).toMatchObject({
      links: {},
      total_pages: 1,
    });
  });

  it.each([
    ['0', 15],
    ['text', 15],
    ['-7', 7],
    ['99999', 5000],
    ['3', 3],
  ])('of per_page=%s holds %d rows at most', async (perPage, rows) => {
    expect(paginationIn(await callApi(withClients(30), `GET clients?per_page=${perPage}`))).toMatchObject({
      per_page: rows,
    });
  });

  it('past the end is empty with the true total; a page that is no number is the first', async () => {
    const server = withClients(5);
    const past = await callApi(server, 'GET clients?page=9');
    expect(past.body).toMatchObject({
      data: [],
      meta: { pagination: { total: 5, count: 0, current_page: 9 } },
    });
    expect(paginationIn(await callApi(server, 'GET clients?page=x'))).toMatchObject({ current_page: 1 });
  });
});

describe('the order of a list', () => {
  it('is another one for every page where none is asked for: rows are missed and seen twice', async () => {
    const read = await readAll(withClients(100), 'per_page=20');
    expect(read).toHaveLength(100);
    expect(new Set(read).size).toBeLessThan(100);
  });

  it('is whole and stable with sort=id|asc', async () => {
    const server = withClients(100);
    const read = await readAll(server, 'per_page=20&sort=id|asc');
    expect(read).toEqual(server.db.clients.all().map(({ id }) => id));
  });

  it('is by number of the row where the server is told to be kind', async () => {
    const read = await readAll(withClients(100, { unstableOrder: false }), 'per_page=20');
    expect(new Set(read).size).toBe(100);
  });

  it('follows any column of clients; one that does not exist is a 500', async () => {
    const server = withClients(3);
    expect(names(await callApi(server, 'GET clients?sort=name|desc'))).toEqual([
      'Client 3',
      'Client 2',
      'Client 1',
    ]);
    expect((await callApi(server, 'GET clients?sort=nothing|asc')).status).toBe(500);
  });

  it('of expenses cannot be by id or updated_at: that is ignored', async () => {
    const server = createInvoiceNinjaServer();
    for (let index = 1; index <= 50; index += 1) server.db.expenses.insert({ amount: index });
    const numbers = async (sort: string): Promise<string[]> =>
      recordsIn('expenses', await callApi(server, `GET expenses?per_page=100&sort=${sort}`)).map(
        ({ number }) => number,
      );
    const inOrder = server.db.expenses.all().map(({ number }) => number);
    expect(await numbers('number|asc')).toEqual(inOrder);
    expect(await numbers('id|asc')).not.toEqual(inOrder);
    expect(await numbers('updated_at|asc')).not.toEqual(inOrder);
  });

  it('of products wants asc or desc, and is a 500 otherwise', async () => {
    const server = createInvoiceNinjaServer();
    expect((await callApi(server, 'GET products?sort=price|asc')).status).toBe(200);
    expect((await callApi(server, 'GET products?sort=price|up')).status).toBe(500);
  });

  it('of payments ignores a column that does not exist', async () => {
    expect((await callApi(createInvoiceNinjaServer(), 'GET payments?sort=nothing|asc')).status).toBe(200);
  });

  it('by number looks at the digits alone', async () => {
    const server = createInvoiceNinjaServer();
    const { id: client_id } = server.db.clients.insert({});
    for (const number of ['INV-10', 'INV-9', '0011']) server.db.invoices.insert({ client_id, number });
    const found = recordsIn('invoices', await callApi(server, 'GET invoices?sort=number|asc'));
    expect(found.map(({ number }) => number)).toEqual(['INV-9', 'INV-10', '0011']);
  });
});

describe('a filter', () => {
  it.each([
    ['', ['live', 'archived', 'deleted']],
    ['status=active', ['live']],
    ['status=archived', ['archived']],
    ['status=deleted', ['deleted']],
    ['status=active,deleted', ['live', 'deleted']],
    // Compared as MySQL compares a number with a text: it finds what is NOT deleted.
    ['is_deleted=true', ['live', 'archived']],
    ['is_deleted=1', ['deleted']],
    ['with_trashed=false', ['live', 'archived']],
    ['statuss=active', ['live', 'archived', 'deleted']],
    ['updated_at=nonsense', ['live', 'archived', 'deleted']],
  ])('%j finds %j', async (query, found) => {
    expect(names(await callApi(inThreeStates(), `GET clients?sort=id|asc&${query}`))).toEqual(found);
  });

  it('by updated_at takes whole seconds, finds that second itself, and shows seconds cut off', async () => {
    const server = createInvoiceNinjaServer({ now: () => Date.UTC(2026, 0, 1, 12, 0, 0, 900) });
    server.db.clients.insert({ name: 'A' });
    const second = Date.UTC(2026, 0, 1, 12) / 1000;
    const answer = await callApi(server, `GET clients?updated_at=${second}`);
    expect(recordsIn('clients', answer)).toMatchObject([{ updated_at: second }]);
    expect(recordsIn('clients', await callApi(server, `GET clients?updated_at=${second + 1}`))).toEqual([]);
    expect(recordsIn('clients', await callApi(server, 'GET clients?updated_at=2026-01-01'))).toHaveLength(1);
  });

  it('of dates has two parts on invoices and three on payments', async () => {
    const server = createInvoiceNinjaServer();
    const { id: client_id } = server.db.clients.insert({});
    for (const date of ['2026-01-05', '2026-02-05']) {
      server.db.invoices.insert({ client_id, date });
      server.db.payments.insert({ client_id, date });
    }
    const count = async (route: string): Promise<unknown> =>
      paginationIn(await callApi(server, `GET ${route}`))['total'];
    expect(await count('invoices?date_range=2026-01-01,2026-01-31')).toBe(1);
    expect(await count('payments?date_range=date,2026-01-01,2026-01-31')).toBe(1);
    expect(await count('payments?date_range=2026-01-01,2026-01-31')).toBe(2);
  });

  it('finds clients by e-mail of any contact, by balance and by name', async () => {
    const server = createInvoiceNinjaServer();
    server.person.create('clients', {
      name: 'Müller',
      contacts: [{ email: 'a@x.example' }, { email: 'b@x.example' }],
    });
    server.db.clients.insert({ name: 'Meier', balance: 150 });
    expect(names(await callApi(server, 'GET clients?email=b@x.example'))).toEqual(['Müller']);
    expect(names(await callApi(server, 'GET clients?balance=100:gt'))).toEqual(['Meier']);
    expect(names(await callApi(server, 'GET clients?between_balance=100:200'))).toEqual(['Meier']);
    expect(names(await callApi(server, 'GET clients?name=müll'))).toEqual(['Müller']);
  });

  it.each([
    ['filter_deleted_clients=true', 1],
    ['filter_deleted_clients=false', 2],
    ['without_deleted_clients=false', 1],
  ])('%s finds %d of two invoices, one of them of a deleted client', async (query, total) => {
    const server = createInvoiceNinjaServer();
    server.db.invoices.insert({ client_id: server.db.clients.insert({}).id });
    const gone = server.db.clients.insert({}, { archivedAt: Date.now(), isDeleted: true });
    server.db.invoices.insert({ client_id: gone.id });
    expect(paginationIn(await callApi(server, `GET invoices?${query}`))).toMatchObject({ total });
  });

  it('of a state finds invoices, and "reversed" does nothing', async () => {
    const server = createInvoiceNinjaServer({ now: () => Date.UTC(2026, 0, 1) });
    const { id: client_id } = server.db.clients.insert({});
    for (const status_id of ['1', '2', '4', '5', '6'])
      server.db.invoices.insert({
        client_id,
        status_id,
        amount: 10,
        due_date: '2025-12-01',
        ...(status_id > '3' && { balance: 0 }),
      });
    const statuses = async (query: string): Promise<string[]> =>
      recordsIn('invoices', await callApi(server, `GET invoices?sort=id|asc&${query}`)).map(
        ({ status_id }) => status_id,
      );
    expect(await statuses('client_status=draft,paid')).toEqual(['1', '4']);
    expect(await statuses('client_status=overdue')).toEqual(['2']);
    expect(await statuses('client_status=reversed')).toEqual(['1', '2', '4', '5', '6']);
    expect(await statuses('status_id=5,6')).toEqual(['5', '6']);
  });
});

describe('?include=', () => {
  it('of an unknown relation is refused on a list and ignored on a record', async () => {
    const server = withClients(1);
    const [{ id } = { id: '' }] = server.db.clients.all();
    expect(await callApi(server, 'GET clients?include=nothing')).toMatchObject({
      status: 400,
      body: { message: 'Relation `nothing` is not a valid include.' },
    });
    expect((await callApi(server, `GET clients/${id}?include=nothing`)).status).toBe(200);
  });

  it('puts the client into an invoice', async () => {
    const server = createInvoiceNinjaServer();
    const { id: client_id } = server.db.clients.insert({ name: 'Müller' });
    server.db.invoices.insert({ client_id });
    const answer = await callApi(server, 'GET invoices?include=client');
    expect(answer.body).toMatchObject({ data: [{ client: { name: 'Müller' } }] });
    expect(JSON.stringify((await callApi(server, 'GET invoices')).body)).not.toContain('Müller');
  });
});

it('shows a change at once, though rows are kept as text', async () => {
  const server = withClients(1);
  const [{ id } = { id: '' }] = server.db.clients.all();
  expect(names(await callApi(server, 'GET clients'))).toEqual(['Client 1']);
  await callApi(server, `PUT clients/${id}`, { body: { name: 'New' } });
  expect(names(await callApi(server, 'GET clients'))).toEqual(['New']);
});

it('lets rows be edited between two pages', async () => {
  const server = withClients(60);
  const end = server.driftPages({ entity: 'clients', editsPerPage: 5 });
  await callApi(server, 'GET clients?sort=id|asc');
  const edited = server.db.clients.all().filter(({ private_notes }) => private_notes.startsWith('edited'));
  expect(edited.length).toBeGreaterThan(0);
  end();
  await callApi(server, 'GET clients?sort=id|asc&page=2');
  expect(server.db.clients.all().filter(({ private_notes }) => private_notes === 'edited 6')).toEqual([]);
});
