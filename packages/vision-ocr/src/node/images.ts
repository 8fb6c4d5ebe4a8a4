import { createCanvas, ImageData, loadImage } from '@napi-rs/canvas';
import type { DocumentPage, PageImage } from '../document/document.ts';
import { DocumentError } from '../document/document-error.ts';
import { exifOrientation } from './exif-orientation.ts';
import { type Pixels, readQrCodes } from './qr-codes.ts';

/** Pixels that one side of a picture may have: beyond it, a small file could fill the memory. */
const largestSide = 12_000;

/** Decodes a PNG, JPEG, WebP or GIF; a JPEG is turned as its metadata says. */
export async function decodeImage(bytes: Uint8Array): Promise<Pixels> {
  const image = await loadImage(Buffer.from(bytes)).catch((cause: unknown) => {
    throw new DocumentError('The picture is broken.', 'broken', { cause });
  });
  checkSize(image.width, image.height);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return pixelsOf(context.getImageData(0, 0, image.width, image.height));
}

/** @throws {DocumentError} `too_large` */
export function checkSize(width: number, height: number): void {
  if (width > largestSide || height > largestSide)
    throw new DocumentError(`A picture of ${width} x ${height} pixels is too large.`, 'too_large');
}

/** Encodes pixels, without loss. */
export async function encodePng({ width, height, data }: Pixels): Promise<PageImage> {
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').putImageData(new ImageData(data, width, height), 0, 0);
  return { mediaType: 'image/png', bytes: new Uint8Array(await canvas.encode('png')) };
}

/**
 * The picture as a person sees it: a photo that is turned by its metadata alone is drawn upright, since a model
 * may read it as it lies. Anything else stays as it is.
 */
export async function upright(image: PageImage, pixels: Pixels): Promise<PageImage> {
  if (image.mediaType !== 'image/jpeg' || exifOrientation(image.bytes) === 1) return image;
  const { width, height, data } = pixels;
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').putImageData(new ImageData(data, width, height), 0, 0);
  return { mediaType: 'image/jpeg', bytes: new Uint8Array(await canvas.encode('jpeg', 95)) };
}

export const pixelsOf = ({
  width,
  height,
  data,
}: {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}): Pixels => ({
  width,
  height,
  data: new Uint8ClampedArray(data),
});

/** A page that is a picture: no text layer, and QR codes as far as they can be read. */
export const imagePage = async (number: number, pixels: Pixels, image: PageImage): Promise<DocumentPage> => ({
  number,
  text: null,
  hiddenText: null,
  qrCodes: await readQrCodes(pixels),
  image,
});
