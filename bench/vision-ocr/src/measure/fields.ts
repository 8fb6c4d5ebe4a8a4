import type { Invoice } from '@unified-sync/vision-ocr';

/** What is compared, field by field, after the same normalisation of both sides. */
export const headerFields = [
  'type',
  'number',
  'issueDate',
  'dueDate',
  'currency',
  'supplier.name',
  'supplier.vatId',
  'payment.iban',
  'payment.reference',
  'taxes',
  'net',
  'tax',
  'gross',
  'rounding',
  'due',
] as const;

/** Name of a field of {@link headerFields}. */
export type HeaderField = (typeof headerFields)[number];

/** The value of a field, comparable; `null` where there is none. */
export function valueOf(invoice: Invoice, field: HeaderField): string | null {
  switch (field) {
    case 'supplier.name':
      return invoice.supplier.name;
    case 'supplier.vatId':
      return invoice.supplier.vatId?.replaceAll(/[\s.-]/g, '').replace(/MWST$/, '') ?? null;
    case 'payment.iban':
      return invoice.payment.iban;
    case 'payment.reference':
      return invoice.payment.reference;
    case 'taxes':
      return invoice.taxes.length === 0
        ? null
        : invoice.taxes
            .map(({ rate, base, amount }) => `${rate}:${base}:${amount}`)
            .toSorted()
            .join(' ');
    case 'type':
    case 'number':
    case 'issueDate':
    case 'dueDate':
    case 'currency':
    case 'net':
    case 'tax':
    case 'gross':
    case 'rounding':
    case 'due':
      return invoice[field];
  }
}

/** A line as one text: quantity, price and amount decide it, the description does not. */
export const lineKeys = (invoice: Invoice): string[] =>
  invoice.lines.map(({ quantity, unitPrice, amount }) => `${quantity}|${unitPrice}|${amount}`);
