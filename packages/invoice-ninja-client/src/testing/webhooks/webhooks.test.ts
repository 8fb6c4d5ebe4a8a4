import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { callApi, recordIn } from '../call-api.ts';
import { createInvoiceNinjaServer, type InvoiceNinjaServer } from '../invoice-ninja-server.ts';
import type { InvoiceNinjaServerOptions } from '../server-options.ts';
import { eventIds } from './event-ids.ts';

interface Received {
  url: string;
  method: string;
  headers: Headers;
  body: unknown;
}
interface Scene {
  server: InvoiceNinjaServer;
  received: Received[];
  /** Subscribes to an event; its number is the path of the target. */
  subscribe: (eventId: number, values?: object) => Promise<string>;
  /** Event ids in the order in which they arrived. */
  arrived: () => Promise<number[]>;
  answer: (status: number) => void;
}

function scene(options: InvoiceNinjaServerOptions = {}): Scene {
  const received: Received[] = [];
  let status = 200;
  const server = createInvoiceNinjaServer({
    ...options,
    async fetch(input, init) {
      const request = new Request(input, init);
      received.push({
        url: request.url,
        method: request.method,
        headers: request.headers,
        body: await request.json(),
      });
      return new Response(null, { status });
    },
  });
  return {
    server,
    received,
    subscribe: async (eventId, values = {}) => {
      const body = { target_url: `https://hub.test/${eventId}`, event_id: String(eventId), ...values };
      return recordIn('webhooks', await callApi(server, 'POST webhooks', { body })).id;
    },
    arrived: async () => {
      await server.webhooks.settled();
      return received.map(({ url }) => Number(new URL(url).pathname.slice(1)));
    },
    answer(next) {
      status = next;
    },
  };
}
const line_items = [{ quantity: 1, cost: 100 }];

const allEvents = async (): Promise<Scene & { client_id: string; fresh: () => Promise<void> }> => {
  const all = scene();
  for (const ids of Object.values(eventIds)) for (const id of Object.values(ids)) await all.subscribe(id);
  const { id: client_id } = all.server.db.clients.insert({});
  const fresh = async (): Promise<void> => {
    await all.arrived();
    all.received.length = 0;
  };
  return { ...all, client_id, fresh };
};

const nameIn = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'name' in body ? String(body.name) : '';

/** Names of the clients of which a receiver hears when forty are made. */
const run = async (webhookChaos: object): Promise<string[]> => {
  const { server, received, subscribe } = scene({ webhookMode: 'manual', webhookChaos });
  await subscribe(1);
  for (let index = 0; index < 40; index += 1) server.person.create('clients', { name: `${index}` });
  await server.webhooks.flush();
  return received.map(({ body }) => nameIn(body));
};

describe('a delivery', () => {
  it('is the bare record, unsigned, with the headers of the subscription and nothing that names the event', async () => {
    const { server, received, subscribe, arrived } = scene();
    await subscribe(1, { headers: { 'X-Secret': 's3cret' }, rest_method: 'put' });
    const client = server.person.create('clients', { name: 'Müller' });
    await arrived();
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      method: 'PUT',
      body: { id: client.id, name: 'Müller', contacts: [{}] },
    });
    expect(received[0]?.body).not.toHaveProperty('data');
    expect(received[0]?.headers.get('x-secret')).toBe('s3cret');
    expect(
      [...(received[0]?.headers.keys() ?? [])].filter((name) => /sign|event|delivery/i.test(name)),
    ).toEqual([]);
  });

  it('adds the client to an invoice, and client and invoices to a payment', async () => {
    const { server, received, subscribe, arrived } = scene();
    await subscribe(2);
    await subscribe(4);
    const client = server.person.create('clients', { name: 'Müller' });
    const invoice = server.person.create('invoices', { client_id: client.id, line_items });
    server.person.pay(invoice.id);
    await arrived();
    expect(received[0]?.body).toMatchObject({ id: invoice.id, client: { name: 'Müller' } });
    expect(received[1]?.body).toMatchObject({ client: { id: client.id }, invoices: [{ id: invoice.id }] });
  });

  it('shows the record as it is when it leaves, not as it was when it changed', async () => {
    const { server, received, subscribe } = scene({ webhookMode: 'manual' });
    await subscribe(10);
    const { id } = server.person.create('clients', { name: 'A' });
    server.person.edit('clients', id, { name: 'B' });
    server.person.edit('clients', id, { name: 'C' });
    expect(server.webhooks.pending).toBe(2);
    await server.webhooks.flush();
    expect(received.map(({ body }) => body)).toMatchObject([{ name: 'C' }, { name: 'C' }]);
  });

  it('of a payment leaves 20 or 25 seconds late where a queue works', async () => {
    let time = Date.UTC(2026, 0, 1);
    const { server, subscribe, arrived } = scene({ webhookMode: 'manual', now: () => time });
    for (const event of [2, 4, 12]) await subscribe(event);
    const client = server.person.create('clients', {});
    const invoice = server.person.create('invoices', { client_id: client.id, line_items });
    const payment = server.person.pay(invoice.id);
    server.person.remove('payments', payment.id);
    const after = async (seconds: number): Promise<number[]> => {
      time += seconds * 1000;
      await server.webhooks.flush({ dueOnly: true });
      return await arrived();
    };
    expect(await after(0)).toEqual([2]);
    expect(await after(20)).toEqual([2, 4]);
    expect(await after(5)).toEqual([2, 4, 12]);
  });

  it('waits by itself in the mode queued', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { server, subscribe, arrived } = scene({ webhookMode: 'queued', now: () => Date.UTC(2026, 0, 1) });
    await subscribe(1);
    await subscribe(4);
    const client = server.person.create('clients', {});
    server.person.create('payments', { client_id: client.id, amount: 5 });
    expect(await arrived()).toEqual([1]);
    vi.advanceTimersByTime(20_000);
    expect(await arrived()).toEqual([1, 4]);
  });

  it('that fails is lost: nothing is tried again', async () => {
    const { server, subscribe, arrived, answer } = scene();
    await subscribe(1);
    for (const status of [400, 429, 500, 503]) {
      answer(status);
      server.person.create('clients', {});
    }
    expect(await arrived()).toHaveLength(4);
    expect(server.webhooks.deliveries.map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 4 }, () => 'refused'),
    );
    expect(server.db.webhooks.all()[0]?.archived_at).toBe(0);
  });

  it.each([404, 405, 410])('that is answered with %d ends the subscription', async (status) => {
    const { server, subscribe, arrived, answer } = scene();
    await subscribe(1);
    answer(status);
    server.person.create('clients', {});
    await arrived();
    answer(200);
    server.person.create('clients', {});
    expect(await arrived()).toEqual([1]);
    expect(server.webhooks.deliveries).toMatchObject([{ outcome: 'unsubscribed', status }]);
    expect(server.db.webhooks.all()[0]?.archived_at).toBeGreaterThan(0);
  });

  it('that reaches nobody is noted as that', async () => {
    const server = createInvoiceNinjaServer({
      fetch: async () => await Promise.reject(new TypeError('fetch failed')),
    });
    await callApi(server, 'POST webhooks', { body: { target_url: 'https://hub.test', event_id: 1 } });
    server.person.create('clients', {});
    await server.webhooks.settled();
    expect(server.webhooks.deliveries).toMatchObject([{ outcome: 'unreachable', status: undefined }]);
  });

  it('goes to those alone who subscribed, in that company', async () => {
    const { server, subscribe, arrived } = scene();
    await subscribe(1);
    server.addCompany({ token: 'other' });
    await callApi(server, 'POST clients', { token: 'other', body: {} });
    server.person.create('products', {});
    expect(await arrived()).toEqual([]);
  });
});

describe('which events an action fires', () => {
  it('archiving, deleting and restoring have one each', async () => {
    const { server, arrived, client_id } = await allEvents();
    server.person.archive('clients', client_id);
    server.person.remove('clients', client_id);
    server.person.restore('clients', client_id);
    expect(await arrived()).toEqual([37, 11, 45]);
  });

  it('marking an invoice paid repeats itself and says nothing of the client', async () => {
    const { server, arrived, client_id, fresh } = await allEvents();
    const { id } = server.person.create('invoices', { client_id, line_items, mark_sent: true });
    await fresh();
    server.person.bulk('invoices', 'mark_paid', [id]);
    expect(await arrived()).toEqual([4, 8, 8]);
  });

  it('sending an invoice by e-mail says twice that it was sent', async () => {
    const { server, arrived, client_id, fresh } = await allEvents();
    const { id } = server.person.create('invoices', { client_id, line_items });
    await fresh();
    server.person.bulk('invoices', 'email', [id]);
    expect(await arrived()).toEqual([8, 60, 60]);
  });

  it('a new payment is created and updated at once, and its invoice changes', async () => {
    const { server, arrived, client_id, fresh } = await allEvents();
    const { id } = server.person.create('invoices', { client_id, line_items, mark_sent: true });
    await fresh();
    server.person.pay(id);
    expect(await arrived()).toEqual([4, 8, 31]);
  });

  it('deleting a payment says nothing of the invoice that is owed again', async () => {
    const { server, arrived, client_id, fresh } = await allEvents();
    const { id } = server.person.create('invoices', { client_id, line_items, mark_sent: true });
    const payment = server.person.pay(id);
    await fresh();
    server.person.remove('payments', payment.id);
    expect(await arrived()).toEqual([12]);
    expect(server.db.invoices.get(id)?.balance).toBe(100);
  });

  it('changing many at once says nothing at all', async () => {
    const { server, arrived, client_id } = await allEvents();
    const { id } = server.db.products.insert({});
    server.person.bulk('clients', 'assign_group', [client_id], { group_settings_id: 'x' });
    server.person.bulk('clients', 'bulk_update', [client_id], { column: 'public_notes', new_value: 'x' });
    server.person.bulk('products', 'set_tax_id', [id], { tax_id: '2' });
    expect(await arrived()).toEqual([]);
  });

  it('quotes are created, sent, approved and converted', async () => {
    const { server, arrived, client_id, fresh } = await allEvents();
    const { id } = server.person.create('quotes', { client_id, line_items });
    server.person.bulk('quotes', 'mark_sent', [id]);
    server.person.bulk('quotes', 'approve', [id]);
    expect(await arrived()).toEqual([3, 6, 61, 21]);
    await fresh();
    server.person.bulk('quotes', 'convert_to_invoice', [id]);
    expect(await arrived()).toEqual([2, 6]);
  });
});

describe('chaos on the way', () => {
  it('drops, repeats and mixes up deliveries, the same ones for the same seed', async () => {
    const calm = await run({});
    expect(calm).toEqual(Array.from({ length: 40 }, (_, index) => `${index}`));
    expect((await run({ drop: 0.3 })).length).toBeLessThan(40);
    expect((await run({ duplicate: 0.3 })).length).toBeGreaterThan(40);
    const mixed = await run({ reorder: true });
    expect(mixed).not.toEqual(calm);
    expect(new Set(mixed)).toEqual(new Set(calm));
    expect(mixed).toHaveLength(40);
    expect(await run({ reorder: true, drop: 0.2, duplicate: 0.2 })).toEqual(
      await run({ reorder: true, drop: 0.2, duplicate: 0.2 }),
    );
  });
});

describe('a subscription', () => {
  it('of an unknown event is refused with a bare text', async () => {
    const { server } = scene();
    const answer = await callApi(server, 'POST webhooks', {
      body: { target_url: 'https://hub.test', event_id: 'all' },
    });
    expect(answer).toMatchObject({ status: 400, body: 'Invalid event' });
  });

  it('needs an address and an administrator', async () => {
    const { server } = scene();
    expect(
      (await callApi(server, 'POST webhooks', { body: { event_id: 1, target_url: 'nowhere' } })).status,
    ).toBe(422);
    server.addToken({ token: 'clerk', permissions: ['create_all', 'view_all', 'edit_all'] });
    const body = { event_id: 1, target_url: 'https://hub.test' };
    expect((await callApi(server, 'POST webhooks', { token: 'clerk', body })).status).toBe(401);
  });

  it('shows empty headers as a list and others as an object', async () => {
    const { server, subscribe } = scene();
    await subscribe(1);
    await subscribe(2, { headers: { a: 'b' } });
    expect((await callApi(server, 'GET webhooks?sort=id|asc')).body).toMatchObject({
      data: [{ headers: [], rest_method: 'post' }, { headers: { a: 'b' } }],
    });
  });

  it('is really stored by GET /webhooks/create, empty as it is', async () => {
    const { server } = scene();
    await callApi(server, 'GET webhooks/create');
    expect(server.db.webhooks.all()).toMatchObject([{ target_url: '', event_id: '' }]);
  });

  it('is archived by deleting it', async () => {
    const { server, subscribe, arrived } = scene();
    const id = await subscribe(1);
    await callApi(server, `DELETE webhooks/${id}`);
    server.person.create('clients', {});
    expect(await arrived()).toEqual([]);
    expect(server.db.webhooks.get(id)).toMatchObject({ is_deleted: false, archived_at: expect.any(Number) });
  });

  it('that ends while a delivery waits gets neither that one nor another', async () => {
    const { server, received, subscribe } = scene({ webhookMode: 'manual' });
    const id = await subscribe(1);
    server.person.create('clients', {});
    server.person.archive('webhooks', id);
    server.person.create('clients', {});
    expect(server.webhooks.pending).toBe(1);
    await server.webhooks.flush();
    expect(received).toEqual([]);
  });

  it('can be sent a record by hand, whatever it is subscribed to', async () => {
    const { server, received, subscribe, arrived } = scene();
    const id = await subscribe(1);
    const invoice = server.db.invoices.insert({ client_id: server.db.clients.insert({}).id });
    await callApi(server, `POST webhooks/${id}/retry`, {
      body: { entity: 'invoice', entity_id: invoice.id },
    });
    await arrived();
    expect(received).toMatchObject([{ body: { id: invoice.id } }]);
    const missing = { entity: 'invoice', entity_id: 'nonsense' };
    expect((await callApi(server, `POST webhooks/${id}/retry`, { body: missing })).status).toBe(400);
  });

  it('fails on an unknown bulk action with 500', async () => {
    const { server, subscribe } = scene();
    const id = await subscribe(1);
    expect(
      (await callApi(server, 'POST webhooks/bulk', { body: { action: 'explode', ids: [id] } })).status,
    ).toBe(500);
  });
});
