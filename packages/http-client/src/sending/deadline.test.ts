import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ServerError } from '../api-error.ts';
import { exampleClient, rejection } from '../testing/example-client.ts';
import { createTokenBucket } from '../token-bucket.ts';
import { sleep } from '../sleep.ts';

afterEach(() => vi.useRealTimers());

/** A fetch that never answers, and does not even listen to its signal. */
const deaf = async (): Promise<Response> => await new Promise(() => undefined);
const busy = (): Response => Response.json({}, { status: 503, headers: { 'retry-after': '20' } });
const real = { now: Date.now, sleep };

it('never begins a wait that would end past the deadline, and says so', async () => {
  const { http, clock, calls } = exampleClient(
    [Response.json({}, { status: 429, headers: { 'retry-after': '60' } })],
    { deadline: 60_000 },
  );
  const error = await rejection(http.raw('GET', '/things'));
  const note = 'not repeated: a wait of 60000 ms would end past the deadline of 60000 ms';
  expect(error).toMatchObject({ name: 'RateLimitError', retryAfter: 60_000, retryable: true });
  expect(error).toHaveProperty('message', `example: GET /things failed with 429; ${note}`);
  expect(error).toHaveProperty('stack', expect.stringContaining(note));
  expect(clock.sleeps).toEqual([]);
  expect(calls).toHaveLength(1);
});

it('says so in the stack too, which is what logs print', async () => {
  const { http } = exampleClient([busy], {
    deadline: 20_000,
    mapError(answer) {
      const error = new ServerError('mapped', { ...answer, retryable: true });
      // Reading the stack fixes its text, as Node does outside of tests.
      expect(error.stack).toContain('mapped');
      return error;
    },
  });
  const { stack } = z.object({ stack: z.string() }).parse(await rejection(http.raw('GET', '/things')));
  expect(stack).toContain('mapped; not repeated: a wait of 20000 ms');
});

it('counts the waits of all retries together', async () => {
  const { http, clock } = exampleClient([busy], { deadline: 50_000, maxRetries: 9 });
  await rejection(http.raw('GET', '/things'));
  expect(clock.sleeps).toEqual([20_000, 20_000]);
});

it('ends an attempt after its timeout, and repeats it', async () => {
  let attempts = 0;
  const { http } = exampleClient([], {
    timeout: 20,
    async fetch() {
      attempts += 1;
      return attempts === 1 ? await deaf() : Response.json({});
    },
  });
  expect((await http.raw('GET', '/things')).status).toBe(200);
  expect(attempts).toBe(2);
});

it('names the timeout of the attempt', async () => {
  const { http } = exampleClient([], { timeout: 20, maxRetries: 0, fetch: deaf });
  expect(await rejection(http.raw('GET', '/things'))).toMatchObject({
    name: 'TimeoutError',
    code: 'timeout',
    retryable: true,
    message: 'example: GET /things got no answer within 20 ms',
  });
});

it('measures the body as part of the attempt', async () => {
  const stalled = new Response(
    new ReadableStream({ pull: async () => await wait(60_000, undefined, { ref: false }) }),
  );
  const { http } = exampleClient([stalled], { timeout: 30, maxRetries: 0 });
  expect(await rejection(http.request('GET', '/things', { schema: z.unknown() }))).toMatchObject({
    message: 'example: GET /things got no answer within 30 ms',
  });
});

it('measures the body of an error answer too', async () => {
  const body = new ReadableStream({ pull: async () => await wait(60_000, undefined, { ref: false }) });
  const { http } = exampleClient([new Response(body, { status: 500 })], { timeout: 30, maxRetries: 0 });
  expect(await rejection(http.raw('GET', '/things'))).toMatchObject({ code: 'timeout' });
});

it('ends the last attempt at the deadline when that comes before its timeout', async () => {
  const { http } = exampleClient([], { ...real, deadline: 30, fetch: deaf });
  expect(await rejection(http.raw('GET', '/things'))).toMatchObject({
    code: 'timeout',
    message: 'example: GET /things got no usable answer within the deadline of 30 ms (attempts: 1)',
  });
});

it('aborts the fetch that is under way at the deadline', async () => {
  let sent: AbortSignal | undefined;
  const { http } = exampleClient([], {
    ...real,
    deadline: 30,
    async fetch(input) {
      sent = new Request(input).signal;
      return await deaf();
    },
  });
  await rejection(http.raw('GET', '/things'));
  await wait(20);
  expect(sent?.aborted).toBe(true);
});

it('tells the last failure as the cause when the deadline ends the call', async () => {
  let attempts = 0;
  const { http } = exampleClient([], {
    ...real,
    deadline: 60,
    random: () => 0,
    async fetch() {
      attempts += 1;
      return attempts === 1 ? Response.json({}, { status: 502 }) : await deaf();
    },
  });
  expect(await rejection(http.raw('GET', '/things'))).toMatchObject({
    code: 'timeout',
    cause: { status: 502 },
  });
});

it('ends a wait for the budget at the deadline, and says that nothing was sent', async () => {
  const budget = createTokenBucket({ capacity: 1, refillPerSecond: 0.001 });
  await budget.take();
  const { http, calls } = exampleClient([Response.json({})], { ...real, deadline: 30, budget });
  expect(await rejection(http.raw('POST', '/things'))).toMatchObject({
    code: 'timeout',
    message:
      'example: POST /things was not sent within the deadline of 30 ms: its credentials or its rate budget took too long',
  });
  expect(calls).toHaveLength(0);
});

it('ends a wait for credentials at the deadline', async () => {
  const { http, calls } = exampleClient([Response.json({})], {
    ...real,
    deadline: 30,
    authorize: async () => await new Promise(() => undefined),
  });
  expect(await rejection(http.raw('GET', '/things'))).toMatchObject({ code: 'timeout' });
  expect(calls).toHaveLength(0);
});

it('leaves no timer behind that keeps the process alive', async () => {
  vi.useFakeTimers();
  const { http } = exampleClient([Response.json({}), Response.json({}, { status: 400 })], real);
  await http.request('GET', '/things', { schema: z.unknown() });
  await rejection(http.raw('GET', '/things'));
  expect(vi.getTimerCount()).toBe(0);
});
