import { type CheckResult, checkResult } from '../checks/check-result.ts';
import type { Invoice } from '../invoice/invoice.ts';

/**
 * Two readings say the same, field by field, of everything that money is decided by. Names and descriptions may
 * differ in how they are written.
 *
 * @param second `undefined` where there is none.
 */
export function checkSecondOpinion(first: Invoice, second: Invoice | undefined): CheckResult {
  if (second === undefined) return checkResult('second_opinion', { applies: false, complaints: [] });
  const [left, right] = [comparable(first), comparable(second)];
  const fields = [...new Set([...left.keys(), ...right.keys()])];
  return checkResult('second_opinion', {
    applies: true,
    complaints: fields
      .filter((field) => (left.get(field) ?? null) !== (right.get(field) ?? null))
      .map((field) => ({
        field,
        message: `${field}: one reads ${left.get(field) ?? 'nothing'}, the other ${right.get(field) ?? 'nothing'}.`,
      })),
  });
}

/** Every value to compare under its path. Decimals are canonical already, so equal numbers are equal texts. */
function comparable(invoice: Invoice): Map<string, string | null> {
  const { type, number, issueDate, dueDate, currency, net, tax, gross, prepaid, rounding, due } = invoice;
  const totals = { type, issueDate, dueDate, currency, net, tax, gross, prepaid, rounding, due };
  return new Map([
    ...Object.entries(totals),
    ['number', compact(number)],
    ['supplier.vatId', compact(invoice.supplier.vatId)],
    ['payment.iban', compact(invoice.payment.iban)],
    ['payment.reference', compact(invoice.payment.reference)],
    ...rows('taxes', invoice.taxes),
    ...rows(
      'lines',
      invoice.lines.map(({ quantity, unitPrice, amount }) => ({ quantity, unitPrice, amount })),
    ),
    ...rows(
      'adjustments',
      invoice.adjustments.map(({ amount }) => ({ amount })),
    ),
  ]);
}

const rows = (name: string, list: readonly object[]): [string, string | null][] =>
  list.flatMap((row, index) =>
    Object.entries(row).map(([key, value]): [string, string | null] => [
      `${name}.${index}.${key}`,
      typeof value === 'string' ? value : null,
    ]),
  );

const compact = (text: string | null): string | null =>
  text?.toUpperCase().replaceAll(/[\s.\-/]/g, '') ?? null;
