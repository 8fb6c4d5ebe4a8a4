import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { createHttpClient } from '../http-client.ts';
import { recordFetch } from '../testing/record-fetch.ts';
import { accessTokenSource } from './access-token-source.ts';
import { bearerAuthorization } from './bearer-authorization.ts';
import { inMemoryTokenStore } from './in-memory-token-store.ts';
import { requestTokens, type TokenRequest } from './request-tokens.ts';

const request = (fetch: typeof globalThis.fetch, more: Partial<TokenRequest> = {}): TokenRequest => ({
  provider: 'example',
  url: 'https://example.test/api/auth/token',
  form: { grant_type: 'refresh_token', refresh_token: 'secret-refresh', client_assertion: 'secret-jwt' },
  consentUrl: 'https://example.test/consent',
  client: { fetch, now: () => 1_000, sleep: async () => undefined },
  ...more,
});
const failureOf = async (promise: Promise<unknown>): Promise<unknown> =>
  await promise.then(
    () => undefined,
    (error: unknown) => error,
  );

it('sends a form, and reads seconds as a moment', async () => {
  const { fetch, calls } = recordFetch(
    Response.json({ access_token: 'a', token_type: 'bearer', expires_in: 2399 }),
  );
  expect(await requestTokens(request(fetch))).toEqual({
    accessToken: 'a',
    obtainedAt: 1_000,
    expiresAt: 2_400_000,
  });
  expect([calls[0]?.method, String(calls[0]?.url)]).toEqual(['POST', 'https://example.test/api/auth/token']);
  expect(calls[0]?.headers.get('content-type')).toContain('application/x-www-form-urlencoded');
  expect(calls[0]?.text).toBe(
    'grant_type=refresh_token&refresh_token=secret-refresh&client_assertion=secret-jwt',
  );
});

it('says that a person must authorise again when the grant is refused', async () => {
  const { fetch } = recordFetch(
    Response.json({ error: 'invalid_grant', error_description: 'expired' }, { status: 400 }),
  );
  expect(await failureOf(requestTokens(request(fetch)))).toMatchObject({
    name: 'ReauthorizationRequiredError',
    code: 'authentication',
    retryable: false,
    consentUrl: 'https://example.test/consent',
    status: 400,
  });
});

it('takes no other refusal for a refused grant', async () => {
  const { fetch } = recordFetch(Response.json({ error: 'invalid_client' }, { status: 401 }));
  expect(await failureOf(requestTokens(request(fetch)))).toMatchObject({ name: 'AuthenticationError' });
});

it('sends a grant that is used up by its use only once, and another one again', async () => {
  const once = recordFetch(new Response('', { status: 503 }), Response.json({}));
  expect(await failureOf(requestTokens(request(once.fetch)))).toMatchObject({ name: 'ServerError' });
  expect(once.calls).toHaveLength(1);
  const again = recordFetch(
    new Response('', { status: 503 }),
    Response.json({ access_token: 'a', expires_in: 60 }),
  );
  await requestTokens(request(again.fetch, { repeatable: true }));
  expect(again.calls).toHaveLength(2);
});

it('refuses a reply without a lifetime, also where others only warn', async () => {
  const { fetch } = recordFetch(Response.json({ access_token: 'a' }));
  const failure = failureOf(requestTokens(request(fetch, { client: { fetch, validate: 'warn' } })));
  expect(await failure).toMatchObject({ name: 'ResponseShapeError' });
});

it('shows no secret of the form in an error', async () => {
  const { fetch } = recordFetch(
    Response.json(
      { error: 'invalid_grant', error_description: 'secret-refresh secret-jwt', got: 'secret-refresh' },
      { status: 400 },
    ),
  );
  const shown = inspect(await failureOf(requestTokens(request(fetch))), { depth: 9 });
  expect(shown).not.toMatch(/secret-(refresh|jwt)/);
});

it('gives each call of a client one new token after a 401, and no more', async () => {
  let count = 0;
  const token = accessTokenSource({
    store: inMemoryTokenStore(),
    refresh: async () => ({ accessToken: `t${(count += 1)}`, obtainedAt: 0, expiresAt: 1e15 }),
  });
  const { fetch, calls } = recordFetch(
    ...Array.from({ length: 4 }, () => Response.json({ message: 'no' }, { status: 401 })),
  );
  const http = createHttpClient({
    provider: 'example',
    baseUrl: 'https://example.test',
    fetch,
    authorize: bearerAuthorization(token),
  });
  expect(await failureOf(http.raw('GET', '/x'))).toMatchObject({ name: 'AuthenticationError' });
  expect(calls.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer t1', 'Bearer t2']);
});
