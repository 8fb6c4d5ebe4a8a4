import { decimal, percent, round, sum, toNumber, type Decimal } from '../decimal.ts';
import type { BillingDocumentData } from '../records/billing-document.ts';
import { cleanLineItems, lineTax, sumLines } from './line-items.ts';

/** What the real one works out of lines, discount, taxes and surcharges. */
export type Totals = Pick<BillingDocumentData, 'line_items' | 'amount' | 'total_taxes'>;

/**
 * Works out an invoice, quote or credit as InvoiceSum and InvoiceSumInclusive do, but exactly: they use
 * floats. `precision` is the number of decimals of the client's currency.
 */
export function totalsOf(document: BillingDocumentData, precision: number): Totals {
  const { lines, subtotal, taxes } = sumLines(cleanLineItems(document.line_items), document, precision);
  const discounted = subtotal - discountOn(subtotal, document, precision);
  const surcharges = surchargesOf(document);
  const surchargeTotal = sum(surcharges.map(([amount]) => amount));
  const surchargeTaxes = sum(
    surcharges.map(([amount, isTaxed]) => (isTaxed ? surchargeTax(amount, document) : 0n)),
  );
  const documentTaxes = document.uses_inclusive_taxes
    ? taxesWithin(document.discount > 0 ? round(discounted, 2) : discounted + surchargeTotal, document)
    : taxesOn(discounted, document);
  const allTaxes = taxes + documentTaxes + surchargeTaxes;
  const total = discounted + surchargeTotal + (document.uses_inclusive_taxes ? 0n : allTaxes);
  return { line_items: lines, amount: toNumber(round(total, precision)), total_taxes: toNumber(allTaxes) };
}

function discountOn(subtotal: Decimal, document: BillingDocumentData, precision: number): Decimal {
  const discount = decimal(document.discount);
  return document.is_amount_discount ? round(discount, precision) : round(percent(subtotal, discount), 2);
}

function surchargesOf(document: BillingDocumentData): readonly (readonly [Decimal, boolean])[] {
  return [
    [decimal(document.custom_surcharge1), document.custom_surcharge_tax1],
    [decimal(document.custom_surcharge2), document.custom_surcharge_tax2],
    [decimal(document.custom_surcharge3), document.custom_surcharge_tax3],
    [decimal(document.custom_surcharge4), document.custom_surcharge_tax4],
  ];
}

function surchargeTax(amount: Decimal, document: BillingDocumentData): Decimal {
  return sum(taxesOfDocument(document).map(([, rate]) => round(percent(amount, decimal(rate)), 2)));
}

/** Added on top; a tax whose name has fewer than two letters is skipped. */
function taxesOn(amount: Decimal, document: BillingDocumentData): Decimal {
  const named = taxesOfDocument(document).filter(([name]) => name.length > 1);
  return sum(named.map(([, rate]) => round(percent(amount, decimal(rate)), 2)));
}

/** Contained in the amount; here it is the rate that counts, not the name. */
function taxesWithin(amount: Decimal, document: BillingDocumentData): Decimal {
  const rated = taxesOfDocument(document).filter(([, rate]) => rate > 0);
  return sum(rated.map(([, rate]) => lineTax(rate, amount, true)));
}

function taxesOfDocument(document: BillingDocumentData): readonly (readonly [string, number])[] {
  return [
    [document.tax_name1, document.tax_rate1],
    [document.tax_name2, document.tax_rate2],
    [document.tax_name3, document.tax_rate3],
  ];
}
