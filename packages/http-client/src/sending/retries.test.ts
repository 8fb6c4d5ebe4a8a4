import { expect, it } from 'vitest';
import { ApiError, RateLimitError } from '../api-error.ts';
import type { HttpMethod } from '../request/request-options.ts';
import { exampleClient, rejection, thingSchema } from '../testing/example-client.ts';
import type { Answer } from '../testing/record-fetch.ts';

const ok = (): Response => Response.json({ id: 1 });
const status = (code: number, retryAfter?: string): Response =>
  Response.json({}, { status: code, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } });
const broken = (): Error => new TypeError('fetch failed');

const half: Answer = () =>
  new Response(
    new ReadableStream({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode('{"id":'));
        controller.error(new TypeError('terminated'));
      },
    }),
  );
const mapError = (retryable: boolean) => (answer: { provider: string; method: string; path: string }) =>
  new ApiError('mapped', 'http_status', { ...answer, retryable });

it.each([408, 425, 429, 500, 502, 503, 504])('repeats a GET after %i', async (code) => {
  const { http, calls } = exampleClient([status(code), ok()]);
  expect((await http.raw('GET', '/things')).status).toBe(200);
  expect(calls).toHaveLength(2);
});

it.each([301, 400, 403, 404, 409, 412, 422, 501, 505])('does not repeat a GET after %i', async (code) => {
  const { http, calls } = exampleClient([status(code), ok()]);
  expect(await rejection(http.raw('GET', '/things'))).toMatchObject({ status: code, retryable: false });
  expect(calls).toHaveLength(1);
});

it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'SEARCH'] as const)(
  'repeats a %s after a broken connection',
  async (method) => {
    const { http, calls } = exampleClient([broken(), ok()]);
    await http.raw(method, '/things');
    expect(calls).toHaveLength(2);
  },
);

it.each(['POST', 'PATCH'] as const)(
  'does not repeat a %s: the first one may have been done',
  async (method) => {
    for (const failure of [broken(), status(503)]) {
      const { http, calls } = exampleClient([failure, ok()]);
      expect(await rejection(http.raw(method, '/things', { json: {} }))).toMatchObject({ retryable: true });
      expect(calls).toHaveLength(1);
    }
  },
);

it('repeats a POST that carries an idempotency key, with the same key and bytes', async () => {
  const { http, calls } = exampleClient([status(503), broken(), ok()]);
  const json = { amount: '1.00' };
  const sent = http.raw('POST', '/things', { json, repeatable: true, headers: { 'Idempotency-Key': 'k1' } });
  json.amount = '2.00';
  await sent;
  expect(calls.map((call) => [call.headers.get('idempotency-key'), call.text])).toEqual([
    ['k1', '{"amount":"1.00"}'],
    ['k1', '{"amount":"1.00"}'],
    ['k1', '{"amount":"1.00"}'],
  ]);
});

it('does not repeat a GET that changes something', async () => {
  const { http, calls } = exampleClient([status(503), ok()]);
  await rejection(http.raw('GET', '/invoices/1/mark_paid', { repeatable: false }));
  expect(calls).toHaveLength(1);
});

it('repeats a POST after 429, which refused it instead of doing it', async () => {
  const { http, calls } = exampleClient([status(429), ok()]);
  await http.raw('POST', '/things', { json: {} });
  expect(calls).toHaveLength(2);
});

it('gives up after the last retry, with its error', async () => {
  const { http, calls } = exampleClient([status(500), status(502), status(503), ok()]);
  expect(await rejection(http.raw('GET', '/things'))).toMatchObject({ name: 'ServerError', status: 503 });
  expect(calls).toHaveLength(3);
});

it.each([
  [0, 1],
  [3, 4],
])('retries %i times when asked to', async (maxRetries, attempts) => {
  const { http, calls } = exampleClient([() => status(503)], { maxRetries });
  await rejection(http.raw('GET', '/things'));
  expect(calls).toHaveLength(attempts);
});

it('waits for the seconds of Retry-After', async () => {
  const { http, clock } = exampleClient([status(429, '7'), ok()]);
  await http.raw('GET', '/things');
  expect(clock.sleeps).toEqual([7000]);
});

it('waits until the date of Retry-After, on its own clock, also after 503', async () => {
  const { http, clock } = exampleClient([status(503, 'Thu, 01 Jan 2026 00:00:09 GMT'), ok()]);
  await http.raw('GET', '/things');
  expect(clock.sleeps).toEqual([9000]);
});

it('spreads its waits over the whole range of a growing backoff', async () => {
  const drawn = [0, 0.999, 0.5, 0.999, 0.999, 0.999, 0.999];
  const random = (): number => drawn.shift() ?? 0;
  const { http, clock } = exampleClient([() => status(503)], { random, maxRetries: 7 });
  await rejection(http.raw('GET', '/things'));
  expect(clock.sleeps).toEqual([0, 999, 1000, 3996, 7992, 15_984, 19_980]);
});

it('repeats a GET whose answer breaks off in the middle', async () => {
  const { http, calls } = exampleClient([half, ok()]);
  expect(await http.request('GET', '/things', { schema: thingSchema })).toEqual({ id: 1 });
  expect(calls).toHaveLength(2);
});

it("leaves the last word to the client's own error, both ways", async () => {
  const never = exampleClient([status(500), ok()], { mapError: mapError(false) });
  await rejection(never.http.raw('GET', '/things'));
  expect(never.calls).toHaveLength(1);

  const again = exampleClient([status(400), ok()], { mapError: mapError(true) });
  await again.http.raw('GET', '/things');
  expect(again.calls).toHaveLength(2);
});

it('repeats a POST that the client knows to have been rate limited, whatever the status', async () => {
  const { http, calls } = exampleClient([status(403), ok()], {
    mapError: (answer) => new RateLimitError('slow down', { ...answer, retryable: true }),
  });
  await http.raw('POST', '/things', { json: {} });
  expect(calls).toHaveLength(2);
});

it.each<HttpMethod>(['GET', 'POST'])(
  'does not send a %s again after a shape it did not expect',
  async (method) => {
    const { http, calls } = exampleClient([new Response('<html>'), ok()]);
    const error = await rejection(http.request(method, '/things', { schema: thingSchema }));
    expect(error).toMatchObject({ code: 'response_shape' });
    expect(calls).toHaveLength(1);
  },
);
