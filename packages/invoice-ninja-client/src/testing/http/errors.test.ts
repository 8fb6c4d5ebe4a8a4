import { describe, expect, it } from 'vitest';
import { callApi, recordIn } from '../call-api.ts';
import { encodeId } from '../ids.ts';
import { createInvoiceNinjaServer } from '../invoice-ninja-server.ts';

const browser = { Accept: 'text/html', 'X-Requested-With': '' };

describe('what the server refuses', () => {
  it.each([
    ['wrong', 403, 'Invalid token'],
    ['', 403, 'Invalid token'],
  ])('a token %j with 403, not 401', async (token, status, message) => {
    const answer = await callApi(createInvoiceNinjaServer(), 'GET clients', { token });
    expect(answer).toMatchObject({ status, body: { message, errors: {} } });
  });

  it('a token on the hosted service with a capital T', async () => {
    const answer = await callApi(createInvoiceNinjaServer({ hosted: true }), 'GET clients', {
      token: 'wrong',
    });
    expect(answer.body).toEqual({ message: 'Invalid Token', errors: {} });
  });

  it('a user who is locked or inactive, and a revoked token, with 403', async () => {
    const server = createInvoiceNinjaServer();
    server.addToken({ token: 'locked', state: 'locked' });
    server.addToken({ token: 'inactive', state: 'inactive' });
    expect((await callApi(server, 'GET clients', { token: 'locked' })).body).toMatchObject({
      message: 'User access locked',
    });
    expect((await callApi(server, 'GET clients', { token: 'inactive' })).body).toMatchObject({
      message: 'User inactive',
    });
    server.revokeToken(server.token);
    expect((await callApi(server, 'GET clients')).status).toBe(403);
  });

  it.each([encodeId(999), 'nonsense', '17'])('the missing record %j with 400, not 404', async (id) => {
    const answer = await callApi(createInvoiceNinjaServer(), `GET invoices/${id}`);
    expect(answer.status).toBe(400);
    const message =
      id === '17' ? 'Record with value 17 not found' : 'No query results for model [App\\Models\\Invoice].';
    expect(answer.body).toEqual({ message });
  });

  it('the record of another company with 401', async () => {
    const server = createInvoiceNinjaServer();
    const company = server.addCompany({ token: 'other' });
    const { id } = server.db.clients.insert({ name: 'Theirs' }, { company });
    expect(await callApi(server, `GET clients/${id}`)).toMatchObject({
      status: 401,
      body: { message: 'This action is unauthorized.' },
    });
    expect((await callApi(server, `GET clients/${id}`, { token: 'other' })).status).toBe(200);
  });

  it('what a token may not do with 401, and shows a limited one a short list', async () => {
    const server = createInvoiceNinjaServer();
    const userId = server.addToken({ token: 'limited', permissions: ['create_client'] });
    const { id } = server.db.clients.insert({ name: 'Of the owner', balance: 100 });
    server.db.clients.insert({ name: 'Its own', user_id: userId, balance: 100 });
    expect(
      (await callApi(server, `PUT clients/${id}`, { token: 'limited', body: { name: 'x' } })).status,
    ).toBe(401);
    expect((await callApi(server, 'POST products', { token: 'limited', body: {} })).status).toBe(401);
    await callApi(server, 'GET clients');
    // Only its own record, and its money looks like a real zero.
    expect((await callApi(server, 'GET clients', { token: 'limited' })).body).toMatchObject({
      data: [{ name: 'Its own', balance: 0, client_hash: '' }],
      meta: { pagination: { total: 1 } },
    });
  });

  it.each([
    ['GET nowhere', '404 | Nothing to see here!'],
    ['POST nowhere', 'Route does not exist'],
    ['DELETE clients', 'Method not supported for this route'],
  ])('%s with 404', async (route, message) => {
    expect(await callApi(createInvoiceNinjaServer(), route)).toMatchObject({
      status: 404,
      body: { message },
    });
  });

  it('invalid values with 422 and lists of messages', async () => {
    const answer = await callApi(createInvoiceNinjaServer(), 'POST invoices', { body: {} });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({
      message: 'The given data was invalid.',
      errors: { client_id: ['The client id field is required.'] },
    });
  });

  it('texts where numbers belong and dates that are none', async () => {
    const server = createInvoiceNinjaServer();
    expect((await callApi(server, 'POST products', { body: { price: 'cheap' } })).body).toMatchObject({
      errors: { price: ['The price field must be a number.'] },
    });
    expect((await callApi(server, 'POST expenses', { body: { date: 'soon' } })).body).toMatchObject({
      errors: { date: ['The date field must be a valid date.'] },
    });
  });

  it('the editing of a deleted record with 400', async () => {
    const server = createInvoiceNinjaServer();
    const { id } = server.db.clients.insert({}, { archivedAt: Date.now(), isDeleted: true });
    expect(await callApi(server, `PUT clients/${id}`, { body: { name: 'x' } })).toMatchObject({
      status: 400,
      body: { message: 'Record is deleted and cannot be edited. Restore the record to enable editing' },
    });
  });

  it('the editing of a locked invoice with a text where a list belongs', async () => {
    const server = createInvoiceNinjaServer({ company: { lockInvoices: 'when_sent' } });
    const client = server.db.clients.insert({});
    const { id } = server.db.invoices.insert({ client_id: client.id, status_id: '2' });
    expect(await callApi(server, `PUT invoices/${id}`, { body: { po_number: '1' } })).toMatchObject({
      status: 422,
      body: { message: '', errors: { number: expect.any(String) } },
    });
  });

  it('a number that is taken, even by a deleted record', async () => {
    const server = createInvoiceNinjaServer();
    server.db.clients.insert({ number: 'K-1' }, { archivedAt: Date.now(), isDeleted: true });
    expect((await callApi(server, 'POST clients', { body: { number: 'K-1' } })).body).toMatchObject({
      errors: { number: ['The number has already been taken.'] },
    });
    // Another company does not mind.
    server.addCompany({ token: 'other' });
    expect((await callApi(server, 'POST clients', { token: 'other', body: { number: 'K-1' } })).status).toBe(
      200,
    );
  });
});

describe('without the headers of a good client', () => {
  it('a missing record is an HTML page with 404', async () => {
    const answer = await callApi(createInvoiceNinjaServer(), 'GET clients/nonsense', { headers: browser });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('text/html');
  });

  it('invalid values are a redirect', async () => {
    const answer = await callApi(createInvoiceNinjaServer(), 'POST invoices', { headers: browser, body: {} });
    expect(answer.status).toBe(302);
  });

  it('what may not be done is 403', async () => {
    const server = createInvoiceNinjaServer();
    const { id } = server.db.clients.insert({}, { company: server.addCompany({ token: 'other' }) });
    expect((await callApi(server, `GET clients/${id}`, { headers: browser })).status).toBe(403);
  });

  it('X-Requested-With does not help where the Accept header wants something else', async () => {
    const server = createInvoiceNinjaServer();
    const ajax = { 'X-Requested-With': 'XMLHttpRequest' };
    expect((await callApi(server, 'GET clients/17', { headers: { ...ajax, Accept: '*/*' } })).status).toBe(
      400,
    );
    expect(
      (await callApi(server, 'GET clients/17', { headers: { ...ajax, Accept: 'text/html' } })).status,
    ).toBe(404);
  });
});

it('answers 200 to everything that works, creating and deleting included', async () => {
  const server = createInvoiceNinjaServer();
  const created = await callApi(server, 'POST products', { body: { product_key: 'A' } });
  expect(created.status).toBe(200);
  const { id } = recordIn('products', created);
  expect((await callApi(server, `DELETE products/${id}`)).status).toBe(200);
  expect(created.headers.get('x-app-version')).toBe('5.10.17');
});

it('lets the hosted service take 500 requests a minute, and says nothing about when to come back', async () => {
  let time = Date.UTC(2026, 0, 1);
  const server = createInvoiceNinjaServer({ hosted: true, now: () => time });
  const first = await callApi(server, 'GET ping');
  expect(first.headers.get('x-ratelimit-limit')).toBe('500');
  expect(first.headers.get('x-ratelimit-remaining')).toBe('499');
  for (let count = 1; count < 500; count += 1) await callApi(server, 'GET ping');
  const refused = await callApi(server, 'GET ping');
  expect(refused.status).toBe(429);
  expect(refused.headers.has('retry-after')).toBe(false);
  time += 60_000;
  expect((await callApi(server, 'GET ping')).status).toBe(200);
});
