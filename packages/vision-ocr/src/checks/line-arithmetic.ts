import { multiplyDecimal, subtractDecimal } from '@unified-sync/money';
import type { Invoice, InvoiceLine } from '../invoice/invoice.ts';
import { type CheckResult, checkResult, type Complaint } from './check-result.ts';
import { isWithin } from './decimals.ts';

/**
 * Quantity times price, less the discount, is the amount of the line: to the cent, rounded any way (less than
 * 0.01 off). Lines without a quantity or a price are not judged.
 */
export function checkLineArithmetic({ lines }: Invoice): CheckResult {
  const judged = lines.map(isRight);
  const complaints = judged.flatMap((right, index): Complaint[] =>
    right === false
      ? [
          {
            field: `lines.${index}.amount`,
            message: `Line ${index + 1}: quantity times price is not the amount.`,
          },
        ]
      : [],
  );
  return checkResult('line_arithmetic', { applies: judged.some((right) => right !== undefined), complaints });
}

function isRight({ quantity, unitPrice, priceQuantity, discount, amount }: InvoiceLine): boolean | undefined {
  if (quantity === null || unitPrice === null || amount === null) return undefined;
  const basis = priceQuantity ?? '1';
  // Multiplied out instead of divided: nothing is rounded here.
  const exact = subtractDecimal(
    multiplyDecimal(quantity, unitPrice),
    multiplyDecimal(discount ?? '0', basis),
  );
  const limit = multiplyDecimal('0.01', basis);
  return isWithin(exact, multiplyDecimal(amount, basis), limit);
}
