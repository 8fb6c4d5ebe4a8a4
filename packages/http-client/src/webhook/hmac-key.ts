import type { HmacHash } from './hmac-format.ts';

/** WebCrypto's key; its own type has a global name only where the DOM's types are. */
export type HmacKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

const encoder = new TextEncoder();

/** Bytes as they are; text as UTF-8. The copy keeps WebCrypto away from shared memory. */
export const bytesOf = (value: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  typeof value === 'string' ? encoder.encode(value) : new Uint8Array(value);

/** @throws {TypeError} for an empty secret: whoever knows that it is empty could sign. */
export async function hmacKey(secret: string | Uint8Array, hash: HmacHash): Promise<HmacKey> {
  const bytes = bytesOf(secret);
  if (bytes.byteLength === 0)
    throw new TypeError(
      'secret: expected at least one byte, got an empty one. Configure the signing secret.',
    );
  return await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash }, false, ['sign', 'verify']);
}
