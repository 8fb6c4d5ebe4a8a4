import { http, HttpResponse } from 'msw';
import { afterEach, expect, it } from 'vitest';
import { lostAnswer, reset } from './fault.ts';
import { createFaults } from './faults.ts';
import { type MswServer, serveMsw } from './serve-msw.ts';

let created = 0;
const handlers = [
  http.get('https://provider.test/things/:id', ({ params, request }) =>
    HttpResponse.json({ id: params['id'], url: request.url, agent: request.headers.get('x-agent') }),
  ),
  http.post('https://provider.test/things', async ({ request }) => {
    created += 1;
    return HttpResponse.json(await request.json(), { status: 201 });
  }),
];
const origin = 'https://provider.test';

let server: MswServer;
afterEach(async () => await server.close());

it('answers over HTTP as the handlers do, at the address they are written for', async () => {
  server = await serveMsw({ handlers, origin });
  const response = await fetch(`${server.url}/things/7?a=b`, { headers: { 'x-agent': 'me' } });
  expect(await response.json()).toEqual({ id: '7', url: 'https://provider.test/things/7?a=b', agent: 'me' });
});

it('hands the body on', async () => {
  server = await serveMsw({ handlers, origin });
  const response = await fetch(`${server.url}/things`, { method: 'POST', body: '{"name":"é"}' });
  expect([response.status, await response.json()]).toEqual([201, { name: 'é' }]);
});

it('names a request that no handler answers', async () => {
  server = await serveMsw({ handlers, origin });
  const response = await fetch(`${server.url}/nowhere`);
  expect([response.status, await response.json()]).toEqual([
    501,
    { message: 'serveMsw: no handler for GET /nowhere' },
  ]);
});

it('says when a handler itself fails', async () => {
  const broken = http.get('https://provider.test/things/:id', () => {
    throw new RangeError('out of things');
  });
  server = await serveMsw({ handlers: [broken], origin });
  const response = await fetch(`${server.url}/things/1`);
  expect([response.status, await response.json()]).toEqual([
    500,
    { message: 'serveMsw: the handler for GET /things/1 failed: RangeError: out of things' },
  ]);
});

it.each([
  ['before', reset, 0],
  ['after', lostAnswer, 1],
] as const)('really breaks the connection %s the provider acts', async (_when, fault, count) => {
  created = 0;
  const faults = createFaults();
  server = await serveMsw({ handlers: faults.inFrontOf(handlers), origin });
  faults.next(fault);
  const error: unknown = await fetch(`${server.url}/things`, { method: 'POST', body: '{}' }).catch(
    (e: unknown) => e,
  );
  expect(error).toMatchObject({ cause: { code: 'ECONNRESET' } });
  expect(created).toBe(count);
});

it('stops listening when closed, and ends what is under way', async () => {
  const arrival = Promise.withResolvers<void>();
  const never = http.get('*/never', async () => {
    arrival.resolve();
    return await new Promise<never>(() => undefined);
  });
  server = await serveMsw({ handlers: [never] });
  const unanswered = fetch(`${server.url}/never`).catch((error: unknown) => error);
  await arrival.promise;
  await server.close();
  expect(await unanswered).toBeInstanceOf(TypeError);
  await expect(fetch(`${server.url}/never`)).rejects.toThrow('fetch failed');
});

it('says which port is taken', async () => {
  server = await serveMsw({ handlers });
  await expect(serveMsw({ handlers, port: Number(new URL(server.url).port) })).rejects.toThrow('EADDRINUSE');
});
