import { compareDecimal, equalsDecimal } from '@unified-sync/money';
import type { Invoice, InvoiceLine, TaxSubtotal } from '../invoice/invoice.ts';
import { type CheckResult, checkResult, type Complaint } from './check-result.ts';
import { isWithin, percentOf, sumOf, toCents } from './decimals.ts';

/**
 * For each rate: base times rate is the tax, to the cent, or is what the lines' taxes sum up to when each of
 * them was rounded. And the lines of a rate sum up to its base (or to base and tax where prices include it).
 */
export function checkTaxArithmetic(invoice: Invoice): CheckResult {
  const judged = invoice.taxes.map((row, index) => judge(invoice, row, index));
  return checkResult('tax_arithmetic', {
    applies: judged.some(({ applies }) => applies),
    complaints: judged.flatMap(({ complaints }) => complaints),
  });
}

function judge(
  invoice: Invoice,
  row: TaxSubtotal,
  index: number,
): { applies: boolean; complaints: Complaint[] } {
  const { rate, base, amount } = row;
  if (rate === null || base === null) return { applies: false, complaints: [] };
  const complaints: Complaint[] = [];
  const lines = linesOf(invoice, rate);

  if (
    amount !== null &&
    !isWithin(percentOf(base, rate), amount, '0.01') &&
    !isRoundedByLine(lines, rate, amount)
  )
    complaints.push({ field: `taxes.${index}.amount`, message: `${rate} % of ${base} is not ${amount}.` });

  const total = invoice.pricesIncludeTax === true ? sumOf([base, amount]) : base;
  const sum = lines === undefined ? undefined : sumOf(lines.map((line) => line.amount));
  if (
    invoice.pricesIncludeTax !== null &&
    total !== undefined &&
    sum !== undefined &&
    !equalsDecimal(sum, total)
  )
    complaints.push({
      field: `taxes.${index}.base`,
      message: `The lines at ${rate} % sum up to ${sum}, not to ${total}.`,
    });

  return { applies: amount !== null, complaints };
}

/** What is taxed at a rate; `undefined` where a line or an adjustment does not say its rate. */
function linesOf(
  { lines, adjustments }: Invoice,
  rate: string,
): Pick<InvoiceLine, 'amount' | 'taxRate'>[] | undefined {
  const all = [...lines, ...adjustments];
  if (lines.length === 0 || all.some(({ taxRate }) => taxRate === null)) return undefined;
  return all.filter(({ taxRate }) => taxRate !== null && compareDecimal(taxRate, rate) === 0);
}

function isRoundedByLine(
  lines: readonly Pick<InvoiceLine, 'amount'>[] | undefined,
  rate: string,
  tax: string,
): boolean {
  const sum = sumOf(
    (lines ?? [{ amount: null }]).map(({ amount }) =>
      amount === null ? null : toCents(percentOf(amount, rate)),
    ),
  );
  return sum !== undefined && equalsDecimal(sum, tax);
}
