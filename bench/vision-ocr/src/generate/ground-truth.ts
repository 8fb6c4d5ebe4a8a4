import { canonicalDecimal, fromMinorUnits } from '@unified-sync/money';
import type { Invoice, InvoiceLine, TaxSubtotal } from '@unified-sync/vision-ocr';
import {
  creditorReference,
  germanAccount,
  germanVatId,
  qrReference,
  swissAccount,
  swissVatId,
} from './check-digits.ts';
import type { Random } from './random.ts';
import { catalogue, type Language } from './words.ts';

/** How an invoice looks. */
export type Layout = 'classic' | 'modern' | 'compact' | 'letter' | 'receipt';

/** How it comes: with e-invoice XML inside, as a plain PDF, or as a bad picture of one. */
export type Carrier = 'factur-x' | 'pdf' | 'scan';

/** One invoice of the benchmark, and the truth about it. */
export interface Case {
  name: string;
  invoice: Invoice;
  layout: Layout;
  language: Language;
  carrier: Carrier;
  /** With a Swiss payment slip. */
  hasQrBill: boolean;
}

const layouts = ['classic', 'modern', 'compact', 'letter', 'receipt'] as const;
const languages = ['de', 'fr', 'it', 'en'] as const;
const carriers = ['factur-x', 'pdf', 'scan'] as const;

/** Makes the case of a number; layouts, languages and carriers take turns. */
export function makeCase(index: number, random: Random): Case {
  const layout = layouts[index % 5] ?? 'classic';
  const language = languages[Math.floor(index / 5) % 4] ?? 'de';
  const isReceipt = layout === 'receipt';
  const turn = carriers[Math.floor(index / 20) % 3] ?? 'pdf';
  const carrier = isReceipt && turn === 'factur-x' ? 'scan' : turn;
  const isSwiss = language !== 'en' && !random.chance(language === 'de' ? 0.3 : 0);
  const hasQrBill = isSwiss && !isReceipt && random.chance(0.7);
  const type = isReceipt ? 'receipt' : !hasQrBill && random.chance(0.35) ? 'credit_note' : 'invoice';
  const invoice = makeInvoice({ index, type, isSwiss, hasQrBill, language }, random);
  return {
    name: `${String(index).padStart(3, '0')}-${layout}-${language}-${carrier}`,
    invoice,
    layout,
    language,
    carrier,
    hasQrBill,
  };
}

interface Plan {
  index: number;
  type: Invoice['type'];
  isSwiss: boolean;
  hasQrBill: boolean;
  language: Language;
}

function makeInvoice({ index, type, isSwiss, hasQrBill, language }: Plan, random: Random): Invoice {
  const isReceipt = type === 'receipt';
  const sign = type === 'credit_note' ? -1n : 1n;
  const rates: readonly [string, ...string[]] = isSwiss ? ['8.1', '8.1', '2.6', '3.8'] : ['19', '19', '7'];
  const words = catalogue[language];
  const positions = Array.from({ length: 1 + random.below(isReceipt ? 5 : 7) }, () =>
    position(random, rates, words, sign),
  );
  const lines = positions.map(({ line }) => line);
  const taxes = isReceipt ? grossTaxes(positions) : netTaxes(positions);
  const net = taxes.reduce((sum, { base }) => sum + base, 0n);
  const tax = taxes.reduce((sum, { amount }) => sum + amount, 0n);
  const rounded = isSwiss && random.chance(0.6) ? toFive(net + tax) : net + tax;
  const rounding = rounded - net - tax;
  const issued = Date.UTC(2025, random.below(18), 1 + random.below(28));
  const isQrAccount = hasQrBill && random.chance(0.7);
  const supplier = random.pick(words.suppliers);

  return {
    type,
    number:
      isReceipt && random.chance(0.5)
        ? null
        : `${random.pick(['RE-', 'F', '2026/', ''])}${10_000 + index * 37}`,
    issueDate: isoDate(issued),
    supplyDate: null,
    dueDate: isReceipt || type === 'credit_note' ? null : isoDate(issued + 30 * 86_400_000),
    currency: isSwiss ? 'CHF' : 'EUR',
    supplier: {
      name: supplier,
      vatId: isSwiss ? swissVatId(random) : germanVatId(random),
      country: isSwiss ? 'CH' : 'DE',
    },
    customer: { name: isReceipt ? null : 'Beispiel Handels GmbH', vatId: null, country: null },
    payment: {
      iban: isReceipt ? null : isSwiss ? swissAccount(random, isQrAccount) : germanAccount(random),
      bic: null,
      reference: isQrAccount ? qrReference(random) : hasQrBill ? creditorReference(random) : null,
      payee: isReceipt ? null : supplier,
    },
    pricesIncludeTax: isReceipt,
    lines,
    adjustments: [],
    taxes: taxes.map(({ rate, base, amount }): TaxSubtotal => ({
      rate,
      base: decimal(base),
      amount: decimal(amount),
    })),
    net: decimal(net),
    tax: decimal(tax),
    gross: decimal(net + tax),
    prepaid: null,
    rounding: rounding === 0n ? null : decimal(rounding),
    due: decimal(rounded),
  };
}

interface Position {
  line: InvoiceLine;
  rate: string;
  cents: bigint;
}

function position(
  random: Random,
  rates: readonly [string, ...string[]],
  words: (typeof catalogue)['de'],
  sign: bigint,
): Position {
  const rate = random.pick(rates);
  // Quarters, so that hours like 1.75 come up and some lines have to be rounded.
  const quarters = BigInt(random.chance(0.3) ? 1 + random.below(60) : 4 * (1 + random.below(12)));
  const price = BigInt(50 + random.below(random.chance(0.2) ? 300_000 : 20_000));
  const exact = quarters * price;
  const full = (exact + 2n) / 4n;
  const discount = random.chance(0.15) && full > 100n ? full / 10n : 0n;
  const cents = (full - discount) * sign;
  return {
    rate,
    cents,
    line: {
      description: random.pick(words.articles),
      quantity: canonicalDecimal(
        `${sign < 0n ? '-' : ''}${quarters / 4n}.${['00', '25', '50', '75'][Number(quarters % 4n)]}`,
      ),
      unit: null,
      unitPrice: decimal(price),
      priceQuantity: null,
      discount: discount === 0n ? null : decimal(discount * sign),
      amount: decimal(cents),
      taxRate: rate,
    },
  };
}

interface Tax {
  rate: string;
  base: bigint;
  amount: bigint;
}

function byRate(positions: readonly Position[]): [string, bigint][] {
  const sums = new Map<string, bigint>();
  for (const { rate, cents } of positions) sums.set(rate, (sums.get(rate) ?? 0n) + cents);
  return [...sums];
}

const perMille = (rate: string): bigint => BigInt(Math.round(Number(rate) * 10));

const netTaxes = (positions: readonly Position[]): Tax[] =>
  byRate(positions).map(([rate, base]) => ({ rate, base, amount: divide(base * perMille(rate), 1_000n) }));

const grossTaxes = (positions: readonly Position[]): Tax[] =>
  byRate(positions).map(([rate, gross]) => {
    const amount = divide(gross * perMille(rate), 1_000n + perMille(rate));
    return { rate, base: gross - amount, amount };
  });

/** A half away from zero. */
function divide(value: bigint, by: bigint): bigint {
  const half = value < 0n ? -by / 2n : by / 2n;
  return (value + half) / by;
}

const toFive = (cents: bigint): bigint => divide(cents, 5n) * 5n;

const decimal = (cents: bigint): string => canonicalDecimal(fromMinorUnits(cents, 'CHF').amount);

const isoDate = (time: number): string => new Date(time).toISOString().slice(0, 10);
