import { doorRefusal, ok, type Reply } from '../http/reply.ts';

/** API credentials of the mock. */
export interface OAuthClient {
  clientId: string;
  clientSecret: string;
  /** Only credentials that an admin created may use client credentials. @default true */
  createdByAdmin?: boolean;
}

/** The OAuth part of the mock server. */
export interface OAuthServer {
  /** A code, as the redirect after a person's consent brings it: it lives 30 seconds and works once. */
  grantCode(): string;
  /** True while this access token is good. */
  isGood(token: string): boolean;
  isExpired(token: string): boolean;
  token(form: URLSearchParams): Reply;
  /** Ends every access token, as its time would. */
  expireAccessTokens(): void;
  /** How many times tokens were issued. */
  readonly issued: number;
}

const accessLife = 3_600_000;
const codeLife = 30_000;

const refused = (message: string, type: string): Reply => doorRefusal(400, message, type);

/** friendsofsymfony/oauth2-php, with its errors as Mautic rewrites them (`Oauth2Test.php`). */
export function createOAuthServer(client: OAuthClient, now: () => number): OAuthServer {
  const access = new Map<string, number>();
  const refresh = new Set<string>();
  const codes = new Map<string, number>();
  let issued = 0;

  function issue(withRefresh: boolean): Reply {
    issued += 1;
    const accessToken = `access-${issued}`;
    access.set(accessToken, now() + accessLife);
    const reply = {
      access_token: accessToken,
      expires_in: accessLife / 1000,
      token_type: 'bearer',
      scope: null,
    };
    if (!withRefresh) return ok(reply);
    const refreshToken = `refresh-${issued}`;
    refresh.add(refreshToken);
    return ok({ ...reply, refresh_token: refreshToken });
  }

  return {
    grantCode() {
      const code = `code-${codes.size + 1}`;
      codes.set(code, now() + codeLife);
      return code;
    },
    isGood: (token) => (access.get(token) ?? 0) > now(),
    isExpired: (token) => access.has(token),
    expireAccessTokens() {
      for (const token of access.keys()) access.set(token, 0);
    },
    get issued() {
      return issued;
    },
    token(form) {
      if (form.get('client_id') !== client.clientId || form.get('client_secret') !== client.clientSecret)
        return refused('The client credentials are invalid', 'invalid_client');
      switch (form.get('grant_type') ?? '') {
        case 'client_credentials':
          // No refresh token here.
          return (client.createdByAdmin ?? true)
            ? issue(false)
            : refused('The grant type is unauthorized for this client_id', 'unauthorized_client');
        case 'authorization_code': {
          const code = form.get('code') ?? '';
          const isLive = (codes.get(code) ?? 0) > now();
          codes.set(code, 0);
          return isLive
            ? issue(true)
            : refused("Code doesn't exist or is invalid for the client", 'invalid_grant');
        }
        case 'refresh_token':
          // The old one is gone at once: whoever comes second is refused.
          return refresh.delete(form.get('refresh_token') ?? '')
            ? issue(true)
            : refused('Invalid refresh token', 'invalid_grant');
        default:
          return refused('Invalid grant_type parameter or parameter missing', 'invalid_request');
      }
    },
  };
}
