import type { LineItem } from '@unified-sync/invoice-ninja-client';
import type { FieldValue } from '@unified-sync/sync-engine';
import { decimalText } from './decimals.ts';

/** A line as the engine sees it, by the names of the hub. */
export type ShownLine = {
  readonly product: string;
  readonly description: string;
  readonly quantity: number;
  readonly unit_price: number;
  /** `10%` of the line, `5` off it, or `''`. */
  readonly discount: string;
  readonly tax_rate: number | null;
  readonly line_total: number;
} & { readonly [key: string]: FieldValue };

/** The lines of a document; `is_amount_discount` of the document says what the discounts of its lines are. */
export const shownLines = (document: {
  readonly line_items: readonly LineItem[];
  readonly is_amount_discount: boolean;
}): readonly ShownLine[] =>
  document.line_items.map((line) => ({
    product: line.product_key,
    description: line.notes,
    quantity: line.quantity,
    unit_price: line.cost,
    discount: discountText(line.discount ?? 0, document.is_amount_discount),
    tax_rate: line.tax_rate1 ?? null,
    line_total: line.line_total,
  }));

function discountText(discount: number, isAmount: boolean): string {
  if (discount === 0) return '';
  return isAmount ? decimalText(discount) : `${decimalText(discount)}%`;
}
