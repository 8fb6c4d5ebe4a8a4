export {
  type AccessTokenSource,
  accessTokenSource,
  type AccessTokenSourceOptions,
} from './access-token-source.ts';
export { bearerAuthorization } from './bearer-authorization.ts';
export { inMemoryTokenStore } from './in-memory-token-store.ts';
export {
  ReauthorizationRequiredError,
  type ReauthorizationRequiredErrorOptions,
} from './reauthorization-required-error.ts';
export { oauthErrorOf, requestTokens, type TokenRequest } from './request-tokens.ts';
export { type TokenCipher, tokenCipher } from './token-cipher.ts';
export { type TokenSet, tokenSetSchema } from './token-set.ts';
export type { TokenStore } from './token-store.ts';
