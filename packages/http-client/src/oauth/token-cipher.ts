import { type TokenSet, tokenSetSchema } from './token-set.ts';

/** Turns tokens into text that nobody can read without the key, and back. */
export interface TokenCipher {
  encrypt(tokens: TokenSet): Promise<string>;
  /** @throws {Error} when the text was made with another key, or changed since. */
  decrypt(text: string): Promise<TokenSet>;
}

/**
 * Encrypts tokens at rest: a compact JWE (`dir`, A256GCM) by `jose`, which only those need who call this.
 *
 * @param key 32 random bytes, or their base64url or base64 text, e.g. of `openssl rand -base64 32`.
 * @throws {TypeError} when the key has another length.
 */
export function tokenCipher(key: Uint8Array | string): TokenCipher {
  const bytes = typeof key === 'string' ? bytesOf(key) : key;
  if (bytes?.length !== 32)
    throw new TypeError(
      'tokenCipher: expected a key of 32 bytes, or their base64 text, got another length. Make one with `openssl rand -base64 32`.',
    );
  return {
    async encrypt(tokens) {
      const { CompactEncrypt } = await import('jose');
      const plain = new TextEncoder().encode(JSON.stringify(tokens));
      return await new CompactEncrypt(plain)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(bytes);
    },
    async decrypt(text) {
      const { compactDecrypt } = await import('jose');
      const algorithms = {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      };
      let plaintext: Uint8Array;
      try {
        ({ plaintext } = await compactDecrypt(text, bytes, algorithms));
      } catch (cause) {
        throw new Error(
          'tokenCipher: the tokens cannot be decrypted with this key, or were changed since. Give the key they were encrypted with.',
          { cause },
        );
      }
      return tokenSetSchema.parse(JSON.parse(new TextDecoder().decode(plaintext)));
    },
  };
}

function bytesOf(text: string): Uint8Array | undefined {
  try {
    const binary = atob(text.trim().replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.codePointAt(0) ?? 0);
  } catch {
    // Not base64: the caller says what is wrong, without showing the key.
    return undefined;
  }
}
