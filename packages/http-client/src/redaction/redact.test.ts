import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';

// Every encoding writes it in another way: base64 with "+", "/" and padding, URLs and JSON with escapes.
const secret = 'k~/?>>ÿ"+ 12';
const base64 = Buffer.from(secret).toString('base64');

describe('a given secret', () => {
  it.each([
    ['plain', secret],
    ['URL-encoded', encodeURIComponent(secret)],
    ['as a form', new URLSearchParams({ x: secret }).toString().slice(2)],
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['in base64', base64],
    ['in base64 without padding', base64.replace(/=+$/, '')],
    ['in base64url', Buffer.from(secret).toString('base64url')],
    ['in URL-encoded base64', encodeURIComponent(base64)],
  ])('goes away %s', (_how, written) => {
    expect(redact(`before ${written} after`, [secret])).toMatch(/^before \[redacted\]=* after$/);
  });

  it('goes away line by line, as a private key is quoted', () => {
    const key = '-----BEGIN\nMIIEvQIBADANBgkq\nhkiG9w0BAQ\n-----END';
    expect(redact('at MIIEvQIBADANBgkq (line 2)', [key])).toBe('at [redacted] (line 2)');
  });

  it('goes away where one is the beginning of another', () => {
    expect(redact('token-long token', ['token', 'token-long'])).toBe('[redacted] [redacted]');
  });

  it('that is empty takes nothing away', () => {
    expect(redact('plain text', ['', ' '])).toBe('plain text');
  });

  it('goes away as a number, and as a key', () => {
    expect(redact({ code: 482_913, 'x-482913': 1 }, ['482913'])).toEqual({
      code: '[redacted]',
      'x-[redacted]': 1,
    });
  });
});

describe('text', () => {
  it.each([
    ['Authorization: Bearer abc.def-123', 'Authorization: Bearer [redacted]'],
    ['authorization: basic dXNlcjpwYXNz', 'authorization: basic [redacted]'],
    ['jwt eyJhbGciOiJI.eyJzdWIi.c2ln end', 'jwt [redacted] end'],
    ['https://me:pw@a.test/x', 'https://[redacted]@a.test/x'],
    ['GET /x?api=1&page=2 failed', 'GET /x?api=[redacted]&page=[redacted] failed'],
    ['{"access_token":"abc","n":1}', '{"access_token":"[redacted]","n":1}'],
    ['password=hunter2&x', 'password=[redacted]&x'],
    [
      'Headers.set: "Bearer" is an invalid header value.',
      'Headers.set: [redacted] is an invalid header value.',
    ],
    ['mail me@a.test about https://a.test/x', 'mail me@a.test about https://a.test/x'],
    ['The token is expired', 'The token is expired'],
  ])('%o becomes %o', (text, clean) => {
    expect(redact(text)).toBe(clean);
  });
});

describe('values', () => {
  it.each([
    'token',
    'access_token',
    'refreshToken',
    'client_secret',
    'Password',
    'api_key',
    'apikey',
    'X-API-KEY',
    'X-API-TOKEN',
    'Authorization',
    'client_assertion',
    'private_key',
    'Set-Cookie',
    'Revolut-Signature',
  ])('hides what stands under %s', (name) => {
    expect(redact({ [name]: 'abc' })).toEqual({ [name]: '[redacted]' });
  });

  it('keeps the shape of what it hides: a list of messages stays one', () => {
    expect(
      redact({ errors: { password: ['is too short'] }, token: { value: 'a', ok: true, n: 1, none: null } }),
    ).toEqual({
      errors: { password: ['[redacted]'] },
      token: { value: '[redacted]', ok: true, n: '[redacted]', none: null },
    });
  });

  it('leaves everything else as it is', () => {
    const value = { id: 'a', list: [1, 'b', null, undefined, true, 10n], at: new Date(0), empty: {} };
    expect(redact(value, ['hunter2'])).toEqual(value);
  });

  it('looks into headers, maps, sets and URLs', () => {
    const value = {
      headers: new Headers({ authorization: 'x', accept: 'hunter2' }),
      map: new Map([['api_key', 'x']]),
      set: new Set(['hunter2']),
      url: new URL('https://a.test/?code=hunter2'),
      bytes: new TextEncoder().encode('hunter2'),
      run: () => 'hunter2',
    };
    expect(redact(value, ['hunter2'])).toEqual({
      headers: { authorization: '[redacted]', accept: '[redacted]' },
      map: { api_key: '[redacted]' },
      set: ['[redacted]'],
      url: 'https://a.test/?code=[redacted]',
      bytes: '[7 bytes]',
      run: '[function]',
    });
  });

  it('survives a value that holds itself, and one without a bottom', () => {
    const loop: Record<string, unknown> = { a: 'hunter2' };
    loop['self'] = loop;
    expect(redact(loop, ['hunter2'])).toEqual({ a: '[redacted]', self: '[circular]' });
    let deep: unknown = 'hunter2';
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(JSON.stringify(redact(deep, ['hunter2']))).toContain('[too deep]');
  });

  it('shows a value twice that stands in two places', () => {
    const shared = { a: 1 };
    expect(redact([shared, shared])).toEqual([{ a: 1 }, { a: 1 }]);
  });
});

it('makes a clean copy of an error with its chain of causes, and drops what hangs on it', () => {
  const inner = Object.assign(new Error('no hunter2'), { code: 'ECONNRESET', options: { token: 'hunter2' } });
  const request = new Request('https://a.test', { headers: { authorization: 'hunter2' } });
  const error = Object.assign(new TypeError('bad hunter2', { cause: inner }), { request });
  const clean = redact(error, ['hunter2']);
  expect(clean).toMatchObject({
    name: 'TypeError',
    message: 'bad [redacted]',
    cause: { message: 'no [redacted]', code: 'ECONNRESET' },
  });
  expect(inspect(clean, { depth: Infinity, showHidden: true })).not.toContain('hunter2');
});
