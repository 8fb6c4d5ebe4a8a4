import { compareDecimal, isZeroDecimal, money, roundToStep } from '@unified-sync/money';
import type { Invoice } from '../invoice/invoice.ts';
import { type CheckResult, checkResult, type Complaint } from './check-result.ts';
import { absolute } from './decimals.ts';

/**
 * Swiss francs are rounded to 0.05, by 0.02 at most; any other currency not at all (0.05 for EUR cash exists in
 * some countries, so it is told, not blocked).
 */
export function checkRounding({ rounding, currency, due }: Invoice): CheckResult {
  if (rounding === null || isZeroDecimal(rounding) || currency === null)
    return checkResult('rounding', { applies: false, complaints: [] });
  const complaints: Complaint[] = [];
  if (compareDecimal(absolute(rounding), '0.025') > 0)
    complaints.push({ field: 'rounding', message: `A rounding of ${rounding} is more than half of 0.05.` });
  if (due !== null && !isMultipleOfStep(due))
    complaints.push({ field: 'due', message: `${due} is said to be rounded, but is no multiple of 0.05.` });
  return checkResult('rounding', { applies: true, complaints, blocking: currency === 'CHF' });
}

/** In francs, whatever the currency is: only the step counts here. */
function isMultipleOfStep(amount: string): boolean {
  const exact = money(amount, 'CHF', { rounding: 'half-up' });
  return exact.amount === roundToStep(exact, '0.05').amount;
}
