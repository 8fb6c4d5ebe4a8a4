/** Makes an uncompressed grey TIFF (revision 6.0, section 4), with a page of 8 by 8 pixels for each brightness. */
export function makeTiff(pages: readonly number[]): Uint8Array {
  const [side, entries] = [8, 9];
  const [pixels, directory] = [side * side, 2 + entries * 12 + 4];
  const bytes = new Uint8Array(8 + pages.length * (pixels + directory));
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49, 42, 0]);
  view.setUint32(4, 8 + pixels, true);
  for (const [index, brightness] of pages.entries()) {
    const start = 8 + index * (pixels + directory);
    bytes.fill(brightness, start, start + pixels);
    const values = [
      [256, side],
      [257, side],
      [258, 8],
      [259, 1],
      [262, 1],
      [273, start],
      [277, 1],
      [278, side],
      [279, pixels],
    ];
    let at = start + pixels;
    view.setUint16(at, entries, true);
    at += 2;
    for (const [tag = 0, value = 0] of values) {
      view.setUint16(at, tag, true);
      view.setUint16(at + 2, 4, true);
      view.setUint32(at + 4, 1, true);
      view.setUint32(at + 8, value, true);
      at += 12;
    }
    view.setUint32(at, index + 1 < pages.length ? at + 4 + pixels : 0, true);
  }
  return bytes;
}
