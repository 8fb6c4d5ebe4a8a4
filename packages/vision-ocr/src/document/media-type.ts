/** What the first bytes of a file say it is. Names and extensions are not asked: they lie. */
export type MediaType =
  | 'application/pdf'
  | 'application/xml'
  | 'image/png'
  | 'image/jpeg'
  | 'image/webp'
  | 'image/gif'
  | 'image/tiff'
  | 'image/heic';

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

// Brands of ISO base media files that hold HEVC pictures (ISO/IEC 23008-12, annex B).
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

/** Gives the type of a file by its first bytes; `undefined` for what this package does not read. */
export function sniffMediaType(bytes: Uint8Array): MediaType | undefined {
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'image/webp';
  if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return 'image/gif';
  if (/^(II\*\0|MM\0\*)$/.test(ascii(bytes, 0, 4))) return 'image/tiff';
  if (ascii(bytes, 4, 8) === 'ftyp' && heicBrands.has(ascii(bytes, 8, 12))) return 'image/heic';
  // Readers take a header within the first 1024 bytes (ISO 32000-1, implementation note 13).
  if (ascii(bytes, 0, 1024).includes('%PDF-')) return 'application/pdf';
  return looksLikeXml(bytes) ? 'application/xml' : undefined;
}

function looksLikeXml(bytes: Uint8Array): boolean {
  const start = decodeXml(bytes.subarray(0, 256)).trimStart();
  return /^<(\?xml|!--|[A-Za-z_][\w.-]*(:[\w.-]+)?[\s/>])/.test(start) && !/^<(!doctype )?html/i.test(start);
}

/** Decodes XML by its byte order mark or its declared encoding; UTF-8 where it says nothing. */
export function decodeXml(bytes: Uint8Array): string {
  if (startsWith(bytes, 0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes);
  if (startsWith(bytes, 0xfe, 0xff)) return new TextDecoder('utf-16be').decode(bytes);
  const declared = /^\s*<\?xml[^>]*encoding=["']([\w.-]+)["']/.exec(ascii(bytes, 0, 200))?.[1];
  return new TextDecoder(declared ?? 'utf-8').decode(bytes);
}
