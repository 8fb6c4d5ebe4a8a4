import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { sleep } from '../sleep.ts';
import { exampleClient, rejection } from '../testing/example-client.ts';
import { createTokenBucket } from '../token-bucket.ts';

const reason = new Error('the user went away');
const busy = (): Response => Response.json({}, { status: 503, headers: { 'retry-after': '1' } });
const forever = async (): Promise<never> => await new Promise(() => undefined);

function abortIn(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), milliseconds);
  return controller.signal;
}

it("rejects with the signal's own reason before anything is sent", async () => {
  const { http, calls } = exampleClient([Response.json({})]);
  expect(await rejection(http.raw('GET', '/things', { signal: AbortSignal.abort(reason) }))).toBe(reason);
  expect(calls).toHaveLength(0);
});

it('rejects while the budget makes it wait, and leaves the queue', async () => {
  const budget = createTokenBucket({ capacity: 1, refillPerSecond: 20 });
  await budget.take();
  const { http, calls } = exampleClient([Response.json({})], { budget });
  expect(await rejection(http.raw('GET', '/things', { signal: abortIn(5) }))).toBe(reason);
  await wait(80);
  expect(calls).toHaveLength(0);
});

it('rejects while credentials are fetched, and sends nothing when they come', async () => {
  const { http, calls } = exampleClient([Response.json({})], { authorize: async () => await wait(30) });
  expect(await rejection(http.raw('GET', '/things', { signal: abortIn(5) }))).toBe(reason);
  await wait(50);
  expect(calls).toHaveLength(0);
});

it('rejects while an attempt is under way, aborts its fetch, and does not repeat it', async () => {
  let attempts = 0;
  let aborted: unknown;
  const { http } = exampleClient([], {
    async fetch(input) {
      attempts += 1;
      const { signal } = new Request(input);
      return await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          aborted = signal.reason;
          reject(signal.reason);
        });
      });
    },
  });
  expect(await rejection(http.raw('GET', '/things', { signal: abortIn(5) }))).toBe(reason);
  await wait(10);
  expect([attempts, aborted]).toEqual([1, reason]);
});

it('rejects also when fetch and the breaker do not listen', async () => {
  const { http } = exampleClient([], { fetch: forever, around: async (send) => await send() });
  expect(await rejection(http.raw('GET', '/things', { signal: abortIn(5) }))).toBe(reason);
});

it('rejects while the body is read', async () => {
  const { http } = exampleClient([new Response(new ReadableStream({ pull: forever }))]);
  const signal = abortIn(5);
  expect(await rejection(http.request('GET', '/things', { schema: z.unknown(), signal }))).toBe(reason);
});

it('rejects while waiting for a retry, and does not send it', async () => {
  const { http, calls } = exampleClient([busy], { now: Date.now, sleep });
  expect(await rejection(http.raw('GET', '/things', { signal: abortIn(20) }))).toBe(reason);
  expect(calls).toHaveLength(1);
});

it('rejects with what the signal gives, even if it is no error', async () => {
  const { http } = exampleClient([], { fetch: forever });
  const controller = new AbortController();
  setTimeout(() => controller.abort('enough'), 5);
  expect(await rejection(http.raw('GET', '/things', { signal: controller.signal }))).toBe('enough');
});

it('goes on aborting the body of a raw answer', async () => {
  const controller = new AbortController();
  const { http } = exampleClient([], {
    fetch: async (input) =>
      new Response(
        new ReadableStream({
          start(stream) {
            const { signal } = new Request(input);
            signal.addEventListener('abort', () => stream.error(signal.reason));
          },
        }),
      ),
  });
  const response = await http.raw('GET', '/files/1', { signal: controller.signal });
  const read = rejection(response.text());
  controller.abort(reason);
  expect(await read).toBe(reason);
});

it('lets go of a signal that lives on', async () => {
  const controller = new AbortController();
  let listeners = 0;
  const { signal } = controller;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...given: Parameters<typeof add>) => {
    listeners += 1;
    add(...given);
  };
  signal.removeEventListener = (...given: Parameters<typeof remove>) => {
    listeners -= 1;
    remove(...given);
  };
  const { http } = exampleClient([() => Response.json({})]);
  await http.raw('GET', '/things', { signal });
  expect(listeners).toBe(0);
});
