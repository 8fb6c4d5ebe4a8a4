import type { DocumentContents, DocumentPage, DocumentReader, PageImage } from '../document/document.ts';
import { DocumentError } from '../document/document-error.ts';
import { sniffMediaType } from '../document/media-type.ts';
import { decodeHeic } from './heic.ts';
import { decodeImage, encodePng, imagePage, upright } from './images.ts';
import { readPdf } from './pdf.ts';
import type { Pixels } from './qr-codes.ts';
import { decodeTiff } from './tiff.ts';

/** Options of {@link createDocumentReader}. */
export interface DocumentReaderOptions {
  /** Bytes of the largest file that is read. @default 52_428_800 (50 MB) */
  maxBytes?: number;
  /** A document with more pages is refused: a total may stand on any of them. @default 30 */
  maxPages?: number;
  /** Dots per inch that PDFs are drawn with. @default 200 */
  resolution?: number;
}

/**
 * The reader for Node: PDF (text, attachments, QR codes, pictures of its pages), PNG, JPEG, WebP, GIF, TIFF of
 * several pages, HEIC by the optional peer `heic-decode`, and XML. Everything happens in this process.
 */
export function createDocumentReader(options: DocumentReaderOptions = {}): DocumentReader {
  const { maxBytes = 52_428_800, maxPages = 30, resolution = 200 } = options;
  return {
    async read(bytes, { signal } = {}) {
      if (bytes.length === 0) throw new DocumentError('The file is empty.', 'empty');
      if (bytes.length > maxBytes)
        throw new DocumentError(`The file has more than ${maxBytes} bytes.`, 'too_large');
      const mediaType = sniffMediaType(bytes);
      if (mediaType === undefined)
        throw new DocumentError('The file is no PDF, XML or picture that is read here.', 'unknown_type');
      const attachments: DocumentContents['attachments'] = [];
      switch (mediaType) {
        case 'application/xml':
          return { mediaType, pages: [], attachments };
        case 'application/pdf':
          return { mediaType, ...(await readPdf(bytes, { maxPages, resolution }, signal)) };
        case 'image/tiff': {
          const pages = decodeTiff(bytes);
          if (pages.length > maxPages)
            throw new DocumentError(
              `The TIFF has ${pages.length} pages, more than ${maxPages}.`,
              'too_many_pages',
            );
          return { mediaType, pages: await Promise.all(pages.map(converted)), attachments };
        }
        case 'image/heic':
          return { mediaType, pages: [await converted(await decodeHeic(bytes), 0)], attachments };
        case 'image/png':
        case 'image/jpeg':
        case 'image/webp':
        case 'image/gif':
          return { mediaType, pages: [await picture({ mediaType, bytes })], attachments };
      }
    },
  };
}

const converted = async (pixels: Pixels, index: number): Promise<DocumentPage> =>
  await imagePage(index + 1, pixels, await encodePng(pixels));

async function picture(image: PageImage): Promise<DocumentPage> {
  const pixels = await decodeImage(image.bytes);
  return await imagePage(1, pixels, await upright(image, pixels));
}
