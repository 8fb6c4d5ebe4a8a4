import { bytesOf, hmacKey } from './hmac-key.ts';
import type { HmacEncoding, HmacHash } from './hmac-format.ts';

/** What {@link verifyHmac} checks. */
export interface VerifyHmacOptions {
  /** Every secret that is valid now: during a rotation both the old and the new one. */
  secrets: readonly (string | Uint8Array)[];
  /** The raw bytes that were signed. */
  payload: string | Uint8Array;
  /** As it came, without a prefix such as `sha256=`; several where the sender signs with several secrets. */
  signature: string | readonly string[];
  /** @default 'SHA-256' */
  hash?: HmacHash;
  /** @default 'hex' */
  encoding?: HmacEncoding;
}

/**
 * True when one of the signatures is right for one of the secrets. WebCrypto compares in constant time,
 * and every pair is tried, so the time taken does not tell which one fits.
 *
 * @throws {TypeError} when there is no secret, or an empty one: nothing could be told from the answer.
 * @example
 * await verifyHmac({ secrets: [secret], payload: rawBody, signature: header.replace('sha256=', '') })
 */
export async function verifyHmac(options: VerifyHmacOptions): Promise<boolean> {
  const { secrets, payload, signature, hash = 'SHA-256', encoding = 'hex' } = options;
  if (secrets.length === 0)
    throw new TypeError('secrets: expected at least one, got none. Configure the signing secret.');
  const keys = await Promise.all(secrets.map(async (secret) => await hmacKey(secret, hash)));
  const bytes = bytesOf(payload);
  const candidates = [signature].flat().map((text) => decode(text, encoding));
  const checks = keys.flatMap((key) =>
    candidates.map(async (candidate) => await crypto.subtle.verify('HMAC', key, candidate, bytes)),
  );
  return (await Promise.all(checks)).includes(true);
}

/** Text that is no signature at all becomes no bytes, which no key has signed. */
function decode(text: string, encoding: HmacEncoding): Uint8Array<ArrayBuffer> {
  if (encoding === 'hex') {
    if (!/^(?:[\da-f]{2})+$/i.test(text)) return new Uint8Array();
    return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  }
  if (!/^[\w+/-]+={0,2}$/.test(text)) return new Uint8Array();
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
