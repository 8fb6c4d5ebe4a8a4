import type { ClientOptions, HttpClientOptions } from '@unified-sync/http-client';
import {
  accessTokenSource,
  bearerAuthorization,
  inMemoryTokenStore,
  ReauthorizationRequiredError,
  requestTokens,
  type TokenSet,
  type TokenStore,
} from '@unified-sync/http-client/oauth';
import { consentUrl } from './consent-url.ts';
import { isGrantRefused } from './is-grant-refused.ts';

/** API credentials of Mautic (Settings, API Credentials). */
export interface OAuthApp {
  /** Of the form `<number>_<random>`. */
  clientId: string;
  clientSecret: string;
}

/** A Mautic user. Off by default: Configuration, API Settings, "Enable HTTP basic auth". */
export interface BasicAuth {
  kind: 'basic';
  username: string;
  password: string;
}

/**
 * The credentials themselves act, with the role that their creator had. Only those that an **admin** created
 * may (`ClientController`). The reply carries no refresh token: a new access token is asked for instead.
 */
export interface ClientCredentialsAuth extends OAuthApp {
  kind: 'client_credentials';
  /** @default in memory */
  store?: TokenStore;
}

/** A user who consented once: see `createMauticConsent`. Each refresh replaces the refresh token. */
export interface AuthorizationCodeAuth extends OAuthApp {
  kind: 'authorization_code';
  redirectUri: string;
  /** Shared by all that use this grant: who refreshes with a used refresh token is locked out. */
  store: TokenStore;
}

export type MauticAuth = BasicAuth | ClientCredentialsAuth | AuthorizationCodeAuth;

/** What a client needs to send as somebody. */
export interface Authorization {
  authorize: NonNullable<HttpClientOptions['authorize']>;
  secrets: string[];
}

/** @throws {TypeError} when a credential is missing; the message names it. */
export function createAuthorization(auth: MauticAuth, root: string, client: ClientOptions): Authorization {
  if (auth.kind === 'basic') return basicAuthorization(auth);
  const { clientId, clientSecret } = auth;
  checkText({ clientId, clientSecret });
  const refresh =
    auth.kind === 'client_credentials'
      ? async () => await clientCredentials(auth, root, client)
      : async (current: TokenSet | undefined) => await refreshed(auth, root, client, current);
  const token = accessTokenSource({
    store: auth.store ?? inMemoryTokenStore(),
    refresh,
    ...(client.now !== undefined && { now: client.now }),
  });
  return { authorize: bearerAuthorization(token), secrets: [clientSecret] };
}

function basicAuthorization({ username, password }: BasicAuth): Authorization {
  checkText({ username, password });
  if (username.includes(':'))
    throw new TypeError('username: expected no colon, which Basic auth ends it with.');
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  const value = `Basic ${btoa(String.fromCodePoint(...bytes))}`;
  return { authorize: (headers) => headers.set('Authorization', value), secrets: [password] };
}

async function clientCredentials(
  { clientId, clientSecret }: OAuthApp,
  root: string,
  client: ClientOptions,
): Promise<TokenSet> {
  return await requestTokens({
    provider: 'mautic',
    url: `${root}/oauth/v2/token`,
    form: { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
    repeatable: true,
    isGrantRefused,
    client,
  });
}

async function refreshed(
  auth: AuthorizationCodeAuth,
  root: string,
  client: ClientOptions,
  current: TokenSet | undefined,
): Promise<TokenSet> {
  const { clientId, clientSecret, redirectUri } = auth;
  const url = consentUrl({ root, clientId, redirectUri });
  if (current?.refreshToken === undefined)
    throw new ReauthorizationRequiredError(
      'mautic: the token store holds no refresh token. A person has to consent at `consentUrl` first.',
      { provider: 'mautic', method: 'POST', path: '/oauth/v2/token', consentUrl: url },
    );
  return await requestTokens({
    provider: 'mautic',
    url: `${root}/oauth/v2/token`,
    form: {
      grant_type: 'refresh_token',
      refresh_token: current.refreshToken,
      client_id: clientId,
      client_secret: clientSecret,
    },
    consentUrl: url,
    isGrantRefused,
    client,
  });
}

export function checkText(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values))
    if (typeof value !== 'string' || value.trim() === '')
      throw new TypeError(`${name}: expected text, got ${value === '' ? 'none' : typeof value}.`);
}
