import { inspect } from 'node:util';
import { recordFetch } from '@unified-sync/http-client/testing';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInvoiceNinjaClient } from '../invoice-ninja-client.ts';
import { createInvoiceNinjaServer } from '../testing/index.ts';

const server = createInvoiceNinjaServer();
const msw = setupServer(...server.handlers);
beforeAll(() => msw.listen({ onUnhandledFrame: 'error' }));
afterAll(() => msw.close());
const { baseUrl, token, db } = server;
const ninja = createInvoiceNinjaClient({ baseUrl, token });
const expenseId = db.expenses.insert({ amount: 1 }).id;
const bytes = new Uint8Array([1, 2, 3]);

describe('upload verbs', () => {
  it('uploads by a POST that says PUT, since a plain POST is a 404 and PHP reads no files from a PUT', async () => {
    const { documents } = await ninja.expenses.upload(expenseId, [{ name: 'receipt.pdf', data: bytes }]);
    expect(documents.map(({ name, size }) => [name, size])).toEqual([['receipt.pdf', 3]]);
    const { url, method } = server.requests.at(-1) ?? {};
    expect(`${method} ${url}`).toBe(`POST /api/v1/expenses/${expenseId}/upload`);
  });

  it.each([
    ['a File', new File([bytes], 'a.pdf')],
    ['a Blob', { name: 'b.pdf', data: new Blob([bytes]) }],
    ['bytes', { name: 'c.pdf', data: bytes }],
  ])('takes %s', async (_, file) => {
    const { documents } = await ninja.expenses.upload(expenseId, [file], { isPublic: false });
    const stored = documents.find(({ name }) => name === file.name);
    expect(stored?.is_public).toBe(false);
    expect(await (await ninja.documents.download(stored?.id ?? '')).bytes()).toEqual(bytes);
  });

  it('is sent once, since a second one would be a second document', async () => {
    const { fetch, calls } = recordFetch(() => new Response('{}', { status: 503 }));
    const failing = createInvoiceNinjaClient({ baseUrl, token, fetch });
    await expect(failing.invoices.upload(expenseId, [{ name: 'a.pdf', data: bytes }])).rejects.toThrow('503');
    expect(calls).toHaveLength(1);
  });

  it('refuses a file without an ending, and no file at all', async () => {
    await expect(ninja.expenses.upload(expenseId, [{ name: 'receipt', data: bytes }])).rejects.toThrow(
      'ending',
    );
    await expect(ninja.expenses.upload(expenseId, [])).rejects.toThrow('at least one file');
  });

  it('is a lack of permission on a free plan', async () => {
    server.addCompany({ token: 'free', paid: false });
    const free = createInvoiceNinjaClient({ baseUrl, token: 'free' });
    const expense = await free.expenses.create({ amount: 1 });
    await expect(free.expenses.upload(expense.id, [{ name: 'a.pdf', data: bytes }])).rejects.toMatchObject({
      name: 'PermissionError',
      status: 403,
    });
  });
});

describe('downloads', () => {
  it('give an invoice as PDF by the key of an invitation', async () => {
    const client = db.clients.insert({ name: 'c' });
    const invoice = db.invoices.insert({ client_id: client.id, amount: 1 });
    const { invitations } = await ninja.invoices.get(invoice.id);
    const pdf = await ninja.invoices.downloadPdf(invitations[0]?.key ?? '');
    expect(pdf.contentType).toContain('pdf');
    expect(new TextDecoder().decode((await pdf.bytes()).slice(0, 5))).toBe('%PDF-');
  });

  it('give a stream', async () => {
    const { documents } = await ninja.expenses.upload(expenseId, [{ name: 'stream.csv', data: bytes }]);
    const { stream } = await ninja.documents.download(
      documents.find(({ name }) => name === 'stream.csv')?.id ?? '',
    );
    const { value } = await stream.getReader().read();
    expect(value).toEqual(bytes);
  });

  it('do not take a page of a proxy for a file', async () => {
    const { fetch } = recordFetch(new Response('<html>', { headers: { 'content-type': 'text/html' } }));
    const behindProxy = createInvoiceNinjaClient({ baseUrl, token, fetch });
    await expect(behindProxy.documents.download('VolejRejNm')).rejects.toMatchObject({
      name: 'ResponseShapeError',
    });
  });

  it.each([
    ['not found', new Response('{"message":"no record found"}', { status: 400 }), 'NotFoundError'],
    ['a failure', new Response('{}', { status: 500 }), 'ServerError'],
    ['a page', new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'ResponseShapeError'],
  ])('do not show the key of an invitation in an error: %s', async (_, response, name) => {
    const { fetch } = recordFetch(() => response.clone());
    const failing = createInvoiceNinjaClient({ baseUrl, token, fetch, maxRetries: 0 });
    const key = 'k'.repeat(32);
    const error: unknown = await failing.invoices.downloadPdf(key).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name });
    expect(inspect(error) + JSON.stringify(error)).not.toContain(key);
  });
});

describe('deleting a document', () => {
  it('needs the password', async () => {
    const { documents } = await ninja.expenses.upload(expenseId, [{ name: 'secret.pdf', data: bytes }]);
    const id = documents.at(-1)?.id ?? '';
    await expect(ninja.documents.delete(id)).rejects.toMatchObject({
      name: 'AuthenticationError',
      status: 412,
    });
    await createInvoiceNinjaClient({ baseUrl, token, password: 'password' }).documents.delete(id);
    await expect(ninja.documents.get(id)).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('lets go of the answer, so that its connection is free again', async () => {
    let isOpen = true;
    const body = new ReadableStream({ cancel: () => void (isOpen = false) });
    const { fetch } = recordFetch(new Response(body));
    await createInvoiceNinjaClient({ baseUrl, token, fetch }).documents.delete('VolejRejNm');
    expect(isOpen).toBe(false);
  });

  it('sends the password to no other route', async () => {
    const { fetch, calls } = recordFetch(() => Response.json({ company_name: 'a', user_name: 'b' }));
    const withPassword = createInvoiceNinjaClient({ baseUrl, token, password: 'pässword', fetch });
    await withPassword.ping();
    await withPassword.documents.delete('VolejRejNm');
    expect(calls.map(({ headers }) => headers.get('x-api-password-base64'))).toEqual([
      null,
      Buffer.from('pässword').toString('base64'),
    ]);
  });
});
