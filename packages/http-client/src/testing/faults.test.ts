import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { failed, type Fault, lostAnswer, rateLimited, reset, slow } from './fault.ts';
import { createFaults, type Faults, type FaultsOptions } from './faults.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

let payments = 0;
function provider(options?: FaultsOptions): Faults {
  payments = 0;
  const faults = createFaults(options);
  const handlers = [
    http.get('https://pay.test/payments', () => HttpResponse.json({ payments })),
    http.post('https://pay.test/payments', async ({ request }) => {
      payments += 1;
      return HttpResponse.json(await request.json());
    }),
  ];
  server.use(...faults.inFrontOf(handlers));
  return faults;
}

const get = async (): Promise<Response> => await fetch('https://pay.test/payments');
const post = async (): Promise<Response> =>
  await fetch('https://pay.test/payments', { method: 'POST', body: '{"amount":1}' });

it('lets requests through when nothing is planned', async () => {
  provider();
  expect(await (await post()).json()).toEqual({ amount: 1 });
});

it('meets an announced fault as often as it was announced', async () => {
  const faults = provider();
  faults.next(failed(500), { times: 2 });
  expect([(await get()).status, (await get()).status, (await get()).status]).toEqual([500, 500, 200]);
  expect(faults.history.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /payments',
    'GET /payments',
  ]);
});

it('keeps an announced fault for the route that it is for', async () => {
  provider().next(failed(), { route: 'POST */payments' });
  expect((await get()).status).toBe(200);
  expect((await post()).status).toBe(503);
  expect(payments).toBe(0);
});

it.each([
  [rateLimited(), null],
  [rateLimited(3), '3'],
  [rateLimited(new Date(Date.UTC(2026, 0, 1))), 'Thu, 01 Jan 2026 00:00:00 GMT'],
] satisfies [Fault, string | null][])(
  'answers 429 with the given Retry-After (%#)',
  async (fault, header) => {
    provider().next(fault);
    const response = await get();
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, header]);
  },
);

it('breaks the connection before the provider does anything', async () => {
  provider().next(reset);
  await expect(post()).rejects.toThrow(TypeError);
  expect(payments).toBe(0);
});

it('loses the answer after the provider did what it was asked', async () => {
  provider().next(lostAnswer);
  await expect(post()).rejects.toThrow(TypeError);
  expect(payments).toBe(1);
});

it('answers late', async () => {
  provider({ latency: [10, 20] }).next(slow(50));
  const start = performance.now();
  expect((await get()).status).toBe(200);
  expect(performance.now() - start).toBeGreaterThan(55);
});

async function statuses(seed: number): Promise<number[]> {
  provider({ seed, rules: [{ fault: failed(502), probability: 0.5 }] });
  const seen: number[] = [];
  for (let index = 0; index < 20; index += 1) seen.push((await get()).status);
  return seen;
}

it('gives the same faults for the same seed', async () => {
  const once = await statuses(3);
  expect(await statuses(3)).toEqual(once);
  expect(await statuses(4)).not.toEqual(once);
  expect(new Set(once)).toEqual(new Set([200, 502]));
});

it('leaves requests alone that no handler is for', async () => {
  const faults = provider({ rules: [{ fault: failed(), probability: 1 }] });
  server.use(
    ...server.listHandlers(),
    http.get('https://other.test/', () => HttpResponse.text('well')),
  );
  expect(await (await fetch('https://other.test/')).text()).toBe('well');
  expect(faults.history).toEqual([]);
});

it('is well again after clear', async () => {
  const faults = provider({ rules: [{ fault: reset, probability: 1 }] });
  faults.next(failed());
  faults.clear();
  expect((await get()).status).toBe(200);
});
