// oxlint-disable-next-line import/no-named-as-default -- its types know the default export alone
import PDFDocument from 'pdfkit';
import { SwissQRBill } from 'swissqrbill/pdf';

/** What a PDF for tests shows and hides. */
export interface PdfContent {
  lines: readonly string[];
  /** Pages with the same lines. @default 1 */
  pages?: number;
  /** A QR-bill over 1182.50 francs at the bottom of the last page. @default false */
  qrBill?: boolean;
  hidden?: { how: 'white' | 'covered'; text: string };
  attachments?: Readonly<Record<string, string>>;
  password?: string;
}

/** Makes a PDF with a text layer. */
export async function makePdf({ lines, pages = 1, ...content }: PdfContent): Promise<Uint8Array> {
  const { password } = content;
  const document = new PDFDocument({ size: 'A4', ...(password !== undefined && { userPassword: password }) });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => document.on('end', resolve));
  for (let page = 1; page <= pages; page += 1) {
    if (page > 1) document.addPage();
    for (const line of lines) document.fillColor('black').text(line);
  }
  if (content.hidden !== undefined) hide(document, content.hidden);
  if (content.qrBill === true) new SwissQRBill(bill, { language: 'DE' }).attachTo(document);
  for (const [name, text] of Object.entries(content.attachments ?? {}))
    document.file(Buffer.from(text), { name });
  document.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

function hide(document: PDFKit.PDFDocument, { how, text }: NonNullable<PdfContent['hidden']>): void {
  document.fillColor(how === 'white' ? 'white' : 'black').text(text, 72, 300, { lineBreak: false });
  if (how === 'covered') document.rect(70, 295, 300, 30).fill('#dddddd');
}

const bill = {
  currency: 'CHF' as const,
  amount: 1182.5,
  reference: '210000000003139471430009017',
  creditor: {
    account: 'CH4431999123000889012',
    name: 'Muster Werkzeuge AG',
    address: 'Musterweg',
    buildingNumber: '1',
    zip: 8000,
    city: 'Zürich',
    country: 'CH',
  },
};
