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

const settings = { currency_id: '17', payment_terms: '30', language_id: '3' };
const addClient = async () =>
  await ninja.clients.create({
    name: 'Ada',
    settings,
    contacts: [
      { first_name: 'Ada', email: 'ada@a.test' },
      { first_name: 'Bob', email: 'bob@a.test' },
    ],
  });
const mails = (contacts: readonly { email: string }[]) => contacts.map(({ email }) => email).toSorted();

describe('a PUT that wipes settings', () => {
  it('keeps all of them when something else is changed', async () => {
    const { id } = await addClient();
    const updated = await ninja.clients.update(id, { public_notes: 'x' });
    expect(updated.settings).toEqual(settings);
    expect(updated.public_notes).toBe('x');
  });

  it('changes the one that is given and keeps the others', async () => {
    const { id } = await addClient();
    expect((await ninja.clients.update(id, { settings: { payment_terms: '14' } })).settings).toEqual({
      ...settings,
      payment_terms: '14',
    });
  });

  it('removes one that is undefined', async () => {
    const { id } = await addClient();
    const { settings: left } = await ninja.clients.update(id, { settings: { language_id: undefined } });
    expect(left).toEqual({ currency_id: '17', payment_terms: '30' });
  });

  it('would lose them without the read before', async () => {
    const { id } = await addClient();
    await ninja.http.raw('PUT', `/clients/${id}`, { json: { public_notes: 'x' } });
    expect(db.clients.get(id)?.settings).not.toEqual(settings);
  });
});

describe('a PUT that wipes contacts', () => {
  it('leaves them alone when they are not mentioned', async () => {
    const { id } = await addClient();
    expect(mails((await ninja.clients.update(id, { name: 'x' })).contacts)).toEqual([
      'ada@a.test',
      'bob@a.test',
    ]);
  });

  it('changes one and keeps the others with merge', async () => {
    const { id, contacts } = await addClient();
    const bob = contacts.find(({ email }) => email === 'bob@a.test');
    const updated = await ninja.clients.update(id, {
      contacts: { merge: [{ id: bob?.id, email: 'bob@b.test' }] },
    });
    expect(mails(updated.contacts)).toEqual(['ada@a.test', 'bob@b.test']);
    expect(new Set(updated.contacts.map((contact) => contact.id))).toEqual(
      new Set(contacts.map((contact) => contact.id)),
    );
    expect(updated.contacts.find(({ is_primary }) => is_primary)?.email).toBe('ada@a.test');
    expect(updated.contacts.find(({ email }) => email === 'bob@b.test')?.first_name).toBe('Bob');
  });

  it('makes another one primary with merge', async () => {
    const { id, contacts } = await addClient();
    const bob = contacts.find(({ email }) => email === 'bob@a.test');
    const updated = await ninja.clients.update(id, {
      contacts: { merge: [{ id: bob?.id, is_primary: true }] },
    });
    expect(updated.contacts.filter(({ is_primary }) => is_primary).map(({ email }) => email)).toEqual([
      'bob@a.test',
    ]);
    expect(mails(updated.contacts)).toEqual(['ada@a.test', 'bob@a.test']);
  });

  it('adds one with merge', async () => {
    const { id } = await addClient();
    const updated = await ninja.clients.update(id, { contacts: { merge: [{ email: 'new@a.test' }] } });
    expect(mails(updated.contacts)).toEqual(['ada@a.test', 'bob@a.test', 'new@a.test']);
  });

  it('deletes who is missing only with replace', async () => {
    const { id, contacts } = await addClient();
    const updated = await ninja.clients.update(id, { contacts: { replace: contacts.slice(0, 1) } });
    expect(mails(updated.contacts)).toEqual(['ada@a.test']);
  });

  it('does not take a plain list', async () => {
    const { id } = await addClient();
    // @ts-expect-error -- it would delete who is not in it
    await expect(ninja.clients.update(id, { contacts: [{ email: 'x@a.test' }] })).rejects.toThrow('merge');
    expect(db.clients.get(id)?.contacts).toHaveLength(2);
  });

  it('refuses a contact of somebody else', async () => {
    const { id } = await addClient();
    await expect(
      ninja.clients.update(id, { contacts: { merge: [{ id: 'Wpmbk5ezJn', email: 'x@a.test' }] } }),
    ).rejects.toThrow('no contact of this record');
  });

  it('does the same for vendors', async () => {
    const vendor = await ninja.vendors.create({
      name: 'v',
      contacts: [{ email: 'a@v.test' }, { email: 'b@v.test' }],
    });
    expect(mails((await ninja.vendors.update(vendor.id, { name: 'w' })).contacts)).toEqual([
      'a@v.test',
      'b@v.test',
    ]);
    const merged = await ninja.vendors.update(vendor.id, { contacts: { merge: [{ email: 'c@v.test' }] } });
    expect(mails(merged.contacts)).toEqual(['a@v.test', 'b@v.test', 'c@v.test']);
  });
});

type Send = (input: { [field: string]: number }) => Promise<unknown>;
const anyId = 'VolejRejNm';
const updateInvoice: Send = (input) => ninja.invoices.update(anyId, input);
const updateClient: Send = (input) => ninja.clients.update(anyId, input);
const createClient: Send = (input) => ninja.clients.create(input);
const createInvoice: Send = (input) => ninja.invoices.create({ client_id: anyId, ...input });

describe('fields that are ignored without a word', () => {
  it.each([
    ['invoices.update', 'amount', updateInvoice],
    ['invoices.update', 'balance', updateInvoice],
    ['invoices.update', 'status_id', updateInvoice],
    ['invoices.update', 'client_id', updateInvoice],
    ['invoices.create', 'paid_to_date', createInvoice],
    ['clients.update', 'documents', updateClient],
    ['clients.update', 'balance', updateClient],
    ['clients.update', 'currency_code', updateClient],
    ['clients.create', 'email', createClient],
  ])('%s refuses %s', async (call, field, send) => {
    const before = server.requests.length;
    await expect(send({ [field]: 1 })).rejects.toThrow(`${call}: ${field}`);
    expect(server.requests).toHaveLength(before);
  });

  it('refuses a number that JSON would turn into null, and the server into 0', async () => {
    const lines = [{ cost: Number.NaN, quantity: 1 }];
    await expect(ninja.invoices.create({ client_id: 'VolejRejNm', line_items: lines })).rejects.toThrow(
      'cost',
    );
    await expect(ninja.expenses.create({ amount: Number.POSITIVE_INFINITY })).rejects.toThrow('amount');
  });
});
