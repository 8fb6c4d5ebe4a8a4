import { decodeJwt, errors, jwtVerify } from 'jose';
import type { Clock } from '../store/clock.ts';
import { testKeys } from './test-keys.ts';

/** What somebody has let the application do. */
export interface Grant {
  refreshToken: string;
  /** The only access token that works: a refresh ends the one before it at once. */
  accessToken: string | undefined;
  /** Milliseconds since 1970. */
  expiresAt: number;
  scopes: readonly string[];
  revoked: boolean;
}

/** What the authorization server knows. */
export interface GrantsOptions {
  clock: Clock;
  random: () => number;
  clientId: string;
  redirectUri: string;
  /** Seconds that an access token lives. */
  accessTokenLifetime: number;
}

/** The authorization server. */
export interface Grants {
  /** A person consents: gives the code of the redirect. */
  authorize(scopes?: readonly string[]): string;
  /** A grant as if a code had been exchanged. */
  grant(scopes?: readonly string[]): Grant;
  /** A person takes everything back. */
  revokeAll(): void;
  /** The grant of an access token, if it still works. */
  find(accessToken: string): Grant | undefined;
  /** Answers `POST /auth/token`. */
  token(contentType: string | null, form: URLSearchParams): Promise<{ status: number; body: unknown }>;
  readonly all: readonly Grant[];
}

const everyScope = ['READ', 'WRITE', 'PAY'];
const codeLifetime = 120_000;
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

class OAuthFailure extends Error {
  readonly body: unknown;
  constructor(error: string, error_description: string) {
    super(error);
    this.body = { error, error_description };
  }
}

export function createGrants(options: GrantsOptions): Grants {
  const { clock, random, accessTokenLifetime } = options;
  const grants: Grant[] = [];
  const codes = new Map<string, { expiresAt: number; scopes: readonly string[] }>();
  const secret = (kind: string): string =>
    `oa_${kind}_${Array.from({ length: 32 }, () => Math.floor(random() * 36).toString(36)).join('')}`;

  function issue(grant: Grant): { access_token: string; token_type: string; expires_in: number } {
    grant.accessToken = secret('prod');
    grant.expiresAt = clock.now() + accessTokenLifetime * 1000;
    return { access_token: grant.accessToken, token_type: 'bearer', expires_in: accessTokenLifetime };
  }

  function create(scopes: readonly string[]): Grant {
    const grant = {
      refreshToken: secret('prod'),
      accessToken: undefined,
      expiresAt: 0,
      scopes,
      revoked: false,
    };
    grants.push(grant);
    return grant;
  }

  function exchange(form: URLSearchParams): unknown {
    const code = form.get('code') ?? '';
    const known = codes.get(code);
    codes.delete(code);
    if (known === undefined || known.expiresAt <= clock.now())
      throw new OAuthFailure('invalid_grant', 'Authorization code is invalid or expired');
    const grant = create(known.scopes);
    return { ...issue(grant), refresh_token: grant.refreshToken };
  }

  function refresh(form: URLSearchParams): unknown {
    const grant = grants.find(({ refreshToken }) => refreshToken === form.get('refresh_token'));
    if (grant === undefined || grant.revoked)
      throw new OAuthFailure('invalid_grant', 'Refresh token is invalid');
    // Without a refresh token: the old one stays (guide "Make your first API request").
    return issue(grant);
  }

  return {
    all: grants,
    authorize(scopes = everyScope) {
      const code = secret('prod');
      codes.set(code, { expiresAt: clock.now() + codeLifetime, scopes });
      return code;
    },
    grant: (scopes = everyScope) => create(scopes),
    revokeAll() {
      for (const grant of grants) {
        grant.revoked = true;
        grant.accessToken = undefined;
      }
    },
    find: (accessToken) =>
      grants.find(
        (grant) => !grant.revoked && grant.accessToken === accessToken && clock.now() < grant.expiresAt,
      ),
    async token(contentType, form) {
      try {
        if (contentType?.startsWith('application/x-www-form-urlencoded') !== true)
          throw new OAuthFailure('invalid_request', 'Content type is not supported');
        await checkAssertion(form, options);
        const type = form.get('grant_type');
        if (type === 'authorization_code') return { status: 200, body: exchange(form) };
        if (type === 'refresh_token') return { status: 200, body: refresh(form) };
        throw new OAuthFailure('unsupported_grant_type', 'Grant type is not supported');
      } catch (error) {
        if (error instanceof OAuthFailure) return { status: 400, body: error.body };
        throw error;
      }
    },
  };
}

/** `iss` is the host of the redirect URI, `sub` the client, `aud` always the same, `exp` a number. */
async function checkAssertion(form: URLSearchParams, options: GrantsOptions): Promise<void> {
  const assertion = form.get('client_assertion') ?? '';
  const refused = new OAuthFailure('unauthorized_client', 'Failed to authorise client');
  if (form.get('client_assertion_type') !== assertionType) throw refused;
  try {
    const { payload } = await jwtVerify(assertion, testKeys().publicKey, {
      algorithms: ['RS256'],
      issuer: new URL(options.redirectUri).host,
      subject: options.clientId,
      audience: 'https://revolut.com',
      requiredClaims: ['exp'],
      currentDate: new Date(options.clock.now()),
    });
    if (typeof payload.exp !== 'number') throw refused;
  } catch (error) {
    if (!(error instanceof errors.JWTExpired)) throw refused;
    const at = new Date(Number(decodeJwt(assertion).exp) * 1000);
    throw new OAuthFailure('invalid_request', `The Token has expired on ${at.toUTCString()}.`);
  }
}
