import { type DocumentContents } from '../document/document.ts';
import { decodeXml } from '../document/media-type.ts';
import type { Invoice } from '../invoice/invoice.ts';
import { readInvoiceXml } from '../xml/read-invoice-xml.ts';

// Factur-X 1.0 and ZUGFeRD 2.1, ZUGFeRD 2.0, XRechnung in a PDF. ZUGFeRD 1 has another root element.
const names = ['factur-x.xml', 'zugferd-invoice.xml', 'xrechnung.xml'];

/**
 * The invoice in an XML file, or in the XML that a PDF carries; other attachments that happen to be e-invoices
 * count only where none has one of the names that the standards give.
 *
 * @throws {DocumentError} `broken` when the XML is no XML, or a number in it is none.
 */
export function embeddedInvoice(
  bytes: Uint8Array,
  { mediaType, attachments }: DocumentContents,
): Invoice | undefined {
  if (mediaType === 'application/xml') return readInvoiceXml(decodeXml(bytes));
  const named = attachments.filter(({ name }) => names.includes(name.toLowerCase()));
  const others = attachments.filter(({ name }) => name.toLowerCase().endsWith('.xml'));
  for (const attachment of named.length > 0 ? named : others) {
    const invoice = readInvoiceXml(decodeXml(attachment.bytes));
    if (invoice !== undefined) return invoice;
  }
  return undefined;
}
