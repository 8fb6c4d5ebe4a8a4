import { setupServer } from 'msw/node';
import { http, HttpResponse } from 'msw';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInvoiceNinjaClient } from '../invoice-ninja-client.ts';
import { createInvoiceNinjaServer, eventIds } from '../testing/index.ts';
import { parseWebhook } from '../webhooks/parse-webhook.ts';
import { verifyWebhookSecret } from '../webhooks/verify-webhook-secret.ts';
import { webhookEvents } from '../webhooks/webhook-events.ts';
import { webhookHeaders } from '../webhooks/webhook-headers.ts';

const target = 'https://receiver.test';
const received: { path: string; headers: Headers; body: string }[] = [];
let answer = 200;
const server = createInvoiceNinjaServer();
const msw = setupServer(
  http.all(`${target}/*`, async ({ request }) => {
    received.push({
      path: new URL(request.url).pathname,
      headers: request.headers,
      body: await request.text(),
    });
    return new HttpResponse(null, { status: answer });
  }),
  ...server.handlers,
);
beforeAll(() => msw.listen({ onUnhandledFrame: 'error' }));
afterAll(() => msw.close());
const { baseUrl, token } = server;
const ninja = createInvoiceNinjaClient({ baseUrl, token });

const subscribe = async (event_id: (typeof webhookEvents)[keyof typeof webhookEvents], headers = {}) =>
  await ninja.webhooks.create({ target_url: `${target}/${event_id}`, event_id, headers });
const settled = async () => await expect.poll(() => received.length).toBeGreaterThan(0);

describe('a webhook signature that does not exist', () => {
  it('is replaced by a secret of your own in a header', async () => {
    await subscribe(webhookEvents.create_client, { 'X-Hook-Secret': 'mine' });
    server.person.create('clients', { name: 'Ada' });
    await settled();
    const { headers } = received[0] ?? { headers: new Headers() };
    const check = async (...secrets: string[]) =>
      await verifyWebhookSecret({ headers, header: 'X-Hook-Secret', secrets });
    expect(await check('mine')).toBe(true);
    expect(await check('old', 'mine')).toBe(true);
    expect(await check('min')).toBe(false);
    expect(await check('mine ')).toBe(false);
  });

  it('is missing where the header is', async () => {
    const check = { header: 'X-Hook-Secret', secrets: ['mine'] };
    expect(await verifyWebhookSecret({ ...check, headers: new Headers() })).toBe(false);
    expect(await verifyWebhookSecret({ ...check, headers: { 'x-hook-secret': 'mine' } })).toBe(true);
    expect(await verifyWebhookSecret({ ...check, headers: { 'x-hook-secret': ['mine'] } })).toBe(true);
    expect(await verifyWebhookSecret({ ...check, headers: { 'x-hook-secret': ['mine', 'mine'] } })).toBe(
      false,
    );
  });

  it('cannot be checked without a secret', async () => {
    const check = { headers: new Headers({ 'X-Hook-Secret': '' }), header: 'X-Hook-Secret' };
    await expect(verifyWebhookSecret({ ...check, secrets: [] })).rejects.toThrow('secrets');
    await expect(verifyWebhookSecret({ ...check, secrets: [''] })).rejects.toThrow('secrets');
  });
});

describe('an event name that is not in the body', () => {
  it('comes from the address that was called', async () => {
    received.length = 0;
    await subscribe(webhookEvents.create_invoice);
    const client = server.db.clients.insert({ name: 'Bob' });
    server.person.create('invoices', { client_id: client.id });
    await settled();
    const { body, path } = received[0] ?? { body: '', path: '' };
    expect(path).toBe('/2');
    const notice = parseWebhook({ eventId: '2', body });
    expect(notice).toMatchObject({
      event: 'create_invoice',
      entity: 'invoice',
      data: { client: { id: client.id } },
    });
  });

  it.each(['', 'no json', '{}', '[]'])('refuses a body that is no invoice: %s', (body) => {
    expect(() => parseWebhook({ eventId: webhookEvents.update_invoice, body })).toThrow(
      'the body is no invoice',
    );
  });

  it('refuses an event that does not exist', () => {
    // @ts-expect-error -- there are 64
    expect(() => parseWebhook({ eventId: '65', body: '{}' })).toThrow('eventId');
  });
});

describe('webhook events', () => {
  it('are 64, numbered without a gap', () => {
    const ids = Object.values(webhookEvents).map(Number);
    expect(ids.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, index) => index + 1));
  });

  it('know the kind of record of each', () => {
    for (const eventId of Object.values(webhookEvents))
      expect(() => parseWebhook({ eventId, body: '{}' })).toThrow('the body is no');
  });

  it('are those of the server', () => {
    const numbers = Object.values(eventIds).flatMap((events) => Object.values(events));
    for (const number of numbers) expect(Object.values(webhookEvents)).toContain(String(number));
  });
});

describe('webhook retries that do not come', () => {
  it('loses a delivery that was refused, which can be sent again by hand', async () => {
    const webhook = await subscribe(webhookEvents.create_vendor);
    answer = 500;
    received.length = 0;
    const vendor = server.person.create('vendors', { name: 'v' });
    await settled();
    answer = 200;
    expect(received).toHaveLength(1);
    await ninja.webhooks.retry(webhook.id, { entity: 'vendor', entity_id: vendor.id });
    await expect.poll(() => received.length).toBe(2);
  });

  it('shows a subscription that a 404 has ended as archived', async () => {
    const webhook = await subscribe(webhookEvents.create_project);
    answer = 404;
    received.length = 0;
    const client = server.db.clients.insert({ name: 'c' });
    server.person.create('projects', { name: 'p', client_id: client.id });
    await settled();
    answer = 200;
    await expect.poll(async () => (await ninja.webhooks.get(webhook.id)).archived_at).toBeGreaterThan(0);
  });
});

describe('subscriptions', () => {
  it('show no headers as an empty list, read as none', async () => {
    const bare = await subscribe(webhookEvents.update_client);
    expect(bare.headers).toEqual([]);
    expect(webhookHeaders(bare)).toEqual({});
    const own = await subscribe(webhookEvents.update_client, { 'X-A': '1' });
    expect(webhookHeaders(own)).toEqual({ 'X-A': '1' });
  });

  it('are listed and ended', async () => {
    const webhook = await subscribe(webhookEvents.delete_client);
    await ninja.webhooks.delete(webhook.id);
    const ids: string[] = [];
    for await (const { id } of ninja.webhooks.list({ status: ['active'] })) ids.push(id);
    expect(ids).not.toContain(webhook.id);
    expect(ids.length).toBeGreaterThan(0);
  });

  it('are never made by GET, which would save an empty row', () => {
    expect(server.requests.filter(({ method, url }) => method === 'GET' && url.includes('create'))).toEqual(
      [],
    );
  });
});
