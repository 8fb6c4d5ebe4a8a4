import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import type { HttpClientOptions } from '../client-options.ts';
import { createHttpClient } from '../http-client.ts';
import { paginate } from '../paginate.ts';
import type { RequestOptions } from '../request/request-options.ts';
import { rejection } from '../testing/example-client.ts';
import { manualClock } from '../testing/manual-clock.ts';
import { type Answer, recordFetch } from '../testing/record-fetch.ts';

// Each is known to the client in another way: given, fetched by `authorize`, or sent in one request.
const given = 'given-S3CR3T';
const fetched = 'fetched-S3CR3T';
const sent = 'sent-S3CR3T';

/** Everything that a log line could make out of a value. */
function shown(value: unknown): string {
  const texts = [inspect(value, { depth: Infinity, showHidden: true, getters: true }), String(value)];
  texts.push(JSON.stringify(value) ?? '');
  if (value instanceof Error)
    texts.push(value.message, value.stack ?? '', JSON.stringify(Object.entries(value)), shown(value.cause));
  return texts.join('\n');
}

function leaks(text: string): string[] {
  const forms = [given, fetched, sent].flatMap((secret) => [
    secret,
    btoa(secret).replace(/=+$/, ''),
    btoa(`user:${secret}`).replace(/=+$/, ''),
  ]);
  return [...forms, 'S3CR3T', 'query-value'].filter((form) => text.includes(form));
}

const echo = {
  message: `bad ${given}, ${fetched} and ${sent}`,
  token: 'x',
  nested: [{ url: '/a?b=query-value' }],
};
const thrown = Object.assign(new TypeError(`fetch failed: ${sent}`), {
  cause: new Error(`connect https://user:${given}@a.test/?k=query-value`),
  request: new Request('https://a.test', { headers: { authorization: fetched } }),
});

const answers: [string, Answer, Partial<HttpClientOptions>][] = [
  ['an error status', () => Response.json(echo, { status: 422 }), {}],
  [
    'an error page',
    () => new Response(`<p>${given} ${fetched} ${sent} ?x=query-value</p>`, { status: 500 }),
    {},
  ],
  ['a refused token', () => Response.json(echo, { status: 401 }), {}],
  [
    'a rate limit past the deadline',
    () => Response.json(echo, { status: 429, headers: { 'retry-after': '999' } }),
    {},
  ],
  ['a broken connection', () => thrown, {}],
  ['an answer that is no JSON', () => new Response(`${given} ${fetched} ${sent} ?x=query-value`), {}],
  ['an answer of another shape', () => Response.json({ [given]: fetched, id: sent }), {}],
  [
    'an odd id of the request',
    () => new Response('', { status: 404, headers: { 'x-request-id': given } }),
    {},
  ],
  [
    'a redirect',
    () => new Response('', { status: 302, headers: { location: `https://b.test/?t=${given}` } }),
    {},
  ],
  ['a timeout', async () => await new Promise<Response>(() => undefined), { timeout: 10 }],
  [
    'a mistake in authorize',
    () => Response.json({}),
    {
      authorize: () => {
        throw new Error(`no ${given}`, { cause: thrown });
      },
    },
  ],
  [
    'an error of another HTTP library in authorize',
    () => Response.json({}),
    {
      authorize() {
        throw Object.assign(new Error('no token'), {
          request: new Request('https://a.test', { headers: { a: given } }),
        });
      },
    },
  ],
  [
    'an error with a secret in its cause alone',
    () => Response.json({}),
    {
      authorize() {
        throw new Error('no token', { cause: given });
      },
    },
  ],
  [
    'an error with a secret in a field',
    () => Response.json({}),
    {
      authorize() {
        throw Object.assign(new Error('no token'), { used: given });
      },
    },
  ],
  [
    'a token that HTTP refuses',
    () => Response.json({}),
    { authorize: (headers) => headers.set('a', `${given}\u0000`) },
  ],
];

const bodies: [string, RequestOptions][] = [
  ['JSON', { json: { refresh_token: sent } }],
  ['a form', { body: new URLSearchParams({ client_assertion: sent }) }],
  ['a header', { headers: { 'X-API-KEY': sent } }],
  ['another header', { headers: { 'X-Auth': sent } }],
  ['the query', { query: { api_key: sent, q: 'query-value' } }],
  [
    'basic credentials',
    { headers: { Authorization: `Basic ${btoa(`user:${sent}`)}`, cookie: `sid=${sent}; a=b` } },
  ],
];

it('the check itself sees a secret, however deep it hangs', () => {
  expect(leaks(shown(new Error('x', { cause: thrown })))).toEqual([
    given,
    fetched,
    sent,
    'S3CR3T',
    'query-value',
  ]);
  expect(leaks(shown({ a: [new Headers({ authorization: fetched })] }))).toEqual([fetched, 'S3CR3T']);
});

describe.each(answers)('after %s', (_what, answer, options) => {
  it.each(bodies)('no secret is shown that was sent in %s', async (_where, request) => {
    const clock = manualClock();
    const http = createHttpClient({
      provider: 'example',
      baseUrl: 'https://a.test',
      fetch: recordFetch(answer).fetch,
      now: clock.now,
      sleep: clock.sleep,
      secrets: [given],
      authorize: (headers) => headers.append('X-Access-Token', `Bearer ${fetched}`),
      ...options,
    });
    const call = http.request('PUT', `/keys/${given}/x`, {
      schema: z.strictObject({ id: z.number() }),
      ...request,
    });
    const error = await rejection(call);
    expect(error).toBeInstanceOf(Error);
    expect(leaks(shown(error))).toEqual([]);
  });
});

it('no secret is shown by a client, its functions or a list', () => {
  const http = createHttpClient({
    provider: 'example',
    baseUrl: 'https://a.test',
    secrets: [given],
    authorize: (headers) => headers.set('authorization', given),
  });
  const list = paginate(async () => {
    await http.raw('GET', '/x', { query: { token: given } });
    return { items: [], next: undefined };
  });
  const pages = list.pages();
  for (const value of [http, ...Object.values(http), list, pages]) expect(leaks(shown(value))).toEqual([]);
});

it('the cause of an error is never one of ky, which holds the request', async () => {
  const http = createHttpClient({
    provider: 'example',
    baseUrl: 'https://a.test',
    maxRetries: 0,
    fetch: recordFetch(thrown).fetch,
  });
  const error = await rejection(http.raw('GET', '/x'));
  expect(ApiError.isInstance(error)).toBe(true);
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    expect(cause).not.toHaveProperty('request');
});
