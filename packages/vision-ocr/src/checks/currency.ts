import { compareDecimal, minorUnits, MoneyError, parseDecimal } from '@unified-sync/money';
import type { Invoice } from '../invoice/invoice.ts';
import { type CheckResult, checkResult, type Complaint } from './check-result.ts';

/** The currency is one of ISO 4217, and no total or line has more digits than it. */
export function checkCurrency(invoice: Invoice): CheckResult {
  const { currency } = invoice;
  if (currency === null) return checkResult('currency', { applies: false, complaints: [] });
  const digits = digitsOf(currency);
  if (digits === undefined)
    return checkResult('currency', {
      applies: true,
      complaints: [{ field: 'currency', message: `${currency} is no currency of ISO 4217.` }],
    });
  const complaints = amountsOf(invoice).flatMap(([field, amount]): Complaint[] =>
    amount !== null && parseDecimal(amount).scale > digits && compareDecimal(amount, '0') !== 0
      ? [{ field, message: `${field} has more digits than ${currency}.` }]
      : [],
  );
  return checkResult('currency', { applies: true, complaints });
}

function digitsOf(currency: string): number | undefined {
  try {
    return minorUnits(currency);
  } catch (error) {
    if (MoneyError.isInstance(error)) return undefined;
    throw error;
  }
}

const amountsOf = ({ lines, taxes, net, tax, gross, due }: Invoice): (readonly [string, string | null])[] => [
  ...Object.entries({ net, tax, gross, due }),
  ...taxes.map(({ amount }, index) => [`taxes.${index}.amount`, amount] as const),
  ...lines.map(({ amount }, index) => [`lines.${index}.amount`, amount] as const),
];
