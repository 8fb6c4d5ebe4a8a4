import type { Invoice } from '../invoice/invoice.ts';
import { signCreditNote } from '../invoice/sign-credit-note.ts';
import { readCii } from './read-cii.ts';
import { readUbl } from './read-ubl.ts';
import { element, parseXml } from './xml-node.ts';

/**
 * Reads an e-invoice: UN/CEFACT CII (Factur-X, ZUGFeRD 2, XRechnung) or UBL 2.1 (Peppol, XRechnung).
 *
 * @returns `undefined` when the XML is something else.
 * @throws {DocumentError} `broken` when it is no XML, or a number in it is none.
 */
export function readInvoiceXml(text: string): Invoice | undefined {
  const root = parseXml(text);
  const cii = element(root, 'CrossIndustryInvoice');
  if (cii !== undefined) return signCreditNote(readCii(cii));
  const invoice = element(root, 'Invoice');
  if (invoice !== undefined && element(invoice, 'LegalMonetaryTotal') !== undefined)
    return signCreditNote(readUbl(invoice, 'invoice'));
  const creditNote = element(root, 'CreditNote');
  if (creditNote !== undefined && element(creditNote, 'LegalMonetaryTotal') !== undefined)
    return signCreditNote(readUbl(creditNote, 'credit_note'));
  return undefined;
}
