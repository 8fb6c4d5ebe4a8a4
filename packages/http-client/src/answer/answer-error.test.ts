import { describe, expect, it } from 'vitest';
import { NotFoundError } from '../api-error.ts';
import type { ErrorAnswer } from '../client-options.ts';
import { exampleClient, rejection } from '../testing/example-client.ts';

it.each([
  [400, 'ValidationError', 'validation', false],
  [401, 'AuthenticationError', 'authentication', false],
  [403, 'PermissionError', 'permission', false],
  [404, 'NotFoundError', 'not_found', false],
  [408, 'HttpStatusError', 'http_status', true],
  [409, 'ConflictError', 'conflict', false],
  [410, 'NotFoundError', 'not_found', false],
  [412, 'ConflictError', 'conflict', false],
  [418, 'HttpStatusError', 'http_status', false],
  [422, 'ValidationError', 'validation', false],
  [425, 'HttpStatusError', 'http_status', true],
  [429, 'RateLimitError', 'rate_limit', true],
  [500, 'ServerError', 'server', true],
  [501, 'ServerError', 'server', false],
  [503, 'ServerError', 'server', true],
])('gives %i the class %s', async (status, name, code, retryable) => {
  const { http } = exampleClient([Response.json({}, { status })], { maxRetries: 0 });
  expect(await rejection(http.raw('GET', '/things'))).toMatchObject({ name, code, retryable, status });
});

it('tells the call, the id of the request and the wait that was asked for', async () => {
  const headers = { 'x-request-id': 'req-1', 'retry-after': '3' };
  const { http } = exampleClient([Response.json({ message: 'Too many' }, { status: 429, headers })], {
    maxRetries: 0,
  });
  expect(await rejection(http.raw('GET', '/things', { query: { q: 'x' } }))).toMatchObject({
    message: 'example: GET /things failed with 429: Too many',
    provider: 'example',
    method: 'GET',
    path: '/things',
    requestId: 'req-1',
    retryAfter: 3000,
    data: { message: 'Too many' },
  });
});

it.each(['request-id', 'x-correlation-id', 'x-trace-id', 'x-amzn-requestid', 'cf-ray'])(
  'reads the id of the request from %s',
  async (name) => {
    const { http } = exampleClient([Response.json({}, { status: 400, headers: { [name]: 'req-2' } })]);
    expect(await rejection(http.raw('GET', '/things'))).toMatchObject({ requestId: 'req-2' });
  },
);

describe('the words in the message', () => {
  it.each([
    [{ message: 'a' }, ': a'],
    [{ error: 'invalid_grant', error_description: 'b' }, ': b'],
    [{ error: { message: 'c' } }, ': c'],
    [{ error: 'd' }, ': d'],
    [{ title: 'e', detail: 'f' }, ': f'],
    [{ message: '' }, ''],
    [{ message: 'x'.repeat(1000) }, `: ${'x'.repeat(300)}`],
    ['text', ''],
    [null, ''],
  ])('come from %o', async (body, words) => {
    const { http } = exampleClient([Response.json(body, { status: 400 })]);
    expect(await rejection(http.raw('GET', '/t'))).toHaveProperty(
      'message',
      `example: GET /t failed with 400${words}`,
    );
  });
});

it.each([
  ['{"a":1}', { a: 1 }],
  ['<h1>Bad Gateway</h1>', '<h1>Bad Gateway</h1>'],
  ['', undefined],
])('gives the body %o as data, whatever its content type', async (body, data) => {
  const { http } = exampleClient([new Response(body, { status: 400 })]);
  expect(await rejection(http.raw('GET', '/things'))).toHaveProperty('data', data);
});

it('gives only the beginning of a page, and no half of a secret at its end', async () => {
  const page = `${'x'.repeat(9990)}hunter2-hunter2 ${'x'.repeat(50_000)}`;
  const { http } = exampleClient([new Response(page, { status: 400 })], { secrets: ['hunter2-hunter2'] });
  expect(await rejection(http.raw('GET', '/things'))).toHaveProperty('data', `${'x'.repeat(9990)}[redacted]`);
});

it('takes 304 for no redirect', async () => {
  const { http } = exampleClient([new Response(null, { status: 304 })]);
  expect(await rejection(http.raw('GET', '/things'))).toMatchObject({
    message: 'example: GET /things failed with 304',
  });
});

it("lets the client read its provider's odd answers, without secrets", async () => {
  const seen: ErrorAnswer[] = [];
  const { http } = exampleClient(
    [
      Response.json({ message: 'No query results for hunter2' }, { status: 400, headers: { 'x-mark': 'm' } }),
      Response.json({ message: 'other' }, { status: 400 }),
    ],
    {
      secrets: ['hunter2'],
      mapError(answer) {
        seen.push(answer);
        if (answer.headers.get('x-mark') === null) return undefined;
        return new NotFoundError('no such thing', { ...answer, retryable: false });
      },
    },
  );
  const error = await rejection(http.raw('GET', '/things/1'));
  expect(error).toMatchObject({ name: 'NotFoundError', message: 'no such thing', status: 400 });
  expect(error).not.toHaveProperty('headers');
  expect(seen[0]).toMatchObject({
    status: 400,
    path: '/things/1',
    data: { message: 'No query results for [redacted]' },
  });
  expect(await rejection(http.raw('GET', '/things/1'))).toMatchObject({ name: 'ValidationError' });
});

it('is a network error when no answer comes, with the reason of the lowest level', async () => {
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  const { http } = exampleClient([new TypeError('fetch failed', { cause })], { maxRetries: 0 });
  expect(await rejection(http.raw('POST', '/things'))).toMatchObject({
    name: 'NetworkError',
    message: 'example: POST /things got no answer: read ECONNRESET',
    retryable: true,
    status: undefined,
    cause: { message: 'fetch failed', cause: { code: 'ECONNRESET' } },
  });
});

it('takes whatever fetch rejects with for a network error', async () => {
  const { http } = exampleClient([new RangeError('Unable to connect')], { maxRetries: 0 });
  expect(await rejection(http.raw('GET', '/things'))).toMatchObject({ code: 'network' });
});

it('leaves a mistake in the call what it is, and does not repeat it', async () => {
  const { http, calls } = exampleClient([Response.json({})]);
  const error = await rejection(http.raw('GET', '/things', { body: 'x' }));
  expect(error).toBeInstanceOf(TypeError);
  expect(calls).toHaveLength(0);
});
