/** How the client proves who it is. The keys belong to one user, whose roles and user permissions apply. */
export type ErpnextAuth =
  /** `Authorization: token KEY:SECRET` (User, Settings, API Access). */
  | { type: 'token'; apiKey: string; apiSecret: string }
  /** The same pair as HTTP Basic, for proxies that let nothing else pass. */
  | { type: 'basic'; apiKey: string; apiSecret: string }
  /** An OAuth token, or how to get one: called again with the refused header after a 401. */
  | { type: 'bearer'; accessToken: string | ((refused?: string) => string | Promise<string>) };

/** Sets the header of one attempt. */
export type Authorize = (headers: Headers, refused?: string) => void | Promise<void>;

/**
 * Frappe takes exactly two parts with one space between, and splits the pair at its only colon
 * (`frappe/auth.py`, `validate_auth`).
 *
 * @throws {TypeError} for a credential that is empty, or has a character that would change its meaning.
 */
export function authorization(auth: ErpnextAuth): { authorize: Authorize; secrets: readonly string[] } {
  if (auth.type === 'bearer') return bearer(auth.accessToken);
  const apiKey = credential('auth.apiKey', auth.apiKey);
  const apiSecret = credential('auth.apiSecret', auth.apiSecret);
  const pair = `${apiKey}:${apiSecret}`;
  const value = auth.type === 'token' ? `token ${pair}` : `Basic ${btoa(pair)}`;
  return {
    authorize: (headers) => headers.set('Authorization', value),
    secrets: [apiSecret, btoa(pair), apiKey],
  };
}

function bearer(
  given: string | ((refused?: string) => string | Promise<string>),
): ReturnType<typeof authorization> {
  if (typeof given === 'function')
    return {
      async authorize(headers, refused) {
        headers.set('Authorization', `Bearer ${credential('auth.accessToken', await given(refused))}`);
      },
      // The header that was sent is redacted by http-client.
      secrets: [],
    };
  const token = credential('auth.accessToken', given);
  return { authorize: (headers) => headers.set('Authorization', `Bearer ${token}`), secrets: [token] };
}

function credential(name: string, value: unknown): string {
  if (typeof value === 'string' && /^[\x21-\x39\x3b-\x7e]+$/.test(value)) return value;
  throw new TypeError(
    `${name}: expected text without spaces or colons, got ${value === '' || value === undefined ? 'none' : 'something else'}.`,
  );
}
