import { recordFetch } from '@unified-sync/http-client/testing';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, expect, it } from 'vitest';
import { createErpnextClient, type ErpnextClient } from '../erpnext-client.ts';
import { frappeErrorType } from '../map-error.ts';
import { createErpnextServer, type ErpnextServer, type SiteVersion } from '../testing/index.ts';

const msw = setupServer();
msw.listen({ onUnhandledFrame: 'error' });
afterEach(() => msw.resetHandlers());
afterAll(() => msw.close());

function site(version: SiteVersion = '15.82'): { server: ErpnextServer; erp: ErpnextClient } {
  const server = createErpnextServer({ version });
  msw.use(...server.handlers);
  const { baseUrl, apiKey, apiSecret } = server;
  return { server, erp: createErpnextClient({ baseUrl, auth: { type: 'token', apiKey, apiSecret } }) };
}
const versions: SiteVersion[] = ['14.0', '15.44', '15.82', '16.0'];
const items = [
  { item_code: 'A', qty: 1, rate: 10 },
  { item_code: 'B', qty: 2, rate: 20.5 },
];

it.each(versions)(
  '6: an update is refused when somebody was faster, as a conflict, on Frappe %s',
  async (version) => {
    const { server, erp } = site(version);
    const customers = erp.documents('Customer');
    const { name, modified } = await customers.create({ customer_name: 'Ada' });
    server.db.update('Customer', name, { website: 'https://desk.example' });
    const stale = customers.update(name, { website: 'https://sync.example' }, { modified: modified ?? '' });
    await expect(stale).rejects.toMatchObject({ name: 'ConflictError', status: 417, retryable: false });
    expect(server.db.get('Customer', name)['website']).toBe('https://desk.example');
    const written = await customers.update(name, { website: 'https://sync.example' }, { modified: 'any' });
    expect(written.website).toBe('https://sync.example');
  },
);

it('7: `modified` is given back verbatim; an ISO instant is refused before it is sent', async () => {
  const { erp } = site();
  const customers = erp.documents('Customer');
  const { name, modified = '' } = await customers.create({ customer_name: 'Ada' });
  const iso = new Date().toISOString();
  await expect(customers.update(name, { website: 'x' }, { modified: iso })).rejects.toThrow('verbatim');
  await expect(customers.update(name, { website: 'x' }, { modified: modified ?? '' })).resolves.toMatchObject(
    { website: 'x' },
  );
});

it('8: a child row is changed without its siblings being deleted or the rest of it emptied', async () => {
  const { server, erp } = site();
  const invoices = erp.documents('Sales Invoice');
  const made = await invoices.create({ customer: 'Ada', items });
  const [first, second] = made.items ?? [];
  const merge = [
    { name: first?.name ?? '', qty: 3 },
    { item_code: 'C', qty: 1, rate: 1 },
  ];
  const merged = await invoices.update(made.name, { items: { merge } }, { modified: made.modified ?? '' });
  expect(merged.items).toMatchObject([
    { name: first?.name, item_code: 'A', qty: 3, rate: 10 },
    { name: second?.name, item_code: 'B', qty: 2, rate: 20.5 },
    { item_code: 'C' },
  ]);
  expect(merged.grand_total).toBe(72);
  const fewer = await invoices.update(
    made.name,
    { items: { remove: [second?.name ?? ''] } },
    { modified: 'any' },
  );
  expect(fewer.items?.map(({ item_code }) => item_code)).toEqual(['A', 'C']);
  // @ts-expect-error -- a plain list would delete every other row
  await expect(invoices.update(made.name, { items: [{ qty: 1 }] }, { modified: 'any' })).rejects.toThrow(
    'merge',
  );
  expect(server.db.get('Sales Invoice', made.name)['items']).toHaveLength(2);
});

it('8: a row that is gone, or a document that was changed, is a conflict and not a guess', async () => {
  const { server, erp } = site();
  const invoices = erp.documents('Sales Invoice');
  const { name, modified } = await invoices.create({ customer: 'Ada', items });
  const gone = invoices.update(name, { items: { remove: ['no-such-row'] } }, { modified: 'any' });
  await expect(gone).rejects.toMatchObject({ code: 'conflict' });
  server.db.update('Sales Invoice', name, { remarks: 'from the desk' });
  const stale = invoices.update(
    name,
    { items: { merge: [{ item_code: 'C' }] } },
    { modified: modified ?? '' },
  );
  await expect(stale).rejects.toMatchObject({ code: 'conflict' });
});

it.each(versions)(
  'submits, cancels and amends, each against the state that was read, on Frappe %s',
  async (version) => {
    const { erp } = site(version);
    const invoices = erp.documents('Sales Invoice');
    const draft = await invoices.create({ customer: 'Ada', items });
    await expect(invoices.cancel(draft.name, { modified: 'any' })).rejects.toMatchObject({
      code: 'conflict',
    });
    const submitted = await invoices.submit(draft.name, { modified: draft.modified ?? '' });
    expect(submitted).toMatchObject({ docstatus: 1, status: 'Unpaid' });
    await expect(invoices.submit(draft.name, { modified: draft.modified ?? '' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(invoices.update(draft.name, { customer: 'Bob' }, { modified: 'any' })).rejects.toMatchObject(
      { code: 'conflict' },
    );
    await expect(invoices.delete(draft.name)).rejects.toMatchObject({ code: 'validation' });
    const cancelled = await invoices.cancel(draft.name, { modified: submitted.modified ?? '' });
    expect(cancelled.docstatus).toBe(2);
    const amended = await invoices.amend(draft.name);
    expect(amended).toMatchObject({
      name: `${draft.name}-1`,
      amended_from: draft.name,
      docstatus: 0,
      grand_total: 51,
    });
    expect(amended.items?.map(({ name }) => name)).not.toEqual(draft.items?.map(({ name }) => name));
  },
);

it('11: a rename changes the name that other documents know; only the links follow', async () => {
  const { server, erp } = site();
  await erp.documents('Customer').create({ customer_name: 'Ada' });
  const invoice = await erp.documents('Sales Invoice').create({ customer: 'Ada', items });
  await erp.documents('Customer').rename('Ada', 'Ada AG');
  await expect(erp.documents('Customer').get('Ada')).rejects.toMatchObject({ name: 'NotFoundError' });
  expect(server.db.get('Sales Invoice', invoice.name)['customer']).toBe('Ada AG');
  // A second one of that name is another customer, without an error.
  expect((await erp.documents('Customer').create({ customer_name: 'Ada AG' })).name).toBe('Ada AG - 1');
});

it('12: a file is private unless somebody says otherwise', async () => {
  const { erp } = site();
  const file = { name: 'invoice.pdf', content: new Blob(['%PDF']) };
  const attachTo = { docType: 'Sales Invoice', name: 'ACC-SINV-2026-00001' };
  expect(await erp.upload(file, { attachTo })).toMatchObject({
    is_private: 1,
    file_url: '/private/files/invoice.pdf',
    attached_to_name: attachTo.name,
  });
  expect((await erp.upload(file, { isPrivate: false })).file_url).toBe('/files/invoice.pdf');
});

it('16: a bank transaction that is booked again is a conflict; one below zero is refused; a draft is submitted', async () => {
  const { erp } = site();
  const transactions = erp.documents('Bank Transaction');
  const input = { date: '2026-03-01', bank_account: 'Giro', deposit: 12.5, transaction_id: 'rev-1' };
  const { name, modified } = await transactions.create(input);
  const again: unknown = await transactions.create(input).catch((error: unknown) => error);
  expect(again).toMatchObject({ name: 'ConflictError', status: 417 });
  expect(frappeErrorType(again)).toBe('UniqueValidationError');
  await expect(transactions.create({ ...input, transaction_id: 'rev-2', deposit: -1 })).rejects.toMatchObject(
    { code: 'validation' },
  );
  expect((await transactions.submit(name, { modified: modified ?? '' })).docstatus).toBe(1);
});

it('sends a write once, locked or not: repeated, it would be refused for its own success', async () => {
  const { fetch, calls } = recordFetch(() => new TypeError('fetch failed'));
  const auth = { type: 'token', apiKey: 'the-key', apiSecret: 'the-secret' } as const;
  for (const apiVersion of ['v1', 'v2'] as const) {
    const documents = createErpnextClient({ baseUrl: 'https://erp.test', auth, fetch, apiVersion }).documents(
      'Item',
    );
    await expect(documents.update('A', { item_name: 'B' }, { modified: 'any' })).rejects.toMatchObject({
      code: 'network',
    });
    await expect(documents.submit('A', { modified: 'any' })).rejects.toMatchObject({ code: 'network' });
    await expect(documents.delete('A')).rejects.toMatchObject({ code: 'network' });
  }
  expect(calls.map(({ method }) => method)).toEqual(['PUT', 'PUT', 'DELETE', 'PATCH', 'PATCH', 'DELETE']);
});
