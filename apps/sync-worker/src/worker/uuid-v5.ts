import { createHash } from 'node:crypto';

/** The project's namespace: ids made from names are the same on every machine, and nobody else's. */
const namespace = Buffer.from('9a1c2f0e6d5b4c3a8f7e0d1c2b3a4958', 'hex');

/**
 * UUID of version 5 of a name within the project's namespace: the same name always gives the same id.
 * @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5
 */
export function uuidV5(name: string): string {
  const bytes = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
