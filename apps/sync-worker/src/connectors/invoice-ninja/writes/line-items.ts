import type { LineItem, LineItemInput } from '@unified-sync/invoice-ninja-client';
import type { FieldValue } from '@unified-sync/sync-engine';
import { z } from 'zod';
import { shownLines } from '../records/billing-lines.ts';
import { decimalText } from '../records/decimals.ts';
import type { NinjaSettings } from '../settings.ts';
import { alignLines } from './align-lines.ts';
import { readDiscount, type Discount } from './discount.ts';
import { taxName } from './tax-name.ts';
import { RefusedWrite } from './write-error.ts';

/** A line as the mapping's codec writes it. */
const wantedLine = z.object({
  product: z.string(),
  description: z.string(),
  quantity: z.number().nullable(),
  unit_price: z.number().nullable(),
  discount: z.string(),
  tax_rate: z.number().nullable(),
});
type WantedLine = z.infer<typeof wantedLine>;

/** What of a document its lines are written into. */
export interface CurrentLines {
  readonly line_items: readonly LineItem[];
  readonly is_amount_discount: boolean;
  /** Off the whole document. */
  readonly discount: number;
}

/** Lines to send, and what all their discounts are, where that changes. */
export interface SentLines {
  readonly line_items: readonly LineItemInput[];
  readonly is_amount_discount?: boolean;
}

type TaxNames = Pick<NinjaSettings, 'taxNames' | 'defaultTaxName'>;

/**
 * The whole list of lines: each with what the hub holds of it, and all else as it is in Invoice Ninja.
 *
 * @param current `null` for a new document.
 * @throws {RefusedWrite} for a discount that cannot be read, or discounts of two kinds.
 */
export function linesToSend(wanted: FieldValue, current: CurrentLines | null, taxNames: TaxNames): SentLines {
  const lines = z.array(wantedLine).parse(wanted);
  const before = current?.line_items ?? [];
  const places = alignLines(lines, current === null ? [] : shownLines(current));
  const discounts = lines.map(({ discount }, index) => readDiscount(discount, `line ${index + 1}`));
  return {
    line_items: lines.map((line, index) => {
      const place = places[index];
      const known = place === undefined ? undefined : before[place];
      return { ...lineToSend(line, known, taxNames), discount: discounts[index]?.value ?? 0 };
    }),
    ...kindOfDiscounts(discounts, current),
  };
}

function lineToSend(line: WantedLine, known: LineItem | undefined, taxNames: TaxNames): LineItemInput {
  // Totals are worked out by the provider.
  const {
    line_total: _total,
    gross_line_total: _gross,
    tax_amount: _tax,
    ...kept
  } = known ?? { line_total: 0 };
  return {
    ...kept,
    product_key: line.product,
    notes: line.description,
    ...(line.quantity !== null && { quantity: line.quantity }),
    ...(line.unit_price !== null && { cost: line.unit_price }),
    tax_rate1: line.tax_rate ?? 0,
    tax_name1: nameOfTax(line.tax_rate ?? 0, known, taxNames),
  };
}

function nameOfTax(rate: number, known: LineItem | undefined, taxNames: TaxNames): string {
  const current = known?.tax_name1 ?? '';
  const isNewRate = known !== undefined && rate !== known.tax_rate1;
  return (isNewRate ? taxNames.taxNames[decimalText(rate)] : undefined) ?? taxName(rate, current, taxNames);
}

// One flag of the document says for all of its discounts whether they are money or percent.
function kindOfDiscounts(
  discounts: readonly (Discount | undefined)[],
  current: CurrentLines | null,
): Pick<SentLines, 'is_amount_discount'> {
  const kinds = new Set(discounts.flatMap((discount) => discount?.isAmount ?? []));
  const [isAmount] = kinds;
  if (isAmount === undefined || (kinds.size === 1 && isAmount === current?.is_amount_discount)) return {};
  if (kinds.size > 1)
    throw new RefusedWrite('the discounts of all lines must be percent, or all of them amounts');
  if (current !== null && current.discount !== 0)
    throw new RefusedWrite(
      `the document has a discount in ${isAmount ? 'percent' : 'money'} as a whole, so its lines cannot have the other kind`,
    );
  return { is_amount_discount: isAmount };
}
