import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** Pixels, four bytes each: red, green, blue, alpha. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
}

let prepared: Promise<void> | undefined;

/** The file comes from the package: left to itself, the library would fetch it from a public server. */
async function prepare(): Promise<void> {
  const file = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const bytes = new Uint8Array(await readFile(file));
  prepareZXingModule({ overrides: { wasmBinary: bytes.buffer } });
}

/** What the QR codes in a picture say. */
export async function readQrCodes(pixels: Pixels): Promise<string[]> {
  await (prepared ??= prepare());
  const found = await readBarcodes(pixels, { formats: ['QRCode'], tryHarder: true, tryInvert: false });
  return found.filter(({ isValid }) => isValid).map(({ text }) => text);
}
