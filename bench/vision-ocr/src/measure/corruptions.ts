import { canonicalDecimal } from '@unified-sync/money';
import type { Invoice } from '@unified-sync/vision-ocr';
import type { Random } from '../generate/random.ts';

/** One way to make a right invoice wrong. */
export interface Corruption {
  name: string;
  /** Arithmetic and check digits have to be found; the others are told apart, since nothing in the document contradicts them. */
  kind: 'arithmetic' | 'check-digit';
  /** `undefined` where the invoice has nothing of the sort. */
  apply(invoice: Invoice, random: Random): Invoice | undefined;
}

type Change = (digits: string, random: Random) => string | undefined;

/** Two neighbours change places; none where all are alike. */
const swapDigits: Change = (text, random) => {
  const places = Array.from(text).flatMap((digit, index) => {
    const next = text[index + 1] ?? '';
    return /\d/.test(digit) && /\d/.test(next) && digit !== next ? [index] : [];
  });
  const place = places[random.below(places.length)];
  return place === undefined
    ? undefined
    : text.slice(0, place) + text[place + 1] + text[place] + text.slice(place + 2);
};

/** One digit is read as another. */
const replaceDigit: Change = (text, random) => {
  const places = Array.from(text).flatMap((digit, index) => (/\d/.test(digit) ? [index] : []));
  const place = places[random.below(places.length)] ?? 0;
  const other = (Number(text[place]) + 1 + random.below(9)) % 10;
  return text.slice(0, place) + other + text.slice(place + 1);
};

/** As a printed amount is misread: with its two digits, and the result is another number. */
function changeAmount(value: string | null, change: Change, random: Random): string | undefined {
  if (value === null) return undefined;
  const [whole, cents = ''] = value.split('.');
  const changed = change(`${whole}.${cents.padEnd(2, '0')}`, random);
  if (changed === undefined) return undefined;
  const result = canonicalDecimal(changed.replace(/^(-?)0+(?=\d)/, '$1'));
  return result === value ? undefined : result;
}

type Totals = 'net' | 'tax' | 'gross' | 'due';

const onTotal = (field: Totals, name: string, change: Change): Corruption => ({
  name: `${field}: ${name}`,
  kind: 'arithmetic',
  apply(invoice, random) {
    const value = changeAmount(invoice[field], change, random);
    return value === undefined ? undefined : { ...invoice, [field]: value };
  },
});

const onLine = (field: 'quantity' | 'unitPrice' | 'amount', name: string, change: Change): Corruption => ({
  name: `line ${field}: ${name}`,
  kind: 'arithmetic',
  apply(invoice, random) {
    const index = random.below(invoice.lines.length);
    const line = invoice.lines[index];
    const value = changeAmount(line?.[field] ?? null, change, random);
    if (line === undefined || value === undefined) return undefined;
    return { ...invoice, lines: invoice.lines.with(index, { ...line, [field]: value }) };
  },
});

const onTax = (field: 'base' | 'amount', name: string, change: Change): Corruption => ({
  name: `tax ${field}: ${name}`,
  kind: 'arithmetic',
  apply(invoice, random) {
    const index = random.below(invoice.taxes.length);
    const row = invoice.taxes[index];
    const value = changeAmount(row?.[field] ?? null, change, random);
    if (row === undefined || value === undefined) return undefined;
    return { ...invoice, taxes: invoice.taxes.with(index, { ...row, [field]: value }) };
  },
});

const onCode = (
  name: string,
  read: (invoice: Invoice) => string | null,
  write: (invoice: Invoice, value: string) => Invoice,
  change: Change,
): Corruption => ({
  name,
  kind: 'check-digit',
  apply(invoice, random) {
    const value = read(invoice);
    const changed = value === null ? undefined : change(value, random);
    return changed === undefined || changed === value ? undefined : write(invoice, changed);
  },
});

const withPayment = (invoice: Invoice, payment: Partial<Invoice['payment']>): Invoice => ({
  ...invoice,
  payment: { ...invoice.payment, ...payment },
});

const both = (make: (name: string, change: Change) => Corruption): Corruption[] => [
  make('two digits swapped', swapDigits),
  make('one digit misread', replaceDigit),
];

export const corruptions: readonly Corruption[] = [
  ...(['net', 'tax', 'gross', 'due'] as const).flatMap((field) =>
    both((name, change) => onTotal(field, name, change)),
  ),
  ...(['quantity', 'unitPrice', 'amount'] as const).flatMap((field) =>
    both((name, change) => onLine(field, name, change)),
  ),
  ...(['base', 'amount'] as const).flatMap((field) => both((name, change) => onTax(field, name, change))),
  {
    name: 'a line dropped',
    kind: 'arithmetic',
    apply(invoice, random) {
      const index = random.below(invoice.lines.length);
      // Without any line left there is nothing to add up: that is another error.
      return invoice.lines.length < 2 || invoice.lines[index]?.amount === '0'
        ? undefined
        : { ...invoice, lines: invoice.lines.toSpliced(index, 1) };
    },
  },
  {
    name: 'a rate changed to another lawful one',
    kind: 'arithmetic',
    apply(invoice, random) {
      const index = random.below(invoice.taxes.length);
      const row = invoice.taxes[index];
      if (row === undefined || row.amount === '0') return undefined;
      const lawful = invoice.currency === 'CHF' ? ['8.1', '2.6', '3.8'] : ['19', '7'];
      const rate = lawful.find((one) => one !== row.rate) ?? '0';
      return { ...invoice, taxes: invoice.taxes.with(index, { ...row, rate }) };
    },
  },
  {
    name: 'all totals a hundred times too large',
    kind: 'arithmetic',
    apply(invoice) {
      return {
        ...invoice,
        net: hundredfold(invoice.net),
        tax: hundredfold(invoice.tax),
        gross: hundredfold(invoice.gross),
        rounding: hundredfold(invoice.rounding),
        due: hundredfold(invoice.due),
      };
    },
  },
  ...both((name, change) =>
    onCode(
      `IBAN: ${name}`,
      ({ payment }) => payment.iban,
      (invoice, iban) => withPayment(invoice, { iban }),
      change,
    ),
  ),
  ...both((name, change) =>
    onCode(
      `reference: ${name}`,
      ({ payment }) => payment.reference,
      (invoice, reference) => withPayment(invoice, { reference }),
      change,
    ),
  ),
  ...both((name, change) =>
    onCode(
      `VAT id: ${name}`,
      ({ supplier }) => supplier.vatId,
      (invoice, vatId) => ({ ...invoice, supplier: { ...invoice.supplier, vatId } }),
      change,
    ),
  ),
];

function hundredfold(value: string | null): string | null {
  if (value === null) return null;
  const [whole = '0', cents = ''] = value.split('.');
  return canonicalDecimal(`${whole}${cents.padEnd(2, '0')}`.replace(/^(-?)0+(?=\d)/, '$1'));
}
