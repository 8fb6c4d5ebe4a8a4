import { compareDecimal, negateDecimal } from '@unified-sync/money';
import type { Invoice } from './invoice.ts';

const negated = (value: string | null): string | null => (value === null ? null : negateDecimal(value));

/**
 * Makes the amounts of a credit note negative where it prints them positive, as e-invoices and most layouts
 * do; else a credit of 100 would be booked as 100 to pay. Leaves everything else as it is.
 */
export function signCreditNote(invoice: Invoice): Invoice {
  const total = invoice.gross ?? invoice.due;
  if (invoice.type !== 'credit_note' || total === null || compareDecimal(total, '0') <= 0) return invoice;
  return {
    ...invoice,
    lines: invoice.lines.map((line) => ({
      ...line,
      quantity: negated(line.quantity),
      discount: negated(line.discount),
      amount: negated(line.amount),
    })),
    adjustments: invoice.adjustments.map((adjustment) => ({
      ...adjustment,
      amount: negated(adjustment.amount),
    })),
    taxes: invoice.taxes.map((row) => ({ ...row, base: negated(row.base), amount: negated(row.amount) })),
    net: negated(invoice.net),
    tax: negated(invoice.tax),
    gross: negated(invoice.gross),
    prepaid: negated(invoice.prepaid),
    rounding: negated(invoice.rounding),
    due: negated(invoice.due),
  };
}
