import { Buffer } from 'node:buffer';
import { ciiXml } from '@unified-sync/vision-ocr/testing';
import type { Invoice } from '@unified-sync/vision-ocr';
// oxlint-disable-next-line import/no-named-as-default -- its types know the default export alone
import PDFDocument from 'pdfkit';
import { SwissQRBill } from 'swissqrbill/pdf';
import type { Case } from './ground-truth.ts';
import { printField } from './printing.ts';
import { labels } from './words.ts';

type Pdf = PDFKit.PDFDocument;

/** Draws a case as a PDF, with the XML and the payment slip that it is to have. */
export async function renderPdf(one: Case): Promise<Uint8Array> {
  const isReceipt = one.layout === 'receipt';
  const size: [number, number] | 'A4' = isReceipt ? [226, 500] : 'A4';
  const pdf = new PDFDocument({ size, margin: isReceipt ? 14 : 56, info: { CreationDate: new Date(0) } });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => pdf.on('end', resolve));
  drawHead(pdf, one);
  drawLines(pdf, one);
  drawTotals(pdf, one);
  if (one.hasQrBill) drawQrBill(pdf, one.invoice, one.language);
  if (one.carrier === 'factur-x')
    pdf.file(Buffer.from(ciiXml(asPrinted(one.invoice))), { name: 'factur-x.xml' });
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

const print = (one: Case, field: string, value: string | null): string =>
  value === null ? '' : printField(one, field, value);

function drawHead(pdf: Pdf, one: Case): void {
  const { invoice, layout, language } = one;
  const { supplier, customer } = invoice;
  const words = labels[language];
  const title = `${words[invoice.type]}${invoice.number === null ? '' : ` ${words.number} ${invoice.number}`}`;
  const about = [
    `${words.date}: ${print(one, 'issueDate', invoice.issueDate)}`,
    ...(invoice.dueDate === null ? [] : [`${words.due}: ${print(one, 'dueDate', invoice.dueDate)}`]),
  ];
  const seller = [supplier.name ?? '', `${words.vat} ${supplier.vatId ?? ''}`, supplier.country ?? ''];
  if (layout === 'modern') {
    pdf.rect(0, 0, pdf.page.width, 40).fill('#224466').fillColor('#224466').fontSize(9);
    pdf
      .text([...seller].join('  |  '), 56, 52)
      .moveDown()
      .fillColor('black');
  } else
    pdf
      .fontSize(layout === 'receipt' ? 8 : 10)
      .text(seller.join('\n'), { align: layout === 'letter' ? 'right' : 'left' })
      .moveDown();
  if (customer.name !== null) pdf.text(customer.name).moveDown();
  pdf.fontSize(layout === 'receipt' ? 10 : layout === 'compact' ? 11 : 15).text(title);
  pdf
    .fontSize(layout === 'compact' || layout === 'receipt' ? 7.5 : 9)
    .text(about.join(layout === 'compact' ? '   ' : '\n'))
    .moveDown();
}

function drawLines(pdf: Pdf, one: Case): void {
  const { invoice, layout, language } = one;
  const words = labels[language];
  const left = pdf.page.margins.left;
  if (layout === 'receipt') {
    for (const [index, line] of invoice.lines.entries()) {
      pdf.text(`${line.description}   (${line.taxRate} %)`);
      const discount =
        line.discount === null ? '' : `  - ${print(one, `lines.${index}.discount`, line.discount)}`;
      pdf.text(
        `  ${print(one, `lines.${index}.quantity`, line.quantity)} x ${print(one, `lines.${index}.unitPrice`, line.unitPrice)}${discount}   ${print(one, `lines.${index}.amount`, line.amount)}`,
      );
    }
    pdf.moveDown();
    return;
  }
  const columns = layout === 'letter' ? [0, 190, 245, 310, 370, 425] : [0, 200, 250, 315, 375, 430];
  const row = (cells: readonly string[]): void => {
    const y = pdf.y;
    for (const [index, cell] of cells.entries())
      if (cell !== '') pdf.text(cell, left + (columns[index] ?? 0), y, { lineBreak: false });
    pdf.x = left;
    pdf.y = y + (layout === 'compact' ? 11 : 15);
  };
  row([words.description, words.quantity, words.price, words.discount, words.vat, words.amount]);
  for (const [index, line] of invoice.lines.entries())
    row([
      line.description ?? '',
      print(one, `lines.${index}.quantity`, line.quantity),
      print(one, `lines.${index}.unitPrice`, line.unitPrice),
      print(one, `lines.${index}.discount`, line.discount),
      print(one, `lines.${index}.taxRate`, line.taxRate),
      print(one, `lines.${index}.amount`, line.amount),
    ]);
  pdf.moveDown();
}

function drawTotals(pdf: Pdf, one: Case): void {
  const { invoice, language } = one;
  const words = labels[language];
  const rows = [
    [words.net, print(one, 'net', invoice.net)],
    ...invoice.taxes.map(({ rate, base, amount }, index) => [
      `${words.vat} ${print(one, `taxes.${index}.rate`, rate)} / ${print(one, `taxes.${index}.base`, base)}`,
      print(one, `taxes.${index}.amount`, amount),
    ]),
    [words.tax, print(one, 'tax', invoice.tax)],
    [`${words.gross} ${invoice.currency}`, print(one, 'gross', invoice.gross)],
    [words.rounding, print(one, 'rounding', invoice.rounding)],
    [`${words.payable} ${invoice.currency}`, print(one, 'due', invoice.due)],
    ['IBAN', print(one, 'payment.iban', invoice.payment.iban)],
    ['Ref.', invoice.payment.reference ?? ''],
  ];
  for (const [label, value] of rows) if (value !== '') pdf.text(`${label}:  ${value}`);
}

function drawQrBill(pdf: Pdf, invoice: Invoice, language: Case['language']): void {
  const { payment, supplier, issueDate, number } = invoice;
  const day = (issueDate ?? '').replaceAll('-', '').slice(2);
  const uid = (supplier.vatId ?? '').replaceAll(/\D/g, '');
  // The amount has two digits: the library takes a number and prints it with two.
  new SwissQRBill(
    {
      currency: 'CHF',
      amount: Number(invoice.due),
      ...(payment.reference !== null && { reference: payment.reference }),
      creditor: {
        account: payment.iban ?? '',
        name: supplier.name ?? '',
        address: 'Musterweg',
        buildingNumber: '1',
        zip: 8000,
        city: 'Zürich',
        country: 'CH',
      },
      additionalInformation: `//S1/10/${(number ?? '').replaceAll('/', String.raw`\/`)}/11/${day}/30/${uid}/40/0:30`,
    },
    { language: language === 'de' ? 'DE' : language === 'fr' ? 'FR' : 'IT' },
  ).attachTo(pdf);
}

/** E-invoices write the amounts of a credit note without a sign. */
function asPrinted(invoice: Invoice): Invoice {
  if (invoice.type !== 'credit_note') return invoice;
  return {
    ...invoice,
    lines: invoice.lines.map((line) => ({
      ...line,
      quantity: unsigned(line.quantity),
      discount: unsigned(line.discount),
      amount: unsigned(line.amount),
    })),
    taxes: invoice.taxes.map((row) => ({ ...row, base: unsigned(row.base), amount: unsigned(row.amount) })),
    net: unsigned(invoice.net),
    tax: unsigned(invoice.tax),
    gross: unsigned(invoice.gross),
    rounding: unsigned(invoice.rounding),
    due: unsigned(invoice.due),
  };
}

function unsigned(value: string | null): string | null {
  if (value === null || value === '0') return value;
  return value.startsWith('-') ? value.slice(1) : `-${value}`;
}
