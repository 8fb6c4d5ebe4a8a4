import { decode, type TiffIfd } from 'tiff';
import { DocumentError } from '../document/document-error.ts';
import { checkSize } from './images.ts';
import type { Pixels } from './qr-codes.ts';

/** Decodes the pages of a TIFF: 1, 8 and 16 bits, grey, colour or palette, as far as the package `tiff` does. */
export function decodeTiff(bytes: Uint8Array): Pixels[] {
  try {
    return decode(bytes).map(toPixels);
  } catch (cause) {
    if (DocumentError.isInstance(cause)) throw cause;
    throw new DocumentError('The TIFF is broken, or compressed in a way that is not read.', 'broken', {
      cause,
    });
  }
}

function toPixels(page: TiffIfd): Pixels {
  const { width, height, samplesPerPixel, bitsPerSample, palette } = page;
  checkSize(width, height);
  const isWhiteZero = page.type === 0;
  const data = new Uint8ClampedArray(width * height * 4);
  const sample = (index: number): number => {
    const value = page.data[index] ?? 0;
    if (bitsPerSample === 16) return value / 257;
    return bitsPerSample === 1 ? value * 255 : value;
  };
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const first = pixel * samplesPerPixel;
    const [red, green, blue] =
      palette === undefined
        ? samplesPerPixel >= 3
          ? [sample(first), sample(first + 1), sample(first + 2)]
          : Array.from({ length: 3 }, () => (isWhiteZero ? 255 - sample(first) : sample(first)))
        : (palette[Number(page.data[first])] ?? [0, 0, 0]).map((value) => value / 257);
    data.set([red ?? 0, green ?? 0, blue ?? 0, 255], pixel * 4);
  }
  return { width, height, data };
}
