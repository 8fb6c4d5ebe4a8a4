import type { Invoice } from '../invoice/invoice.ts';
import { type CheckResult, checkResult } from './check-result.ts';
import { equalsDecimal } from '@unified-sync/money';
import { sumOf } from './decimals.ts';

/**
 * The lines and the adjustments of the document sum up to the net amount, or to the gross amount where prices
 * include tax: exactly, because every summand is printed (EN 16931 BR-CO-10 to 13 say so for e-invoices).
 * Where nobody knows which of the two they are, either will do.
 */
export function checkLineSum({ lines, adjustments, pricesIncludeTax, net, gross }: Invoice): CheckResult {
  const sum = sumOf([...lines, ...adjustments].map(({ amount }) => amount));
  const totals = pricesIncludeTax === null ? [net, gross] : [pricesIncludeTax ? gross : net];
  const known = totals.filter((total) => total !== null);
  const applies = lines.length > 0 && sum !== undefined && known.length > 0;
  const matches = applies && known.some((total) => equalsDecimal(sum, total));
  return checkResult('line_sum', {
    applies,
    complaints:
      !applies || matches
        ? []
        : [
            {
              field: pricesIncludeTax === true ? 'gross' : 'net',
              message: `The lines sum up to ${sum}, the document says ${known.join(' or ')}.`,
            },
          ],
  });
}
