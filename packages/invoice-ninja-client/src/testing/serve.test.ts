import { lostAnswer, rateLimited, reset, slow } from '@unified-sync/http-client/testing';
import { setupServer } from 'msw/node';
import { afterEach, describe, expect, it } from 'vitest';
import { callApi } from './call-api.ts';
import { createInvoiceNinjaServer } from './invoice-ninja-server.ts';
import { serve } from './serve.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(async (server) => await server.close()));
});
const headers = {
  Accept: 'application/json',
  'X-API-TOKEN': 'test-token',
  'Content-Type': 'application/json',
};

const statuses = async (seed: number): Promise<number[]> => {
  const rules = [{ fault: rateLimited(), probability: 0.3 }];
  const server = createInvoiceNinjaServer({ seed, faults: { rules } });
  const found: number[] = [];
  for (let count = 0; count < 30; count += 1) found.push((await callApi(server, 'GET ping')).status);
  return found;
};

it('stands behind fetch as handlers of msw', async () => {
  const server = createInvoiceNinjaServer();
  const msw = setupServer(...server.handlers);
  msw.listen();
  try {
    const response = await fetch('https://invoicing.test/api/v1/ping', { headers });
    expect(await response.json()).toEqual({ company_name: 'Untitled Company', user_name: 'Test User' });
    server.faults.next(reset);
    await expect(fetch('https://invoicing.test/api/v1/ping', { headers })).rejects.toThrow('fetch failed');
  } finally {
    msw.close();
  }
});

describe('served over HTTP', () => {
  it('answers like the handlers do, and posts webhooks for real', async () => {
    const receiver = createInvoiceNinjaServer({ baseUrl: 'https://receiver.test' });
    const hub = await serve(receiver);
    const server = createInvoiceNinjaServer();
    const served = await serve(server);
    open.push(hub, served);
    server.db.webhooks.insert({ event_id: '1', target_url: `${hub.url}/api/v1/hook` });
    const response = await fetch(`${served.url}/api/v1/clients`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ name: 'Müller' }),
    });
    expect(await response.json()).toMatchObject({ data: { name: 'Müller' } });
    await server.webhooks.settled();
    // The receiver knows no such route, and says so with a 404: the subscription is gone.
    expect(receiver.requests).toMatchObject([{ method: 'POST', url: '/api/v1/hook', status: 404 }]);
    expect(server.webhooks.deliveries).toMatchObject([{ outcome: 'unsubscribed' }]);
  });

  it('breaks connections, before or after it did what was asked', async () => {
    const server = createInvoiceNinjaServer();
    const served = await serve(server);
    open.push(served);
    const create = async (): Promise<Response> =>
      await fetch(`${served.url}/api/v1/products`, { method: 'POST', headers, body: '{}' });
    server.faults.next(reset);
    await expect(create()).rejects.toThrow('fetch failed');
    expect(server.db.products.all()).toHaveLength(0);
    server.faults.next(lostAnswer);
    await expect(create()).rejects.toThrow('fetch failed');
    expect(server.db.products.all()).toHaveLength(1);
  });
});

describe('faults', () => {
  it('are 429 without Retry-After, errors and delays, as announced', async () => {
    const server = createInvoiceNinjaServer();
    server.faults.next(rateLimited());
    server.faults.next(slow(30));
    const refused = await callApi(server, 'GET clients');
    expect(refused.status).toBe(429);
    expect(refused.headers.has('retry-after')).toBe(false);
    const start = performance.now();
    expect((await callApi(server, 'GET clients')).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(25);
  });

  it('by chance come to the same requests for the same seed', async () => {
    expect(await statuses(5)).toEqual(await statuses(5));
    expect(new Set(await statuses(5))).toEqual(new Set([200, 429]));
    expect(await statuses(5)).not.toEqual(await statuses(6));
  });
});

it('has a clock that may go wrong', async () => {
  const now = Date.UTC(2026, 0, 1, 12);
  const server = createInvoiceNinjaServer({ now: () => now, clockSkew: -90_000 });
  const answer = await callApi(server, 'POST products', { body: {} });
  expect(answer.headers.get('date')).toBe('Thu, 01 Jan 2026 11:58:30 GMT');
  expect(answer.body).toMatchObject({ data: { updated_at: now / 1000 - 90 } });
  server.clock.skew = 0;
  expect((await callApi(server, 'POST products', { body: {} })).body).toMatchObject({
    data: { updated_at: now / 1000 },
  });
});

it('keeps the last requests, for a test to look at', async () => {
  const server = createInvoiceNinjaServer();
  await callApi(server, 'GET clients?page=2');
  expect(server.requests).toEqual([{ method: 'GET', url: '/api/v1/clients?page=2', status: 200 }]);
});
