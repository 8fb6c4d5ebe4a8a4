import { inMemoryTokenStore } from '@unified-sync/http-client/oauth';
import { expect, it } from 'vitest';
import { createMauticConsent } from '../auth/mautic-consent.ts';
import type { MauticAuth } from '../auth/mautic-auth.ts';
import { createWorld } from '../testing/mautic-world.ts';

const redirectUri = 'https://sync.test/callback';

/** A world in which a person has consented. */
async function consented() {
  const world = createWorld();
  const store = inMemoryTokenStore();
  const { server, fetch, clock } = world;
  const app = { ...server.oauthClient, redirectUri, store };
  const consent = createMauticConsent({ ...app, baseUrl: server.baseUrl, fetch, now: clock.now });
  await consent.exchange(server.oauth.grantCode());
  const auth: MauticAuth = { kind: 'authorization_code', ...app };
  return { ...world, store, consent, auth };
}

it('trap 17: a refresh token is used once, by one of many that need it, and replaced', async () => {
  const { server, connect, auth, store } = await consented();
  const first = (await store.load())?.refreshToken;
  server.oauth.expireAccessTokens();
  const clients = [connect({ auth }), connect({ auth })];
  await Promise.all(clients.flatMap((mautic) => [mautic.contacts.count(), mautic.contacts.count()]));
  expect(server.oauth.issued).toBe(2);
  expect((await store.load())?.refreshToken).not.toBe(first);
  server.oauth.expireAccessTokens();
  expect(await connect({ auth }).contacts.count()).toBe(0);
});

it('trap 17: a dead refresh token asks for consent, in whatever shape Mautic says it', async () => {
  const { server, connect, auth, store } = await consented();
  server.oauth.expireAccessTokens();
  await store.replace(async (current) => ({
    accessToken: 'x',
    obtainedAt: 0,
    expiresAt: 0,
    ...current,
    refreshToken: 'used',
  }));
  const error = await connect({ auth })
    .contacts.count()
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: 'ReauthorizationRequiredError', retryable: false });
  expect(error).toHaveProperty(
    'consentUrl',
    expect.stringContaining('/oauth/v2/authorize?client_id=1_client'),
  );
});

it('trap 17: wrong credentials are no refused grant', async () => {
  const { connect, auth, server } = await consented();
  server.oauth.expireAccessTokens();
  const wrong = { ...auth, clientSecret: 'wrong-secret' };
  await expect(connect({ auth: wrong }).contacts.count()).rejects.toMatchObject({ name: 'ValidationError' });
});

it('trap 18: client credentials get along without a refresh token', async () => {
  const { server, connect } = createWorld();
  const mautic = connect({ auth: { kind: 'client_credentials', ...server.oauthClient } });
  expect(await mautic.contacts.count()).toBe(0);
  server.oauth.expireAccessTokens();
  expect(await mautic.contacts.count()).toBe(0);
  expect(server.oauth.issued).toBe(2);
});

it('trap 18: client credentials that no admin created are refused, and say so', async () => {
  const oauthClient = { clientId: '2_other', clientSecret: 'other-secret', createdByAdmin: false };
  const { connect } = createWorld({ oauthClient });
  const mautic = connect({ auth: { kind: 'client_credentials', ...oauthClient } });
  await expect(mautic.contacts.count()).rejects.toMatchObject({
    status: 400,
    data: { errors: [{ type: 'unauthorized_client' }] },
  });
});

it('asks for consent where nobody has consented yet', async () => {
  const { server, connect } = createWorld();
  const auth = {
    kind: 'authorization_code',
    ...server.oauthClient,
    redirectUri,
    store: inMemoryTokenStore(),
  } as const;
  await expect(connect({ auth }).contacts.count()).rejects.toMatchObject({
    name: 'ReauthorizationRequiredError',
  });
});

it('a code works once', async () => {
  const { server, consent } = await consented();
  const code = server.oauth.grantCode();
  await consent.exchange(code);
  await expect(consent.exchange(code)).rejects.toMatchObject({ name: 'ReauthorizationRequiredError' });
  expect(consent.url('xyz')).toContain('state=xyz');
});
