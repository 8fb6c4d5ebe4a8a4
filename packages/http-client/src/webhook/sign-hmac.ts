import type { HmacEncoding, HmacHash } from './hmac-format.ts';
import { bytesOf, hmacKey } from './hmac-key.ts';

/** What {@link signHmac} signs. */
export interface SignHmacOptions {
  secret: string | Uint8Array;
  /** What is signed: for a webhook the raw bytes of the body, never its parsed and printed form. */
  payload: string | Uint8Array;
  /** @default 'SHA-256' */
  hash?: HmacHash;
  /** @default 'hex' */
  encoding?: HmacEncoding;
}

/**
 * Signs as webhook senders do (RFC 2104), on WebCrypto.
 *
 * @throws {TypeError} when the secret is empty.
 */
export async function signHmac(options: SignHmacOptions): Promise<string> {
  const { secret, payload, hash = 'SHA-256', encoding = 'hex' } = options;
  const signature = await crypto.subtle.sign('HMAC', await hmacKey(secret, hash), bytesOf(payload));
  const bytes = new Uint8Array(signature);
  if (encoding === 'base64') return btoa(String.fromCodePoint(...bytes));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
