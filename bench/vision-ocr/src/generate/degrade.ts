import { Buffer } from 'node:buffer';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { createDocumentReader } from '@unified-sync/vision-ocr/node';
import type { Random } from './random.ts';

const reader = createDocumentReader({ resolution: 150 });

/** Turns the first page of a PDF into a bad scan: crooked, grey, soft, noisy, and compressed too much. */
export async function degradedScan(pdf: Uint8Array, random: Random): Promise<Uint8Array> {
  const [page] = (await reader.read(pdf)).pages;
  const image = await loadImage(Buffer.from(page?.image?.bytes ?? []));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#f4f2ee';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate(((random.below(40) - 20) / 10) * (Math.PI / 180));
  context.filter = `blur(${random.below(10) / 10}px) contrast(${80 + random.below(20)}%)`;
  context.drawImage(image, -canvas.width / 2, -canvas.height / 2);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  for (let index = 0; index < pixels.data.length; index += 4) {
    const noise = random.below(31) - 15;
    for (let channel = 0; channel < 3; channel += 1)
      pixels.data[index + channel] = (pixels.data[index + channel] ?? 0) + noise;
  }
  context.putImageData(pixels, 0, 0);
  return new Uint8Array(await canvas.encode('jpeg', 35 + random.below(40)));
}
