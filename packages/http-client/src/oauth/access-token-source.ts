import { ApiError } from '../api-error.ts';
import type { TokenSet } from './token-set.ts';
import type { TokenStore } from './token-store.ts';

/** How {@link accessTokenSource} gets its tokens. */
export interface AccessTokenSourceOptions {
  store: TokenStore;
  /**
   * Asks the provider for new tokens; `current` is what the store holds. Called only while nobody else
   * refreshes. A reply without a refresh token keeps the current one.
   */
  refresh: (current: TokenSet | undefined) => Promise<TokenSet>;
  /** Milliseconds before expiry from which to refresh; half the token's life at most. @default 60_000 */
  refreshAhead?: number;
  /** Milliseconds since 1970. @default Date.now */
  now?: () => number;
}

/** Gives a usable access token. Pass the one that was just refused, and it is not given again. */
export type AccessTokenSource = (refused?: string) => Promise<string>;

/**
 * Makes a function that gives a usable access token: the stored one, or a new one where that expires soon
 * or was refused. However many callers and processes ask at once, one refreshes and all get the result.
 * One call refreshes once at most, so a provider that refuses every token causes no loop.
 *
 * While the current token still works, a refresh that fails for a passing reason does not fail the call.
 *
 * @example
 * const token = accessTokenSource({ store: inMemoryTokenStore(), refresh });
 * createHttpClient({ …, authorize: bearerAuthorization(token) });
 */
export function accessTokenSource(options: AccessTokenSourceOptions): AccessTokenSource {
  const { store, refresh, refreshAhead = 60_000, now = Date.now } = options;
  let flight: Promise<TokenSet> | undefined;

  const isUsable = (tokens: TokenSet, refused: string | undefined): boolean =>
    worksAt(now() + Math.min(refreshAhead, (tokens.expiresAt - tokens.obtainedAt) / 2), tokens, refused);

  async function replaceUnlessUsable(refused: string | undefined): Promise<TokenSet> {
    return await store.replace(async (latest) => {
      if (latest !== undefined && isUsable(latest, refused)) return latest;
      try {
        return withRefreshToken(await refresh(latest), latest);
      } catch (error) {
        const isPassing = ApiError.isInstance(error) && error.retryable;
        if (isPassing && latest !== undefined && worksAt(now(), latest, refused)) return latest;
        throw error;
      }
    });
  }

  async function renewed(refused: string | undefined): Promise<TokenSet> {
    flight ??= replaceUnlessUsable(refused).finally(() => {
      flight = undefined;
    });
    return await flight;
  }

  return async (refused) => {
    const current = await store.load();
    if (current !== undefined && isUsable(current, refused)) return current.accessToken;
    const tokens = await renewed(refused);
    // The flight of somebody for whom this token was still good.
    if (tokens.accessToken === refused) return (await renewed(refused)).accessToken;
    return tokens.accessToken;
  };
}

const worksAt = (time: number, tokens: TokenSet, refused: string | undefined): boolean =>
  tokens.accessToken !== refused && time < tokens.expiresAt;

/** RFC 6749, section 6: a reply may carry no refresh token, and the old one stays good. */
function withRefreshToken(tokens: TokenSet, current: TokenSet | undefined): TokenSet {
  const refreshToken = tokens.refreshToken ?? current?.refreshToken;
  return refreshToken === undefined ? tokens : { ...tokens, refreshToken };
}
