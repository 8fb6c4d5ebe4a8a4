import { once } from 'node:events';
import { createServer } from 'node:net';
import {
  ConflictError,
  createHttpClient,
  NetworkError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  ValidationError,
} from '@unified-sync/http-client';
import { describe, expect, it } from 'vitest';
import { RefusedWrite, StaleWrite, TooLate, UnclearWrite } from './write-error.ts';
import { openWriteGate } from './write-gate.ts';
import { failureOf } from './write-result.ts';

const put = { provider: 'invoice-ninja', method: 'PUT', path: '/clients/x' };
const open = (
  options: { now?: number; around?: (send: () => Promise<Response>) => Promise<Response> } = {},
) => openWriteGate({ notAfter: 100, now: () => options.now ?? 0, around: options.around });
const answer = (status: number) => async () => new Response(null, { status });
const broken = (code?: string) => async () => {
  throw new NetworkError('no answer', {
    ...put,
    retryable: true,
    cause: Object.assign(new Error('x'), { code }),
  });
};

describe('a request on its way', () => {
  it('is not sent after the last moment, nor by a breaker that is open', async () => {
    let sent = 0;
    const send = async () => new Response(null, { status: 200 + (sent += 1) });
    await expect(open({ now: 101 }).around(send, put)).rejects.toThrow(TooLate);
    const gate = open({
      around: async () => {
        throw new Error('breaker open');
      },
    });
    await expect(gate.around(send, put)).rejects.toThrow('breaker open');
    expect(sent).toBe(0);
    expect(gate.mayHaveArrived()).toBe(false);
  });

  it.each([
    [200, true],
    [302, true],
    [500, true],
    [503, true],
    [422, false],
    [401, false],
    [429, false],
  ])('answered with %i: may have been done is %s', async (status, arrived) => {
    const gate = open();
    await gate.around(answer(status), put);
    expect(gate.mayHaveArrived()).toBe(arrived);
  });

  it.each([
    ['ECONNREFUSED', false],
    ['ENOTFOUND', false],
    ['UND_ERR_CONNECT_TIMEOUT', false],
    ['ECONNRESET', true],
    ['UND_ERR_SOCKET', true],
    [undefined, true],
  ])('broken by %s: may have been done is %s', async (code, arrived) => {
    const gate = open();
    await expect(gate.around(broken(code), put)).rejects.toThrow(NetworkError);
    expect(gate.mayHaveArrived()).toBe(arrived);
  });

  it('has done nothing when it only reads', async () => {
    const gate = open();
    await gate.around(answer(200), { ...put, method: 'GET' });
    expect(gate.mayHaveArrived()).toBe(false);
  });

  it.each(['localhost', '127.0.0.1'])('knows a port of %s where really nobody listens', async (host) => {
    const gate = openWriteGate({ notAfter: Date.now() + 60_000, now: Date.now });
    const http = createHttpClient({
      provider: 'nobody',
      baseUrl: `http://${host}:${await closedPort()}`,
      maxRetries: 0,
      around: gate.around,
    });
    const error: unknown = await http.raw('POST', '/x').catch((reason: unknown) => reason);
    expect(failureOf(error, gate)).toMatchObject({ kind: 'not_sent' });
  });
});

/** A port that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('what a failure came to', () => {
  const nothing = { mayHaveArrived: () => false };
  const maybe = { mayHaveArrived: () => true };
  const options = { ...put, retryable: false };

  it.each([
    ['refused', new RefusedWrite('no')],
    ['stale', new StaleWrite('moved')],
    ['unclear', new UnclearWrite('who knows')],
    ['not_sent', new TooLate('late')],
    ['not_sent', new Error('breaker open')],
    ['refused', new ValidationError('no', { ...options, fields: { number: ['taken'] } })],
    ['stale', new NotFoundError('gone', options)],
    ['stale', new ConflictError('deleted', { ...options, status: 400 })],
    ['not_sent', new ConflictError('Duplicate request', { ...options, status: 400, retryable: true })],
    ['refused', new ConflictError('mark_sent had no effect', { ...options, status: 200 })],
    ['not_sent', new RateLimitError('slow down', options)],
    ['not_sent', new PermissionError('no', options)],
    ['not_sent', new ServerError('the read before it failed', options)],
    ['refused', new TypeError('clients.update: x cannot be written')],
  ])('%s: %s', (kind, error) => {
    expect(failureOf(error, nothing).kind).toBe(kind);
  });

  it.each([
    new ValidationError('a repetition was refused', { ...options }),
    new NetworkError('lost', options),
    new TooLate('the repetition came too late'),
    new TypeError('something else'),
  ])('unclear when an earlier attempt may have arrived, whatever came then: %s', (error) => {
    expect(failureOf(error, maybe).kind).toBe('unclear');
  });

  it('names the fields that the provider refuses', () => {
    const error = new ValidationError('invalid', {
      ...options,
      fields: { number: ['has already been taken'] },
    });
    expect(failureOf(error, nothing)).toEqual({
      kind: 'refused',
      reason: 'Invoice Ninja refuses it: number: has already been taken',
    });
  });
});
