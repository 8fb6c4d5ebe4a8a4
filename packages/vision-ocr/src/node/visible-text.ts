import type { PageViewport } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Pixels } from './qr-codes.ts';

/** A run of text of a page, as pdf.js gives it. */
interface TextRun {
  str: string;
  hasEOL: boolean;
  width: number;
  height: number;
  /** Its own coordinates to those of the page: the last two are where it begins. */
  transform: number[];
}

/** Difference in brightness, of 255, that something on a page has to its background to be seen at all. */
const leastContrast = 40;

/**
 * Parts the text layer by what the drawn page shows in its place: text on one flat colour is not to be seen,
 * whether it is white, without ink, covered or off the page. The text of a scan's OCR layer has the scan there.
 */
export function splitByVisibility(
  items: readonly object[],
  viewport: PageViewport,
  pixels: Pixels,
): { visible: string; hidden: string } {
  let [visible, hidden] = ['', ''];
  for (const item of items) {
    if (!isTextRun(item)) continue;
    const end = item.hasEOL ? '\n' : ' ';
    if (item.str.trim() === '') visible += item.hasEOL ? '\n' : item.str;
    else if (isDrawn(item, viewport, pixels)) visible += item.str + end;
    else hidden += item.str + end;
  }
  return { visible: visible.trim(), hidden: hidden.trim() };
}

const isTextRun = (item: object): item is TextRun => 'str' in item;

function isDrawn({ transform, width, height }: TextRun, viewport: PageViewport, pixels: Pixels): boolean {
  const [, , c = 0, d = 0, x = 0, y = 0] = transform;
  const [a = 0, b = 0] = transform;
  const length = Math.hypot(a, b) || 1;
  const up = Math.hypot(c, d) || 1;
  const corner = (along: number, above: number): [number, number] => {
    const point = viewport.convertToViewportPoint(
      x + (a / length) * along + (c / up) * above,
      y + (b / length) * along + (d / up) * above,
    );
    return [Number(point[0]), Number(point[1])];
  };
  const corners = [corner(0, 0), corner(width, 0), corner(0, height), corner(width, height)];
  const xs = corners.map(([left]) => left);
  const ys = corners.map(([, top]) => top);
  return (
    contrastIn(pixels, [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]) >= leastContrast
  );
}

/** Brightest less darkest pixel of a rectangle; 0 off the page. */
function contrastIn(
  { width, height, data }: Pixels,
  [left, top, right, bottom]: [number, number, number, number],
): number {
  let [darkest, brightest] = [255, 0];
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, Math.ceil(bottom)); y += 1)
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, Math.ceil(right)); x += 1) {
      const index = (y * width + x) * 4;
      const brightness = ((data[index] ?? 0) * 3 + (data[index + 1] ?? 0) * 6 + (data[index + 2] ?? 0)) / 10;
      darkest = Math.min(darkest, brightness);
      brightest = Math.max(brightest, brightness);
    }
  return Math.max(0, brightest - darkest);
}
