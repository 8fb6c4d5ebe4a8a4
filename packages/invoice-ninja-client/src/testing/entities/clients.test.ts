import { describe, expect, it } from 'vitest';
import { callApi, recordIn, type CallOptions } from '../call-api.ts';
import { createInvoiceNinjaServer, type InvoiceNinjaServer } from '../invoice-ninja-server.ts';
import type { RecordOf } from '../records/entity-data.ts';

type Client = RecordOf<'clients'>;
const send = async (server: InvoiceNinjaServer, route: string, body: CallOptions['body']): Promise<Client> =>
  recordIn('clients', await callApi(server, route, { body }));

const existing = async (): Promise<{ server: InvoiceNinjaServer; client: Client }> => {
  const server = createInvoiceNinjaServer();
  const contacts = [{ email: 'a@x.example' }, { email: 'b@x.example', is_primary: true }];
  const settings = { currency_id: '3', payment_terms: '14' };
  return {
    server,
    client: await send(server, 'POST clients', { name: 'Old', city: 'Bern', contacts, settings }),
  };
};

describe('a new client', () => {
  it('has a number, keys, the currency of the company and one blank primary contact', async () => {
    const server = createInvoiceNinjaServer({ company: { settings: { currency_id: '17' } } });
    const client = await send(server, 'POST clients', { name: 'Müller AG' });
    expect(client).toMatchObject({
      number: '0001',
      display_name: 'Müller AG',
      settings: { currency_id: '17' },
      archived_at: 0,
    });
    expect(client.contacts).toMatchObject([{ email: '', is_primary: true, send_email: true }]);
    expect(client.contacts[0]?.link).toContain('https://invoicing.test/client/key_login/');
    expect((await send(server, 'POST clients', {})).number).toBe('0002');
  });

  it('takes ISO codes for country, language and currency', async () => {
    const codes = { country_code: 'CH', language_code: 'de', currency_code: 'EUR' };
    const client = await send(createInvoiceNinjaServer(), 'POST clients', codes);
    expect(client).toMatchObject({ country_id: '756', settings: { currency_id: '3', language_id: '3' } });
  });

  it('has empty strings for everything that was not said, and text where numbers were sent', async () => {
    const client = await send(createInvoiceNinjaServer(), 'POST clients', {
      country_id: 756,
      private_notes: null,
    });
    expect(client).toMatchObject({
      country_id: '756',
      private_notes: '',
      assigned_user_id: '',
      industry_id: '',
    });
  });
});

describe('an update of a client', () => {
  it('merges fields, and ignores what may not be written', async () => {
    const { server, client } = await existing();
    const sent = { name: 'New', balance: 1000, nonsense: 1 };
    expect(await send(server, `PUT clients/${client.id}`, sent)).toMatchObject({
      name: 'New',
      city: 'Bern',
      balance: 0,
    });
    expect((await callApi(server, `PATCH clients/${client.id}`, { body: { name: 'Newer' } })).status).toBe(
      200,
    );
  });

  it('without settings wipes them all and brings the currency of the company back', async () => {
    const { server, client } = await existing();
    expect((await send(server, `PUT clients/${client.id}`, { name: 'New' })).settings).toEqual({
      currency_id: '1',
    });
  });

  it('with some settings keeps those alone', async () => {
    const { server, client } = await existing();
    const { settings } = await send(server, `PUT clients/${client.id}`, {
      settings: { payment_terms: '30' },
    });
    expect(settings).toEqual({ payment_terms: '30', currency_id: '1' });
  });

  it('makes the first contact primary, after those that say they are', async () => {
    const { client } = await existing();
    expect(client.contacts.map(({ email, is_primary }) => [email, is_primary])).toEqual([
      ['b@x.example', true],
      ['a@x.example', false],
    ]);
  });

  it('drops the contacts that it does not list, and leaves them where it lists none at all', async () => {
    const { server, client } = await existing();
    const [first] = client.contacts;
    expect((await send(server, `PUT clients/${client.id}`, { name: 'x' })).contacts).toHaveLength(2);
    const { contacts } = await send(server, `PUT clients/${client.id}`, {
      contacts: [{ id: first?.id, phone: '1' }],
    });
    expect(contacts).toMatchObject([{ id: first?.id, email: first?.email, phone: '1' }]);
  });

  it('with documents in the body does nothing of the rest', async () => {
    const { server, client } = await existing();
    expect((await send(server, `PUT clients/${client.id}`, { name: 'New', documents: ['x'] })).name).toBe(
      'Old',
    );
  });

  it('can be tried without being stored: /create and /edit', async () => {
    const { server, client } = await existing();
    expect(recordIn('clients', await callApi(server, 'GET clients/create'))).toMatchObject({
      id: '',
      name: '',
    });
    expect(recordIn('clients', await callApi(server, `GET clients/${client.id}/edit`)).name).toBe('Old');
    expect(server.db.clients.all()).toHaveLength(1);
  });
});

describe('archiving, deleting and restoring', () => {
  it('moves updated_at, and only restoring clears both states', async () => {
    let time = Date.UTC(2026, 0, 1);
    const server = createInvoiceNinjaServer({ now: () => time });
    const { id, updated_at } = server.db.clients.insert({});
    const after = async (action: string): Promise<Client | undefined> => {
      time += 60_000;
      await callApi(server, 'POST clients/bulk', { body: { action, ids: [id] } });
      return server.db.clients.get(id);
    };
    expect(await after('archive')).toMatchObject({
      archived_at: updated_at + 60,
      updated_at: updated_at + 60,
      is_deleted: false,
    });
    expect(await after('delete')).toMatchObject({ archived_at: updated_at + 120, is_deleted: true });
    expect(await after('restore')).toMatchObject({
      archived_at: 0,
      updated_at: updated_at + 180,
      is_deleted: false,
    });
  });

  it('for good leaves no trace, and wants the password', async () => {
    const server = createInvoiceNinjaServer();
    const { id } = server.db.clients.insert({});
    server.db.invoices.insert({ client_id: id });
    expect(await callApi(server, `POST clients/${id}/purge`)).toMatchObject({
      status: 412,
      body: { message: 'Invalid Password' },
    });
    const headers = { 'X-API-PASSWORD-BASE64': btoa('password') };
    expect((await callApi(server, `POST clients/${id}/purge`, { headers })).status).toBe(200);
    expect([server.db.clients.all(), server.db.invoices.all()]).toEqual([[], []]);
  });

  it('by merging gives everything to the other client; the password is remembered for half an hour', async () => {
    let time = Date.UTC(2026, 0, 1);
    const server = createInvoiceNinjaServer({ now: () => time });
    const [kept, merged, third] = ['A', 'B', 'C'].map((name) =>
      server.db.clients.insert({ name, balance: 10 }),
    );
    const invoice = server.db.invoices.insert({ client_id: merged?.id ?? '' });
    const headers = { 'X-API-PASSWORD': 'password' };
    await callApi(server, `POST clients/${kept?.id}/${merged?.id}/merge`, { headers });
    expect(server.db.clients.get(merged?.id ?? '')).toBeUndefined();
    expect(server.db.invoices.get(invoice.id)?.client_id).toBe(kept?.id);
    expect(server.db.clients.get(kept?.id ?? '')?.balance).toBe(20);
    time += 31 * 60_000;
    expect((await callApi(server, `POST clients/${kept?.id}/${third?.id}/merge`)).status).toBe(412);
  });
});

describe('a bulk action', () => {
  it('answers with a page of 20 of the rows, unless more are asked for', async () => {
    const server = createInvoiceNinjaServer();
    const ids = Array.from({ length: 30 }, () => server.db.clients.insert({}).id);
    const count = async (extra = {}): Promise<unknown> =>
      (await callApi(server, 'POST clients/bulk', { body: { action: 'archive', ids, ...extra } })).body;
    expect(await count()).toMatchObject({ meta: { pagination: { count: 20, total: 30 } } });
    expect(await count({ per_page: 50 })).toMatchObject({ meta: { pagination: { count: 30, total: 30 } } });
    expect(server.db.clients.all().every(({ archived_at }) => archived_at > 0)).toBe(true);
  });

  it('that nobody knows is refused, and ids of nobody are ignored', async () => {
    const server = createInvoiceNinjaServer();
    const { id } = server.db.clients.insert({});
    expect(
      (await callApi(server, 'POST clients/bulk', { body: { action: 'explode', ids: [id] } })).status,
    ).toBe(422);
    expect((await callApi(server, 'POST clients/bulk', { body: { action: 'archive' } })).status).toBe(422);
    const answer = await callApi(server, 'POST clients/bulk', {
      body: { action: 'archive', ids: ['nonsense', id] },
    });
    expect(answer.body).toMatchObject({ meta: { pagination: { total: 1 } } });
  });

  it('sets a group or a column of many at once', async () => {
    const server = createInvoiceNinjaServer();
    const { id } = server.db.clients.insert({});
    const bulk = async (body: object): Promise<number> =>
      (await callApi(server, 'POST clients/bulk', { body: { ids: [id], ...body } })).status;
    await bulk({ action: 'assign_group', group_settings_id: 'gbBN7MFufL' });
    await bulk({ action: 'bulk_update', column: 'custom_value1', new_value: 'VIP' });
    expect(server.db.clients.get(id)).toMatchObject({
      group_settings_id: 'gbBN7MFufL',
      custom_value1: 'VIP',
    });
    expect(await bulk({ action: 'bulk_update', column: 'name', new_value: 'x' })).toBe(422);
  });
});
