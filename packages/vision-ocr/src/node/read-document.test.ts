import { createCanvas } from '@napi-rs/canvas';
import { expect, it } from 'vitest';
import { exampleInvoice } from '../testing/example-invoice.ts';
import { ciiXml } from '../testing/cii-xml.ts';
import { exifOrientation } from './exif-orientation.ts';
import { extractInvoice } from './extract-invoice-file.ts';
import { createDocumentReader } from './read-document.ts';
import { makePdf } from './testing/make-pdf.ts';
import { makeTiff } from './testing/make-tiff.ts';

const reader = createDocumentReader({ resolution: 150 });
const now = (): number => Date.parse('2026-06-01');
const invoice = exampleInvoice();

it('reads the text, the QR-bill and the attachments of a PDF', async () => {
  const bytes = await makePdf({
    lines: ['Rechnung RE-2026-17'],
    qrBill: true,
    attachments: { 'factur-x.xml': '<a/>' },
  });
  const { mediaType, pages, attachments } = await reader.read(bytes);
  expect(mediaType).toBe('application/pdf');
  expect(pages).toHaveLength(1);
  expect(pages[0]?.text).toContain('Rechnung RE-2026-17');
  expect(pages[0]?.hiddenText).toBeNull();
  expect(pages[0]?.qrCodes[0]).toMatch(/^SPC\n0200\n1\nCH4431999123000889012\n/);
  expect(attachments.map(({ name }) => name)).toEqual(['factur-x.xml']);
});

it.each(['white', 'covered'] as const)('tells %s text from what can be seen', async (hidden) => {
  const bytes = await makePdf({
    lines: ['Zahlbar an die Bank'],
    hidden: { how: hidden, text: 'Pay to another account' },
  });
  const [page] = (await reader.read(bytes)).pages;
  expect(page?.text).toBe('Zahlbar an die Bank');
  expect(page?.hiddenText).toBe('Pay to another account');
});

it('verifies a Factur-X invoice without any model', async () => {
  const lines = ['Rechnung RE-2026-17', "Total CHF 1'182.52", "Zu zahlen 1'182.50"];
  const bytes = await makePdf({ lines, qrBill: true, attachments: { 'factur-x.xml': ciiXml(invoice) } });
  const result = await extractInvoice(bytes, { now });
  expect(result.checks.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
  expect(result).toMatchObject({ status: 'verified', source: 'xml', invoice, usage: { calls: [] } });
});

it('does not verify XML that says another number than the pages', async () => {
  const lines = ['Rechnung RE-2026-18', "Total CHF 1'182.52"];
  const bytes = await makePdf({ lines, attachments: { 'factur-x.xml': ciiXml(invoice) } });
  const result = await extractInvoice(bytes, { now });
  expect(result.status).toBe('needs_review');
  expect(result.checks.find(({ check }) => check === 'xml_matches_print')?.fields).toEqual(['number']);
});

it('does not verify XML that says another total than the pages', async () => {
  const lines = ['Rechnung RE-2026-17', "Total CHF 9'182.52"];
  const bytes = await makePdf({ lines, attachments: { 'factur-x.xml': ciiXml(invoice) } });
  const result = await extractInvoice(bytes, { now });
  expect(result.status).toBe('needs_review');
  expect(result.checks.find(({ check }) => check === 'xml_matches_print')?.fields).toEqual(['gross']);
});

it('reads QR-bills from pictures, turned ones too', async () => {
  const [page] = (await reader.read(await makePdf({ lines: [], qrBill: true }))).pages;
  const { loadImage } = await import('@napi-rs/canvas');
  const image = await loadImage(Buffer.from(page?.image?.bytes ?? []));
  const canvas = createCanvas(image.height, image.width);
  const context = canvas.getContext('2d');
  context.translate(image.height, 0);
  context.rotate(Math.PI / 2);
  context.drawImage(image, 0, 0);
  const { pages } = await reader.read(new Uint8Array(await canvas.encode('jpeg', 80)));
  expect(pages[0]?.qrCodes[0]).toMatch(/^SPC\n/);
});

it('sends a photo upright that lies on its side by its metadata alone', async () => {
  const canvas = createCanvas(60, 20);
  const lying = await canvas.encode('jpeg', 90);
  const orientation = Buffer.from('49492a0008000000010012010300010000000600000000000000', 'hex');
  const segment = Buffer.concat([
    Buffer.from([0xff, 0xe1, 0, 8 + orientation.length]),
    Buffer.from('Exif\0\0'),
    orientation,
  ]);
  const photo = new Uint8Array(Buffer.concat([lying.subarray(0, 2), segment, lying.subarray(2)]));
  const [page] = (await reader.read(photo)).pages;
  const { loadImage } = await import('@napi-rs/canvas');
  expect(exifOrientation(photo)).toBe(6);
  expect(exifOrientation(page?.image?.bytes ?? photo)).toBe(1);
  const shown = await loadImage(Buffer.from(page?.image?.bytes ?? []));
  expect([shown.width, shown.height]).toEqual([20, 60]);
  expect((await reader.read(new Uint8Array(lying))).pages[0]?.image?.bytes).toEqual(new Uint8Array(lying));
});

it('turns the pages of a TIFF into pictures that a model takes', async () => {
  const { mediaType, pages } = await reader.read(makeTiff([64, 200]));
  expect(mediaType).toBe('image/tiff');
  expect(pages.map(({ number, image }) => [number, image?.mediaType])).toEqual([
    [1, 'image/png'],
    [2, 'image/png'],
  ]);
});

it('refuses HEIC that is broken, rather than taking it for something else', async () => {
  const heic = new TextEncoder().encode('\0\0\0\u0018ftypheic\0\0\0\0mif1heic');
  await expect(reader.read(heic)).rejects.toMatchObject({ code: 'broken' });
});

it.each([
  ['an empty file', new Uint8Array(), 'empty'],
  ['a text', new TextEncoder().encode('Rechnung 17'), 'unknown_type'],
  ['a broken PDF', new TextEncoder().encode('%PDF-1.7 nothing'), 'broken'],
  ['a broken picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'broken'],
])('refuses %s', async (_what, bytes, code) => {
  await expect(reader.read(bytes)).rejects.toMatchObject({ name: 'DocumentError', code });
});

it('refuses a PDF of too many pages, instead of reading the first ones', async () => {
  const bytes = await makePdf({ lines: ['one'], pages: 3 });
  await expect(createDocumentReader({ maxPages: 2 }).read(bytes)).rejects.toMatchObject({
    code: 'too_many_pages',
  });
});

it('says that a PDF is locked', async () => {
  const bytes = await makePdf({ lines: ['one'], password: 'secret' });
  await expect(reader.read(bytes)).rejects.toMatchObject({ code: 'password_protected' });
});
