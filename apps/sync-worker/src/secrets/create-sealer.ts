import { createHash } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';

/** Seals secrets before they are stored. */
export interface Sealer {
  /** @param name what the secret is for; it opens under this name alone */
  seal(name: string, secret: string): Promise<string>;
  /** @throws {SecretKeyError} where another key sealed it, or where it has been changed. */
  open(name: string, sealed: string): Promise<string>;
}

/** A stored secret cannot be read with the key that was given. */
export class SecretKeyError extends Error {
  override readonly name = 'SecretKeyError';
}

const algorithm = { alg: 'dir', enc: 'A256GCM' } as const;

/**
 * Seals with a key: JWE in its compact form (RFC 7516), the key used directly with AES-256-GCM.
 * @param secretKey text with at least 256 bits of chance in it, e.g. the output of `openssl rand -hex 32`
 */
export function createSealer(secretKey: string): Sealer {
  const key = createHash('sha256').update('unified-sync stored secrets\0').update(secretKey).digest();
  const keyId = createHash('sha256').update(key).digest('base64url').slice(0, 12);
  return {
    seal: async (name, secret) =>
      await new CompactEncrypt(new TextEncoder().encode(secret))
        .setProtectedHeader({ ...algorithm, kid: keyId, sub: name })
        .encrypt(key),
    async open(name, sealed) {
      const { kid, sub } = headerOf(name, sealed);
      if (kid !== keyId)
        throw new SecretKeyError(
          `SYNC_SECRET_KEY is not the key that sealed ${name}: give the worker that key again, or set the secret itself in the environment`,
        );
      if (sub !== name) throw new SecretKeyError(`what is stored as ${name} is another secret`);
      try {
        const { plaintext } = await compactDecrypt(sealed, key);
        return new TextDecoder().decode(plaintext);
      } catch (error) {
        throw new SecretKeyError(`what is stored as ${name} has been changed since it was sealed`, {
          cause: error,
        });
      }
    },
  };
}

function headerOf(name: string, sealed: string): { readonly kid?: unknown; readonly sub?: unknown } {
  try {
    return decodeProtectedHeader(sealed);
  } catch (error) {
    throw new SecretKeyError(`what is stored as ${name} is no sealed secret`, { cause: error });
  }
}
