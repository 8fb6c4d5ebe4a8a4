import { expect, it } from 'vitest';
import { decodeXml, sniffMediaType } from './media-type.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

it.each([
  ['image/png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ['image/jpeg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
  ['image/webp', text('RIFF\0\0\0\0WEBPVP8 ')],
  ['image/gif', text('GIF89a')],
  ['image/tiff', text('II*\0')],
  ['image/tiff', text('MM\0*')],
  ['image/heic', text('\0\0\0\u0018ftypheic')],
  ['application/pdf', text('%PDF-1.7')],
  ['application/pdf', text('junk of a mail server\r\n%PDF-1.4')],
  ['application/xml', text('<?xml version="1.0"?><a/>')],
  ['application/xml', text('\uFEFF\n<rsm:Invoice xmlns="x">')],
  [undefined, text('<!doctype html><html>')],
  [undefined, text('Rechnung')],
  [undefined, text('\0\0\0\u0018ftypisom')],
  [undefined, new Uint8Array()],
])('knows %s by its first bytes', (mediaType, bytes) => {
  expect(sniffMediaType(bytes)).toBe(mediaType);
});

it('decodes XML as it says it is encoded', () => {
  const latin = Uint8Array.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>\u00fc</a>', (one) =>
    one.charCodeAt(0),
  );
  expect(decodeXml(latin)).toContain('<a>ü</a>');
});
