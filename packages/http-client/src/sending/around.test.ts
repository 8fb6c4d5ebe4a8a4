import { expect, it } from 'vitest';
import type { ApiErrorContext } from '../api-error.ts';
import type { RateBudget } from '../client-options.ts';
import { exampleClient, rejection, thingSchema } from '../testing/example-client.ts';

it('stands around every attempt, and sees error statuses and broken connections', async () => {
  const seen: unknown[] = [];
  const { http } = exampleClient(
    [Response.json({}, { status: 503 }), new TypeError('fetch failed'), Response.json({ id: 1 })],
    {
      async around(send, context: ApiErrorContext) {
        try {
          const response = await send();
          seen.push([context.path, response.status]);
          return response;
        } catch (error) {
          seen.push(error instanceof Error ? error.name : error);
          throw error;
        }
      },
    },
  );
  expect(await http.request('GET', '/things', { schema: thingSchema })).toEqual({ id: 1 });
  expect(seen).toEqual([['/things', 503], 'NetworkError', ['/things', 200]]);
});

it('does not send, wrap or repeat what an open breaker refuses', async () => {
  const open = new Error('breaker is open');
  const { http, calls } = exampleClient([Response.json({})], {
    async around() {
      throw open;
    },
  });
  expect(await rejection(http.raw('GET', '/things'))).toBe(open);
  expect(calls).toHaveLength(0);
});

it('shows no secret of the path', async () => {
  let path = '';
  const { http } = exampleClient([Response.json({})], {
    secrets: ['invitation-key-1'],
    async around(send, context) {
      path = context.path;
      return await send();
    },
  });
  await http.raw('GET', '/invoice/invitation-key-1/download');
  expect(path).toBe('/invoice/[redacted]/download');
});

function countingBudget(): RateBudget & { taken: number; pauses: number[] } {
  return {
    taken: 0,
    pauses: [],
    async take() {
      this.taken += 1;
    },
    pause(milliseconds) {
      this.pauses.push(milliseconds);
    },
  };
}

it('takes from the budget for every attempt, also the one with renewed credentials', async () => {
  const budget = countingBudget();
  const statuses = [401, 503, 200];
  const { http } = exampleClient([() => Response.json({}, { status: statuses.shift() ?? 200 })], {
    budget,
    authorize: (headers, refused) => headers.set('authorization', refused === undefined ? 'a' : 'b'),
  });
  await http.raw('GET', '/things');
  expect(budget.taken).toBe(3);
  expect(budget.pauses).toEqual([]);
});

it.each([
  ['12', 12_000],
  [undefined, 500],
  ['999999999', 3_600_000],
])('pauses the budget for everybody after a 429 with Retry-After %s', async (retryAfter, pause) => {
  const budget = countingBudget();
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  const { http } = exampleClient([Response.json({}, { status: 429, headers })], { budget, maxRetries: 0 });
  expect(await rejection(http.raw('POST', '/things'))).toMatchObject({ code: 'rate_limit' });
  expect(budget.pauses).toEqual([pause]);
});
