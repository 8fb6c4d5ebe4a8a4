import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { RateBudget } from '../client-options.ts';
import { sleep } from '../sleep.ts';
import { exampleClient, rejection } from '../testing/example-client.ts';

afterEach(() => vi.useRealTimers());

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

it('rejects while the budget makes it wait, and tells the budget', async () => {
  let waiting: AbortSignal | undefined;
  const budget: RateBudget = {
    async take(signal) {
      waiting = signal;
      return await forever();
    },
    pause: () => undefined,
  };
  const { http, calls } = exampleClient([Response.json({})], { budget });
  expect(await rejection(http.raw('GET', '/things', { signal: abortIn(5) }))).toBe(reason);
  expect(waiting?.reason).toBe(reason);
  expect(calls).toHaveLength(0);
});

it('rejects while credentials are fetched, and asks nobody to send when they come', async () => {
  let asked = 0;
  const { http } = exampleClient([Response.json({})], {
    authorize: async () => await wait(30),
    async around(send) {
      asked += 1;
      return await send();
    },
  });
  expect(await rejection(http.raw('GET', '/things', { signal: abortIn(5) }))).toBe(reason);
  await wait(50);
  expect(asked).toBe(0);
});

it('asks for no other credentials when a 401 comes after the end', async () => {
  let asked = 0;
  const { http } = exampleClient([], {
    async fetch() {
      await wait(20);
      return Response.json({}, { status: 401 });
    },
    // A breaker that does not listen to the signal hands the late answer on.
    around: async (send) => await send().catch(() => Response.json({}, { status: 401 })),
    authorize(headers) {
      asked += 1;
      headers.set('authorization', 'x');
    },
  });
  expect(await rejection(http.raw('GET', '/things', { signal: abortIn(5) }))).toBe(reason);
  await wait(40);
  expect(asked).toBe(1);
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

it('rejects while waiting for a retry, and leaves no timer that would send it', async () => {
  vi.useFakeTimers();
  const { http, calls } = exampleClient([busy], { now: Date.now, sleep });
  const ended = rejection(http.raw('GET', '/things', { signal: abortIn(500) }));
  await vi.advanceTimersByTimeAsync(500);
  expect(await ended).toBe(reason);
  expect(vi.getTimerCount()).toBe(0);
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
