import type { DocumentType } from '../invoice/invoice.ts';

// UNTDID 1001: credit notes, self-billed and factored ones included.
const creditNotes = new Set(['81', '83', '261', '262', '296', '308', '381', '396', '420', '458', '532']);

/** Invoice or credit note, by the code of UNTDID 1001 that EN 16931 asks for (BT-3). */
export const documentTypeOf = (code: string | null): DocumentType =>
  code !== null && creditNotes.has(code) ? 'credit_note' : 'invoice';
