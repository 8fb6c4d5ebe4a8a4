import type { DocumentContents, DocumentPage, DocumentReader, PageImage } from './document.ts';
import { DocumentError } from './document-error.ts';
import { sniffMediaType } from './media-type.ts';

const directly: ReadonlySet<string> = new Set<PageImage['mediaType']>([
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
]);

const isDirect = (mediaType: string): mediaType is PageImage['mediaType'] => directly.has(mediaType);

/**
 * The reader of the main entry, for edge runtimes: XML, and pictures that a model takes as they are. It sees
 * no QR codes, and of a PDF neither text nor attachments: the model gets the whole file.
 */
export const plainReader: DocumentReader = {
  // oxlint-disable-next-line typescript/require-await -- the interface is asynchronous for readers that have to be
  async read(bytes) {
    const mediaType = sniffMediaType(bytes);
    if (bytes.length === 0) throw new DocumentError('The file is empty.', 'empty');
    if (mediaType === undefined)
      throw new DocumentError('The file is no PDF, XML or picture that is read here.', 'unknown_type');
    if (isDirect(mediaType)) return contents(mediaType, [onePage({ mediaType, bytes })]);
    if (mediaType === 'application/pdf' || mediaType === 'application/xml') return contents(mediaType, []);
    throw new DocumentError(
      `${mediaType} needs the reader of @unified-sync/vision-ocr/node.`,
      'unsupported_type',
    );
  },
};

const contents = (
  mediaType: DocumentContents['mediaType'],
  pages: readonly DocumentPage[],
): DocumentContents => ({ mediaType, pages, attachments: [] });

const onePage = (image: PageImage): DocumentPage => ({
  number: 1,
  text: null,
  hiddenText: null,
  qrCodes: [],
  image,
});
