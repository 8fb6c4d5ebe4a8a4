import type { HttpClientOptions } from '../client-options.ts';
import type { AccessTokenSource } from './access-token-source.ts';

/**
 * The `authorize` option of `createHttpClient` for bearer tokens: after a 401 it asks the source once for
 * another token than the refused one.
 */
export function bearerAuthorization(token: AccessTokenSource): NonNullable<HttpClientOptions['authorize']> {
  return async (headers, refused) => {
    headers.set('Authorization', `Bearer ${await token(refused?.replace(/^Bearer /i, ''))}`);
  };
}
