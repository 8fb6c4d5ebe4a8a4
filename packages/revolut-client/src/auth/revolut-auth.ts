import type { ClientOptions, ErrorAnswer } from '@unified-sync/http-client';
import type { CryptoKey } from 'jose';
import {
  type AccessTokenSource,
  accessTokenSource,
  inMemoryTokenStore,
  oauthErrorOf,
  ReauthorizationRequiredError,
  requestTokens,
  type TokenSet,
  type TokenStore,
} from '@unified-sync/http-client/oauth';
import { type Environment, hosts } from '../environment.ts';
import { createClientAssertion } from './client-assertion.ts';
import { consentUrl, type Scope } from './consent-url.ts';

/** How a client proves who it is. */
export interface RevolutAuthOptions {
  /** Shown in Business, APIs, Business API beside the certificate. */
  clientId: string;
  /** PKCS #8 PEM of the key behind the certificate, or an imported RS256 key. */
  privateKey: string | CryptoKey;
  /** The redirect URI registered with the certificate. */
  redirectUri: string;
  /** Refresh token of a grant, used while the store is empty. @default none: `exchangeCode` brings one */
  refreshToken?: string | undefined;
  /**
   * Where the tokens live. A refresh kills the access token before it at once: every process of the
   * same grant must share the store, e.g. `fileTokenStore` of `./node`. @default this process alone
   */
  store?: TokenStore | undefined;
  /** Narrows the consent. @default every scope of the application */
  scopes?: readonly Scope[] | undefined;
  /** Milliseconds before its end at which an access token (40 minutes) is renewed. @default 60_000 */
  refreshAhead?: number | undefined;
}

/** The grant of one business. */
export interface RevolutAuth {
  /** Gives a usable access token; pass the one that was just refused to get another one. */
  accessToken: AccessTokenSource;
  /** The page on which a person lets the application in. */
  consentUrl(): string;
  /**
   * Exchanges the `code` of the redirect (good for two minutes, once) and stores the grant.
   *
   * @throws {ReauthorizationRequiredError} when the code is refused: used, too old, of another application.
   */
  exchangeCode(code: string): Promise<void>;
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** @param client What the API's client was given: timeouts, `fetch`, clock. */
export function createRevolutAuth(
  options: RevolutAuthOptions & { environment: Environment; apiRoot?: string | undefined },
  client: ClientOptions,
): RevolutAuth {
  checkOptions(options);
  const { clientId, privateKey, redirectUri, environment, refreshAhead } = options;
  const { store = inMemoryTokenStore(), refreshToken, scopes } = options;
  const { apiRoot = hosts[environment].api } = options;
  const { now = Date.now } = client;
  const consent = consentUrl({ environment, clientId, redirectUri, scopes });

  async function request(form: Readonly<Record<string, string>>, repeatable: boolean): Promise<TokenSet> {
    const assertion = await createClientAssertion({ clientId, privateKey, redirectUri, now });
    return await requestTokens({
      provider: 'revolut',
      url: `${apiRoot}/1.0/auth/token`,
      form: { ...form, client_assertion_type: assertionType, client_assertion: assertion },
      consentUrl: consent,
      repeatable,
      isGrantRefused,
      client: withoutHooks(client),
    });
  }

  async function refresh(current: TokenSet | undefined): Promise<TokenSet> {
    const token = current?.refreshToken ?? refreshToken;
    if (token === undefined)
      throw new ReauthorizationRequiredError(
        'revolut: there is no grant yet. A person has to give consent; then call `auth.exchangeCode`.',
        { provider: 'revolut', method: 'POST', path: '/1.0/auth/token', consentUrl: consent },
      );
    // Safe to send twice: the refresh token is not replaced, and the assertion may be used again.
    const tokens = await request({ grant_type: 'refresh_token', refresh_token: token }, true);
    return { refreshToken: token, ...tokens };
  }

  return {
    accessToken: accessTokenSource({
      store,
      refresh,
      now,
      ...(refreshAhead !== undefined && { refreshAhead }),
    }),
    consentUrl: () => consent,
    async exchangeCode(code) {
      await store.replace(async () => await request({ grant_type: 'authorization_code', code }, false));
    },
  };
}

/**
 * True where a person has to do something: Revolut answers a refused grant with 400 or 401 in the shape of
 * OAuth. Not for an assertion that has expired on its way, which a wrong clock of ours causes.
 */
function isGrantRefused({ status, data }: ErrorAnswer): boolean {
  const { error, error_description: description = '' } = oauthErrorOf(data);
  if (status !== 400 && status !== 401) return false;
  return error !== undefined && !/token has expired/i.test(description);
}

/** The budget and the hooks are for the API; a refresh that waited for them would stop what they guard. */
function withoutHooks({ budget: _budget, around: _around, ...client }: ClientOptions): ClientOptions {
  return client;
}

function checkOptions({ clientId, privateKey, redirectUri }: RevolutAuthOptions): void {
  if (typeof clientId !== 'string' || clientId.trim() === '')
    throw new TypeError('auth.clientId: expected the ClientID shown beside the certificate, got none.');
  if (typeof redirectUri !== 'string' || !URL.canParse(redirectUri) || new URL(redirectUri).host === '')
    throw new TypeError('auth.redirectUri: expected an absolute URL such as "https://app.example.com/cb".');
  if (privateKey === undefined || privateKey === '')
    throw new TypeError('auth.privateKey: expected a PKCS #8 PEM or a CryptoKey, got none.');
}
