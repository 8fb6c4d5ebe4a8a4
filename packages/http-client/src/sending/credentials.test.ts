import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { exampleClient, rejection } from '../testing/example-client.ts';

const unauthorized = (): Response => Response.json({}, { status: 401 });
const ok = (): Response => Response.json({ id: 1 });
const busy = (): Response => Response.json({}, { status: 503 });

/** Gives the first token until it is refused, then the next. */
function tokens(...values: string[]): {
  authorize: (headers: Headers, refused?: string) => void;
  refused: string[];
} {
  const refusals: string[] = [];
  return {
    refused: refusals,
    authorize(headers, refused) {
      if (refused !== undefined) {
        refusals.push(refused);
        if (values.length > 1) values.shift();
      }
      headers.set('Authorization', `Bearer ${values[0]}`);
    },
  };
}

it('asks for other credentials once after a 401, with the refused ones, and sends again', async () => {
  const { authorize, refused } = tokens('first-token', 'second-token');
  const { http, calls, clock } = exampleClient([unauthorized(), ok()], { authorize });
  await http.raw('GET', '/things');
  expect(calls.map((call) => call.headers.get('authorization'))).toEqual([
    'Bearer first-token',
    'Bearer second-token',
  ]);
  expect(refused).toEqual(['Bearer first-token']);
  expect(clock.sleeps).toEqual([]);
});

it('sends a POST again with other credentials: the 401 refused it', async () => {
  const { authorize } = tokens('first-token', 'second-token');
  const { http, calls } = exampleClient([unauthorized(), ok()], { authorize });
  await http.raw('POST', '/things', { json: { a: 1 } });
  expect(calls.map((call) => call.json)).toEqual([{ a: 1 }, { a: 1 }]);
});

it('never asks twice in one call', async () => {
  const { authorize, refused } = tokens('a-token', 'b-token', 'c-token', 'd-token');
  const { http, calls } = exampleClient([unauthorized], { authorize });
  expect(await rejection(http.raw('GET', '/things'))).toMatchObject({
    name: 'AuthenticationError',
    retryable: false,
  });
  expect(calls).toHaveLength(2);
  expect(refused).toHaveLength(1);
});

it('does not send again when there are no other credentials', async () => {
  const { authorize } = tokens('only-token');
  const { http, calls } = exampleClient([unauthorized], { authorize });
  await rejection(http.raw('GET', '/things'));
  expect(calls).toHaveLength(1);
});

it('does not ask again where no Authorization was sent', async () => {
  let asked = 0;
  const { http, calls } = exampleClient([unauthorized], {
    authorize(headers) {
      asked += 1;
      headers.set('X-API-TOKEN', 'k');
    },
  });
  await rejection(http.raw('GET', '/things'));
  expect([asked, calls.length]).toEqual([1, 1]);
});

it('keeps all its retries for failures: a 401 among them uses none', async () => {
  const { authorize } = tokens('first-token', 'second-token');
  const { http, calls } = exampleClient([busy(), unauthorized(), busy(), ok()], { authorize, maxRetries: 2 });
  await http.raw('GET', '/things');
  expect(calls).toHaveLength(4);
});

it('asks for credentials before every attempt, for the old ones may have run out while it waited', async () => {
  const values = ['first-token', 'second-token'];
  const { http, calls } = exampleClient([Response.json({}, { status: 503 }), ok()], {
    authorize: (headers) => headers.set('authorization', `Bearer ${values.shift()}`),
  });
  await http.raw('GET', '/things');
  expect(calls.map((call) => call.headers.get('authorization'))).toEqual([
    'Bearer first-token',
    'Bearer second-token',
  ]);
});

it("passes on authorize's own error as it is", async () => {
  const own = new RangeError('no token stored yet');
  const { http } = exampleClient([ok()], {
    authorize() {
      throw own;
    },
  });
  expect(await rejection(http.raw('GET', '/things'))).toBe(own);
});

it('does not show a token that HTTP refuses', async () => {
  const { http } = exampleClient([ok()], {
    authorize: (headers) => headers.set('authorization', 'Bearer hunter2hunter2\nx'),
  });
  const error = await rejection(http.raw('GET', '/things'));
  expect(error).toBeInstanceOf(Error);
  expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain('hunter2');
});

it('cleans even what is thrown without being an error', async () => {
  const { http } = exampleClient([ok()], {
    secrets: ['hunter2'],
    authorize() {
      throw 'no hunter2';
    },
  });
  expect(await rejection(http.raw('GET', '/things'))).toBe('no [redacted]');
});
