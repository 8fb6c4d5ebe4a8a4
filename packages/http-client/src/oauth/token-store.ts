import type { TokenSet } from './token-set.ts';

/**
 * Where the tokens of one grant live. Many providers drop an access token, or a refresh token, the moment
 * the next one is made (Revolut, Mautic): whoever shares the grant must share the store, and only one of
 * them may refresh at a time.
 */
export interface TokenStore {
  /** Gives what is stored, or `undefined` where nothing is. Fails where something is that cannot be read. */
  load(): Promise<TokenSet | undefined>;
  /**
   * Stores and gives what `work` makes of the current tokens, while nobody else can: neither in this
   * process nor in another one that shares the store. Stores nothing where `work` fails, or gives back the
   * very object it got.
   */
  replace(work: (current: TokenSet | undefined) => Promise<TokenSet>): Promise<TokenSet>;
}
