import type { OAuthServer } from '../oauth/oauth-server.ts';
import { doorRefusal, type Reply } from './reply.ts';

export interface DoorOptions {
  apiEnabled: boolean;
  basicAuthEnabled: boolean;
  username: string;
  password: string;
  oauth: OAuthServer;
  throttle: (caller: string) => Reply | undefined;
}

/** Who may come in (`ApiSubscriber`, `AuthenticationListener`). */
export function createDoor(options: DoorOptions): (headers: Headers) => Reply | undefined {
  const { apiEnabled, basicAuthEnabled, username, password, oauth, throttle } = options;
  const basic = btoa(String.fromCodePoint(...new TextEncoder().encode(`${username}:${password}`)));

  return (headers) => {
    const [scheme = '', credential = ''] = (headers.get('authorization') ?? '').split(' ');
    // Without a token there is no part of the user in the key: Basic callers share one allowance.
    const limited = throttle(scheme === 'Bearer' ? credential : 'basic');
    if (limited !== undefined) return limited;
    if (!apiEnabled)
      return doorRefusal(
        403,
        'API disabled. You need to enable the API in the API settings.',
        'api_disabled',
      );
    if (scheme === 'Basic') {
      if (!basicAuthEnabled) return doorRefusal(403, 'HTTP Basic auth is disabled.', 'access_denied');
      return credential === basic
        ? undefined
        : doorRefusal(401, 'Authorization denied, invalid credentials.', 'access_denied');
    }
    if (scheme !== 'Bearer') return doorRefusal(401, 'API authorization denied.', 'access_denied');
    if (oauth.isGood(credential)) return undefined;
    const why = oauth.isExpired(credential) ? 'has expired' : 'is invalid';
    return doorRefusal(401, `The access token provided ${why}.`, 'invalid_grant');
  };
}
