import { expect, it } from 'vitest';
import type { Attachment } from '../document/document.ts';
import { ciiXml } from '../testing/cii-xml.ts';
import { exampleInvoice } from '../testing/example-invoice.ts';
import { embeddedInvoice } from './embedded-invoice.ts';

const attachment = (name: string, number: string): Attachment => ({
  name,
  bytes: new TextEncoder().encode(ciiXml(exampleInvoice({ number }))),
});
const numberIn = (...attachments: Attachment[]): string | null | undefined =>
  embeddedInvoice(new Uint8Array(), { mediaType: 'application/pdf', pages: [], attachments })?.number;

it('takes the attachment that the standard names, not any XML beside it', () => {
  expect(numberIn(attachment('order.xml', 'A'), attachment('Factur-X.xml', 'B'))).toBe('B');
});

it('takes another e-invoice where none has such a name', () => {
  expect(numberIn(attachment('rechnung.XML', 'A'))).toBe('A');
  expect(numberIn(attachment('invoice.txt', 'A'))).toBeUndefined();
});
