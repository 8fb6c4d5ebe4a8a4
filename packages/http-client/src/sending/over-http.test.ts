import { http as route, HttpResponse } from 'msw';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createHttpClient, type HttpClient } from '../http-client.ts';
import { rejection, thingSchema } from '../testing/example-client.ts';
import { lostAnswer, rateLimited, reset, slow } from '../testing/fault.ts';
import { createFaults } from '../testing/faults.ts';
import { type MswServer, serveMsw } from '../testing/serve-msw.ts';

let created = 0;
const faults = createFaults();
const handlers = faults.inFrontOf([
  route.get('*/things/:id', ({ params }) => HttpResponse.json({ id: Number(params['id']) })),
  route.post('*/things', () => {
    created += 1;
    return HttpResponse.json({ id: created });
  }),
  route.get('*/moved', () => new HttpResponse(null, { status: 302, headers: { location: '/things/1' } })),
]);

let server: MswServer;
let http: HttpClient;
beforeAll(async () => {
  server = await serveMsw({ handlers });
  http = createHttpClient({ provider: 'served', baseUrl: server.url, timeout: 200, random: () => 0 });
});
beforeEach(() => {
  created = 0;
});
afterAll(async () => await server.close());

it('repeats a GET whose connection breaks', async () => {
  faults.next(reset, { times: 2 });
  expect(await http.request('GET', '/things/7', { schema: thingSchema })).toEqual({ id: 7 });
});

it('does not repeat a POST whose answer is lost, and tells why', async () => {
  faults.next(lostAnswer);
  const error = await rejection(http.request('POST', '/things', { schema: thingSchema, json: {} }));
  expect(error).toMatchObject({ code: 'network', message: expect.stringContaining('ECONNRESET') });
  expect(created).toBe(1);
});

it('repeats a POST that was rate limited, and it is done once', async () => {
  faults.next(rateLimited(0));
  expect(await http.request('POST', '/things', { schema: thingSchema, json: {} })).toEqual({ id: 1 });
  expect(created).toBe(1);
});

it('repeats a GET that was too slow', async () => {
  faults.next(slow(1000));
  expect(await http.request('GET', '/things/8', { schema: thingSchema })).toEqual({ id: 8 });
});

it('does not follow a redirect', async () => {
  expect(await rejection(http.raw('GET', '/moved'))).toMatchObject({ code: 'http_status', status: 302 });
});

it('is a network error when nobody listens', async () => {
  const closed = await serveMsw({ handlers });
  await closed.close();
  const nobody = createHttpClient({ provider: 'nobody', baseUrl: closed.url, maxRetries: 0 });
  expect(await rejection(nobody.raw('GET', '/things/1'))).toMatchObject({
    code: 'network',
    message: expect.stringContaining('ECONNREFUSED'),
  });
});
