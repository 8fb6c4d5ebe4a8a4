/**
 * The orientation that a JPEG declares (Exif 2.3, tag 0x0112): 1 is upright, 2 to 8 are turned or mirrored. 1
 * where it declares none.
 */
export function exifOrientation(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Segments: FF, a marker, and a length that counts itself. Pictures begin with FFDA.
  for (let at = 2; at + 18 < bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda;) {
    const isExif = bytes[at + 1] === 0xe1 && view.getUint32(at + 4) === 0x45_78_69_66;
    if (isExif) return orientationIn(view, at + 10) ?? 1;
    at += 2 + view.getUint16(at + 2);
  }
  return 1;
}

/** Looks through the first directory of the TIFF structure that begins at `start`. */
function orientationIn(view: DataView, start: number): number | undefined {
  const isLittle = view.getUint16(start) === 0x49_49;
  const directory = start + view.getUint32(start + 4, isLittle);
  if (directory + 2 > view.byteLength) return undefined;
  const entries = view.getUint16(directory, isLittle);
  for (let index = 0; index < entries; index += 1) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > view.byteLength) return undefined;
    if (view.getUint16(entry, isLittle) === 0x01_12) return view.getUint16(entry + 8, isLittle);
  }
  return undefined;
}
