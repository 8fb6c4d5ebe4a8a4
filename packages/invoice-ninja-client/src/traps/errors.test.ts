import { inspect } from 'node:util';
import { manualClock, recordFetch } from '@unified-sync/http-client/testing';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInvoiceNinjaClient } from '../invoice-ninja-client.ts';
import { createInvoiceNinjaServer } from '../testing/index.ts';

const { now, sleep } = manualClock();
const server = createInvoiceNinjaServer({ now });
const msw = setupServer(...server.handlers);
beforeAll(() => msw.listen({ onUnhandledFrame: 'error' }));
afterAll(() => msw.close());

const { baseUrl } = server;
const as = (token: string) => createInvoiceNinjaClient({ baseUrl, token, now, sleep });
const ninja = as(server.token);

/** A client whose every answer is this one. */
const answering = (status: number, body: string | null) =>
  createInvoiceNinjaClient({
    baseUrl,
    token: 'the-secret-token',
    sleep,
    fetch: recordFetch(() => new Response(body, { status })).fetch,
  });

const id = 'VolejRejNm';

describe('swapped 401 and 403', () => {
  it('takes the 403 of a wrong token for bad credentials', async () => {
    await expect(as('wrong').ping()).rejects.toMatchObject({ name: 'AuthenticationError', status: 403 });
  });

  it('takes the 403 of the hosted service, which writes "Invalid Token", for bad credentials', async () => {
    const hosted = answering(403, '{"message":"Invalid Token","errors":{}}');
    await expect(hosted.ping()).rejects.toMatchObject({ name: 'AuthenticationError' });
  });

  it('takes a 401 for a lack of permission', async () => {
    server.addToken({ token: 'reads-only', permissions: ['view_all'] });
    await expect(as('reads-only').clients.create({ name: 'x' })).rejects.toMatchObject({
      name: 'PermissionError',
      status: 401,
    });
  });

  it('takes the 403 of a plan for a lack of permission', async () => {
    const unpaid = answering(403, '{"message":"Feature not available with free / unpaid account."}');
    await expect(unpaid.ping()).rejects.toMatchObject({ name: 'PermissionError' });
  });

  it('sends a call that was refused with 401 only once: there is no token to renew', async () => {
    const { fetch, calls } = recordFetch(() => new Response('{"message":"x"}', { status: 401 }));
    const refused = createInvoiceNinjaClient({ baseUrl, token: 'x', fetch, sleep });
    await expect(refused.clients.get(id)).rejects.toMatchObject({ code: 'permission' });
    expect(calls).toHaveLength(1);
  });
});

describe('400 for a missing record', () => {
  it('is a NotFoundError', async () => {
    await expect(ninja.clients.get('Wpmbk5ezJn')).rejects.toMatchObject({
      name: 'NotFoundError',
      status: 400,
    });
  });

  it('is a NotFoundError for an invitation that does not exist', async () => {
    await expect(ninja.invoices.downloadPdf('0'.repeat(32))).rejects.toMatchObject({ code: 'not_found' });
  });

  it.each(['No query results for model [App\\Models\\Client].', 'Record with value 5 not found'])(
    'knows "%s"',
    async (message) => {
      await expect(answering(400, JSON.stringify({ message })).clients.get(id)).rejects.toMatchObject({
        code: 'not_found',
      });
    },
  );

  it('is not said of a record of another company, which may well exist', async () => {
    server.addCompany({ token: 'others' });
    const theirs = await as('others').clients.create({ name: 'theirs' });
    await expect(ninja.clients.get(theirs.id)).rejects.toMatchObject({
      name: 'PermissionError',
      status: 401,
    });
  });

  it('is not said by a 404: that is a route, a verb or a proxy, and proves nothing about the record', async () => {
    for (const body of ['{"message":"Route does not exist"}', '<html>nginx</html>', null])
      await expect(answering(404, body).clients.get(id)).rejects.toMatchObject({
        name: 'HttpStatusError',
        retryable: false,
      });
  });
});

describe('bare-string errors', () => {
  it('reads a body that is a JSON string', async () => {
    await expect(answering(400, '"Invalid event"').webhooks.get(id)).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining('Invalid event'),
    });
  });

  it('reads a message below `error`', async () => {
    await expect(
      answering(400, '{"error":{"message":"Unable to mark invoice as paid"}}').invoices.get(id),
    ).rejects.toMatchObject({ name: 'ConflictError', message: expect.stringContaining('Unable to mark') });
  });

  it('reads the complaint about a locked invoice, which is a text instead of a list', async () => {
    const locked = answering(422, '{"message":"","errors":{"number":"Invoice is locked"}}');
    await expect(locked.invoices.update(id, { po_number: '1' })).rejects.toMatchObject({
      name: 'ValidationError',
      fields: { number: ['Invoice is locked'] },
      message: expect.stringContaining('Invoice is locked'),
    });
  });

  it('reads lists of complaints', async () => {
    const client = await ninja.clients.create({ name: 'first', number: 'C-1' });
    expect(client.number).toBe('C-1');
    await expect(ninja.clients.create({ name: 'second', number: 'C-1' })).rejects.toMatchObject({
      name: 'ValidationError',
      fields: { number: [expect.any(String)] },
    });
  });

  it('reads the page of a proxy', async () => {
    const proxy = answering(403, '<!DOCTYPE html><html><body>blocked</body></html>');
    await expect(proxy.ping()).rejects.toMatchObject({
      name: 'PermissionError',
      message: expect.stringContaining('HTML'),
    });
    await expect(answering(200, '<html></html>').ping()).rejects.toMatchObject({
      name: 'ResponseShapeError',
    });
  });
});

it('takes 412 for a missing password', async () => {
  await expect(answering(412, '{"message":"Invalid Password"}').ping()).rejects.toMatchObject({
    name: 'AuthenticationError',
    message: expect.stringContaining('password'),
  });
});

it('takes an edit of a deleted record for a conflict', async () => {
  const client = await ninja.clients.create({ name: 'deleted' });
  await ninja.clients.delete(client.id);
  await expect(ninja.clients.update(client.id, { name: 'again' })).rejects.toMatchObject({
    name: 'ConflictError',
    retryable: false,
  });
});

it('waits on its own at a 429, which never says for how long', async () => {
  const { fetch, calls } = recordFetch(
    new Response('{"message":"Too many requests"}', { status: 429 }),
    Response.json({ company_name: 'a', user_name: 'b' }),
  );
  const limited = createInvoiceNinjaClient({ baseUrl, token: 'x', fetch, sleep });
  expect(await limited.ping()).toEqual({ company_name: 'a', user_name: 'b' });
  expect(calls).toHaveLength(2);
});

it('asks for JSON errors twice over: by Accept and by X-Requested-With', async () => {
  const { fetch, calls } = recordFetch(Response.json({ company_name: 'a', user_name: 'b' }));
  await createInvoiceNinjaClient({ baseUrl, token: 'abc', fetch }).ping();
  const headers = calls[0]?.headers;
  expect(headers?.get('accept')).toBe('application/json');
  expect(headers?.get('x-requested-with')).toBe('XMLHttpRequest');
  expect(headers?.get('x-api-token')).toBe('abc');
});

it('shows no token and no password in an error', async () => {
  const { fetch } = recordFetch(
    (request) =>
      new Response(
        JSON.stringify({ message: 'Invalid token', errors: Object.fromEntries(request.headers) }),
        {
          status: 403,
        },
      ),
  );
  const secretive = createInvoiceNinjaClient({
    baseUrl,
    token: 'the-secret-token',
    password: 'pässword',
    fetch,
  });
  const error: unknown = await secretive.documents.delete(id).catch((thrown: unknown) => thrown);
  const echo = createInvoiceNinjaClient({
    baseUrl,
    token: 'the-secret-token',
    password: 'pässword',
    fetch: recordFetch(Response.json({ message: 'User pässword is locked' }, { status: 403 })).fetch,
  });
  await expect(echo.ping()).rejects.toThrow('User [redacted] is locked');
  const shown = inspect(error, { depth: 10 }) + JSON.stringify(error);
  expect(shown).not.toContain('the-secret-token');
  expect(shown).not.toContain('pässword');
  expect(shown).not.toContain(Buffer.from('pässword').toString('base64'));
});
