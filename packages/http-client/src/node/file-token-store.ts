import { mkdir, readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { tokenCipher } from '../oauth/token-cipher.ts';
import { type TokenSet, tokenSetSchema } from '../oauth/token-set.ts';
import type { TokenStore } from '../oauth/token-store.ts';
import { withFileLock } from './file-lock.ts';
import { writeAtomically } from './write-atomically.ts';

/** How {@link fileTokenStore} keeps its tokens. */
export interface FileTokenStoreOptions {
  /** The file; its folder is made where it is missing. Lock files stand beside it. */
  path: string;
  /**
   * 32 bytes, or their base64 text: the file is then encrypted (JWE; needs `jose`). A file that was
   * written without a key is read, and encrypted when it is next written.
   * @default none: plain JSON that only its owner may read
   */
  encryptionKey?: Uint8Array | string;
  /** Milliseconds without a sign of life after which another process takes the lock over. @default 15_000 */
  staleAfter?: number;
  /** Milliseconds to wait for the lock at most. @default 180_000 */
  waitAtMost?: number;
}

/**
 * A store in a file (mode 0600, replaced as a whole) that several processes of one machine may share.
 * A process that dies while it refreshes keeps the others waiting for `staleAfter` at most.
 *
 * @throws {TypeError} at once, when the key is not one of 32 bytes. `load` and `replace` fail where the
 *   file is there but cannot be read: an unreadable grant is not taken for none.
 */
export function fileTokenStore(options: FileTokenStoreOptions): TokenStore {
  const { encryptionKey, staleAfter = 15_000, waitAtMost = 180_000 } = options;
  const path = resolve(options.path);
  const cipher = encryptionKey === undefined ? undefined : tokenCipher(encryptionKey);
  let last: { text: string; tokens: TokenSet } | undefined;

  async function load(): Promise<TokenSet | undefined> {
    const text = await readIfThere(path);
    if (text === undefined) return undefined;
    if (last?.text !== text) last = { text, tokens: await parse(text) };
    return last.tokens;
  }

  async function parse(text: string): Promise<TokenSet> {
    if (text.startsWith('{')) return parsePlain(path, text);
    if (cipher === undefined)
      throw new Error(`fileTokenStore: ${path} is encrypted, or no token file. Give its encryptionKey.`);
    return await cipher.decrypt(text);
  }

  // Else every caller in this process would poll the lock file.
  let queue: Promise<unknown> = Promise.resolve();

  return {
    load,
    async replace(work) {
      const turn = queue.then(async () => {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        return await withFileLock(path, { staleAfter, waitAtMost }, async () => {
          const current = await load();
          const tokens = await work(current);
          if (tokens === current) return tokens;
          // Whoever took over while this process stood still has newer tokens. Where nobody has, these must
          // not be lost: the refresh token before them may be used up.
          const latest = await load();
          if (latest !== undefined && latest !== current) return latest;
          await writeAtomically(path, (await cipher?.encrypt(tokens)) ?? JSON.stringify(tokens));
          return tokens;
        });
      });
      queue = turn.catch(() => undefined);
      return await turn;
    },
  };
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function parsePlain(path: string, text: string): TokenSet {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The text of the parser's error would show a part of the tokens.
    throw new Error(`fileTokenStore: ${path} holds no JSON. Restore it, or delete it and authorise again.`);
  }
  const result = tokenSetSchema.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new Error(`fileTokenStore: ${path} holds no tokens (${fields}). Delete it and authorise again.`);
}
