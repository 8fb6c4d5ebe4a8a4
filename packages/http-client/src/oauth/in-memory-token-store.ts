import type { TokenSet } from './token-set.ts';
import type { TokenStore } from './token-store.ts';

/**
 * A store for one process: gone when it ends. Where a refresh token must outlive it, use
 * `fileTokenStore` of `./node` or a store of your own.
 *
 * @param initial What a fresh store holds. @default nothing
 */
export function inMemoryTokenStore(initial?: TokenSet): TokenStore {
  let tokens = initial;
  let queue: Promise<unknown> = Promise.resolve();
  return {
    load: async () => tokens,
    async replace(work) {
      const turn = queue.then(async () => {
        tokens = await work(tokens);
        return tokens;
      });
      // The next one comes even after a failure, which belongs to the caller of this one alone.
      queue = turn.catch(() => undefined);
      return await turn;
    },
  };
}
