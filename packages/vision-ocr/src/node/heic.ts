import { DocumentError } from '../document/document-error.ts';
import { checkSize } from './images.ts';
import type { Pixels } from './qr-codes.ts';

/** How the optional peer `heic-decode` 2 is called; it has no types of its own. */
interface HeicDecode {
  default(input: { buffer: Uint8Array }): Promise<{ width: number; height: number; data: Uint8ClampedArray }>;
}

/**
 * Decodes the first picture of a HEIC file, by the optional peer `heic-decode`.
 *
 * @throws {DocumentError} `missing_peer` where it is not installed.
 */
export async function decodeHeic(bytes: Uint8Array): Promise<Pixels> {
  const decoder = await loadDecoder();
  const { width, height, data } = await decoder.default({ buffer: bytes }).catch((cause: unknown) => {
    throw new DocumentError('The HEIC picture is broken.', 'broken', { cause });
  });
  checkSize(width, height);
  return { width, height, data: new Uint8ClampedArray(data) };
}

async function loadDecoder(): Promise<HeicDecode> {
  try {
    // @ts-expect-error -- the package has no types
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- for the same reason
    return (await import('heic-decode')) as HeicDecode;
  } catch (cause) {
    throw new DocumentError('HEIC needs the package heic-decode: npm install heic-decode', 'missing_peer', {
      cause,
    });
  }
}
