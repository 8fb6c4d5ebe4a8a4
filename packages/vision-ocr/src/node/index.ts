export { extractInvoice, extractInvoiceFile } from './extract-invoice-file.ts';
export { createDocumentReader, type DocumentReaderOptions } from './read-document.ts';
