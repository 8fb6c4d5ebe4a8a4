import type { MediaType } from './media-type.ts';

/** One picture that a vision model may be sent. */
export interface PageImage {
  mediaType: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif';
  bytes: Uint8Array;
}

/** One page of a document. */
export interface DocumentPage {
  /** From 1 on. */
  number: number;
  /** What the page's text layer says and its picture shows; `null` where there is no text layer. */
  text: string | null;
  /** What the text layer says and the picture does not show: white on white, covered, off the page. */
  hiddenText: string | null;
  /** What the QR codes on the page say. */
  qrCodes: readonly string[];
  /** The page as a picture; `null` where nothing here can draw it. */
  image: PageImage | null;
}

/** A file inside a PDF. */
export interface Attachment {
  name: string;
  bytes: Uint8Array;
}

/** A document, taken apart. */
export interface DocumentContents {
  mediaType: MediaType;
  pages: readonly DocumentPage[];
  attachments: readonly Attachment[];
}

/** Takes a file apart. `./node` has one that reads every type of file; the main entry has a small one. */
export interface DocumentReader {
  /** @throws {DocumentError} when the file is broken, locked, or of a type that it does not read. */
  read(bytes: Uint8Array, options?: { signal?: AbortSignal | undefined }): Promise<DocumentContents>;
}
