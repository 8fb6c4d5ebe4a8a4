import { createCanvas } from '@napi-rs/canvas';
import { fileURLToPath } from 'node:url';
import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Attachment, DocumentPage } from '../document/document.ts';
import { DocumentError } from '../document/document-error.ts';
import { pixelsOf } from './images.ts';
import { readQrCodes } from './qr-codes.ts';
import { splitByVisibility } from './visible-text.ts';

/** How PDFs are read. */
export interface PdfOptions {
  /** Pages of a PDF that are read; one with more is refused, since a total may stand on any of them. */
  maxPages: number;
  /** Dots per inch of the pictures: 6-point print of a payment slip has to stay legible. */
  resolution: number;
}

/**
 * Reads the pages and attachments of a PDF.
 *
 * @throws {DocumentError} `broken`, `password_protected` or `too_many_pages`
 */
export async function readPdf(
  bytes: Uint8Array,
  { maxPages, resolution }: PdfOptions,
  signal: AbortSignal | undefined,
): Promise<{ pages: DocumentPage[]; attachments: Attachment[] }> {
  const pdf = await openPdf(bytes);
  try {
    if (pdf.numPages > maxPages)
      throw new DocumentError(`The PDF has ${pdf.numPages} pages, more than ${maxPages}.`, 'too_many_pages');
    const pages: DocumentPage[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      signal?.throwIfAborted();
      pages.push(await readPage(await pdf.getPage(number), number, resolution));
    }
    return { pages, attachments: await attachmentsOf(pdf) };
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  try {
    // A copy, because pdf.js takes the buffer over. Errors only: warnings would go to the console.
    return await getDocument({ data: bytes.slice(), verbosity: 0, ...assets() }).promise;
  } catch (cause) {
    const isLocked = cause instanceof Error && cause.name === 'PasswordException';
    throw isLocked
      ? new DocumentError('The PDF is locked by a password.', 'password_protected', { cause })
      : new DocumentError('The PDF is broken.', 'broken', { cause });
  }
}

/** Fonts and character maps that a PDF may leave out, from the package itself. */
function assets(): { standardFontDataUrl: string; cMapUrl: string } {
  const root = new URL('.', import.meta.resolve('pdfjs-dist/package.json'));
  return {
    standardFontDataUrl: fileURLToPath(new URL('standard_fonts/', root)),
    cMapUrl: fileURLToPath(new URL('cmaps/', root)),
  };
}

async function readPage(page: PDFPageProxy, number: number, resolution: number): Promise<DocumentPage> {
  const viewport = page.getViewport({ scale: resolution / 72 });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  const context = canvas.getContext('2d');
  await page.render({ canvas, viewport }).promise;
  const pixels = pixelsOf(context.getImageData(0, 0, canvas.width, canvas.height));
  const { items } = await page.getTextContent();
  const { visible, hidden } = splitByVisibility(items, viewport, pixels);
  page.cleanup();
  return {
    number,
    text: visible === '' ? null : visible,
    hiddenText: hidden === '' ? null : hidden,
    qrCodes: await readQrCodes(pixels),
    image: { mediaType: 'image/png', bytes: new Uint8Array(await canvas.encode('png')) },
  };
}

async function attachmentsOf(pdf: PDFDocumentProxy): Promise<Attachment[]> {
  const attachments: Attachment[] = [];
  for (const [id, { filename }] of (await pdf.getAttachments()) ?? []) {
    const content = await pdf.getAttachmentContent(id);
    if (content) attachments.push({ name: filename, bytes: content });
  }
  return attachments;
}
