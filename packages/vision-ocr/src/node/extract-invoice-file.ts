import { readFile } from 'node:fs/promises';
import { extractInvoice as extract } from '../extraction/extract-invoice.ts';
import type { Extraction } from '../extraction/extraction.ts';
import type { ExtractOptions } from '../extraction/options.ts';
import { createDocumentReader } from './read-document.ts';

const reader = createDocumentReader();

/** `extractInvoice` of the main entry, with the reader for Node. */
export const extractInvoice = async (
  file: Uint8Array | ArrayBuffer | Blob,
  options: ExtractOptions = {},
): Promise<Extraction> => await extract(file, { reader, ...options });

/**
 * Reads a file from disk.
 *
 * @example
 * const { status, invoice } = await extractInvoiceFile('inbox/4711.pdf', { model });
 */
export const extractInvoiceFile = async (
  path: string | URL,
  options: ExtractOptions = {},
): Promise<Extraction> => await extractInvoice(new Uint8Array(await readFile(path)), options);
