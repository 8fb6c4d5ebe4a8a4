import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { fileTokenStore } from '@unified-sync/http-client/node';
import { inMemoryTokenStore } from '@unified-sync/http-client/oauth';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterEach, expect, it } from 'vitest';
import { createClientAssertion } from '../auth/client-assertion.ts';
import { testKeys } from '../testing/auth/test-keys.ts';
import type { RevolutServer } from '../testing/index.ts';
import { collect, failureOf, minutes, movable, startBusiness } from './testing/business.ts';

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map(async (folder) => await rm(folder, { recursive: true })));
});

const apiStatuses = ({ requests }: RevolutServer): number[] =>
  requests.filter(({ path }) => path !== '/1.0/auth/token').map(({ status }) => status);

/** The requests to the token endpoint, as forms. */
function spied(fetch: typeof globalThis.fetch) {
  const forms: URLSearchParams[] = [];
  const types: (string | null)[] = [];
  const spy: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (request.url.endsWith('/auth/token')) {
      types.push(request.headers.get('content-type'));
      forms.push(new URLSearchParams(await request.clone().text()));
    }
    return await fetch(request);
  };
  return { spy, forms, types };
}

it('trap 1: iss is the host of the redirect URI, not the client id', async () => {
  const jwt = await createClientAssertion({
    clientId: 'the-client',
    redirectUri: 'https://app.example.com:8443/revolut?x=1',
    privateKey: testKeys().privateKey,
    now: () => 1_800_000_000_500,
  });
  expect(decodeProtectedHeader(jwt)).toEqual({ alg: 'RS256', typ: 'JWT' });
  expect(decodeJwt(jwt)).toEqual({
    iss: 'app.example.com:8443',
    sub: 'the-client',
    aud: 'https://revolut.com',
    exp: 1_800_000_060,
  });
});

it('trap 1: the mock refuses the client id as iss', async () => {
  const { server, client } = startBusiness();
  const redirectUri = `https://${server.auth.clientId}`;
  const error = await failureOf(collect(client({ auth: { ...server.auth, redirectUri } }).accounts.list()));
  expect(error).toMatchObject({ data: { error: 'unauthorized_client' } });
});

it('trap 2: the token endpoint gets a form, with an assertion', async () => {
  const { client, fetch } = startBusiness();
  const { spy, forms, types } = spied(fetch);
  await collect(client({ fetch: spy }).accounts.list());
  expect(types).toEqual([expect.stringContaining('application/x-www-form-urlencoded')]);
  expect(forms[0]?.get('grant_type')).toBe('refresh_token');
  expect(forms[0]?.get('client_assertion')).toMatch(/^ey.+\..+\..+/);
});

it('trap 2: nothing is sent when signing fails', async () => {
  const { server, client, fetch } = startBusiness();
  const { spy, forms } = spied(fetch);
  const auth = { ...server.auth, privateKey: '-----BEGIN RSA PRIVATE KEY-----' };
  const error = await failureOf(collect(client({ fetch: spy, auth }).accounts.list()));
  expect(error).toMatchObject({ message: expect.stringContaining('openssl pkcs8') });
  expect(forms).toEqual([]);
  expect(server.requests).toEqual([]);
});

it('trap 3: the refresh token outlives a refresh whose answer has none', async () => {
  const clock = movable();
  const { server, client } = startBusiness({ now: clock.now });
  const store = inMemoryTokenStore();
  const revolut = client({ auth: { ...server.auth, store } });
  await collect(revolut.accounts.list());
  clock.advance(minutes(40));
  await collect(revolut.accounts.list());
  expect((await store.load())?.refreshToken).toBe(server.auth.refreshToken);
});

it('trap 3: a grant has no age at which it dies', async () => {
  const clock = movable();
  const { client } = startBusiness({ now: clock.now });
  const revolut = client();
  await collect(revolut.accounts.list());
  clock.advance(minutes(60 * 24 * 400));
  await expect(collect(revolut.accounts.list())).resolves.toEqual([]);
});

it('trap 4: workers that share a store refresh once, and none knocks out another', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'revolut-'));
  folders.push(folder);
  const { server, client, fetch } = startBusiness();
  const { spy, forms } = spied(fetch);
  // A store each, as processes have: they meet in the file alone.
  const workers = [1, 2, 3].map(() => {
    const store = fileTokenStore({ path: join(folder, 'tokens.json') });
    return client({ fetch: spy, auth: { ...server.auth, store } });
  });
  await Promise.all(workers.map(async (worker) => await collect(worker.accounts.list())));
  expect(forms).toHaveLength(1);
  expect(apiStatuses(server)).toEqual([200, 200, 200]);
});

it('trap 4: a token that a refresh elsewhere killed is replaced once, without a loop', async () => {
  const { server, client, fetch } = startBusiness();
  const revolut = client();
  await collect(revolut.accounts.list());
  // Somebody without the shared store refreshes the same grant.
  await collect(client().accounts.list());
  await expect(collect(revolut.accounts.list())).resolves.toEqual([]);
  expect(apiStatuses(server)).toEqual([200, 200, 401, 200]);

  // And where every token is refused: two tries, not more.
  let calls = 0;
  const refusing: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (request.url.endsWith('/auth/token')) return await fetch(request);
    calls += 1;
    return Response.json({ message: 'The request should be authorized.' }, { status: 401 });
  };
  const error = await failureOf(collect(client({ fetch: refusing }).accounts.list()));
  expect(error).toMatchObject({ name: 'AuthenticationError' });
  expect(calls).toBe(2);
});

it('trap 5: what is stored keeps the refresh token longer than the access token lives', async () => {
  const clock = movable();
  const { server, client } = startBusiness({ now: clock.now });
  const store = inMemoryTokenStore();
  await collect(client({ auth: { ...server.auth, store } }).accounts.list());
  clock.advance(minutes(60));
  // A new process, which was given nothing but the store.
  const { refreshToken: _gone, ...auth } = server.auth;
  await expect(collect(client({ auth: { ...auth, store } }).accounts.list())).resolves.toEqual([]);
});

it('refreshes ahead of the end of the 40 minutes', async () => {
  const clock = movable();
  const { server, client } = startBusiness({ now: clock.now });
  const revolut = client();
  await collect(revolut.accounts.list());
  clock.advance(minutes(39.5));
  await collect(revolut.accounts.list());
  expect(apiStatuses(server)).toEqual([200, 200]);
});

it('exchanges the code of a consent, once, and keeps the grant', async () => {
  const { server, client } = startBusiness();
  const store = inMemoryTokenStore();
  const { refreshToken: _none, ...application } = server.auth;
  const revolut = client({ auth: { ...application, store } });
  const error = await failureOf(collect(revolut.accounts.list()));
  expect(error).toMatchObject({
    name: 'ReauthorizationRequiredError',
    consentUrl:
      'https://sandbox-business.revolut.com/app-confirm?client_id=test-client-id&redirect_uri=https%3A%2F%2Fapp.example.com%2Frevolut%2Fcallback&response_type=code',
  });
  const code = server.grants.authorize();
  await revolut.auth.exchangeCode(code);
  await expect(collect(revolut.accounts.list())).resolves.toEqual([]);
  expect(await failureOf(revolut.auth.exchangeCode(code))).toMatchObject({
    name: 'ReauthorizationRequiredError',
  });
  // The refused code has not cost the grant.
  await expect(collect(revolut.accounts.list())).resolves.toEqual([]);
});

it('refuses a code that is older than two minutes', async () => {
  const clock = movable();
  const { server, client } = startBusiness({ now: clock.now });
  const code = server.grants.authorize();
  clock.advance(minutes(2));
  expect(await failureOf(client().auth.exchangeCode(code))).toMatchObject({
    name: 'ReauthorizationRequiredError',
  });
});

it('asks for a new consent, by scopes with commas, when the grant was taken back', async () => {
  const { server, client } = startBusiness();
  const revolut = client({ auth: { ...server.auth, scopes: ['READ', 'WRITE'] } });
  await collect(revolut.accounts.list());
  server.grants.revokeAll();
  const error = await failureOf(collect(revolut.accounts.list()));
  expect(error).toMatchObject({
    name: 'ReauthorizationRequiredError',
    consentUrl: expect.stringContaining('scope=READ%2CWRITE'),
  });
});

it('does not send a person to the consent page for a clock that is wrong', async () => {
  const clock = movable();
  const { server, client } = startBusiness({ now: clock.now });
  server.clock.skew = minutes(5);
  const error = await failureOf(collect(client({ now: clock.now }).accounts.list()));
  expect(error).toMatchObject({ name: 'ValidationError', message: expect.stringContaining('has expired') });
});

it('shows no token, assertion or key in an error', async () => {
  const { server, client } = startBusiness();
  server.grants.revokeAll();
  const revolut = client();
  const shown = inspect(await failureOf(collect(revolut.accounts.list())), { depth: 12 });
  expect(shown).not.toContain(server.auth.refreshToken);
  expect(shown).not.toMatch(/eyJ|PRIVATE KEY/);
  expect(JSON.stringify(revolut)).not.toContain(server.auth.refreshToken);
});

it('says which option is wrong', () => {
  const { server, client } = startBusiness();
  expect(() => client({ auth: { ...server.auth, clientId: '' } })).toThrow('auth.clientId');
  expect(() => client({ auth: { ...server.auth, redirectUri: 'app.example.com' } })).toThrow(
    'auth.redirectUri',
  );
  expect(() => client({ auth: { ...server.auth, privateKey: '' } })).toThrow('auth.privateKey');
});
