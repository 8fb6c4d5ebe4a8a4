import { compareDecimal } from '@unified-sync/money';
import type { Invoice } from '../invoice/invoice.ts';
import { type CheckResult, checkResult, type Complaint } from './check-result.ts';

/**
 * Totals of a credit note are negative, those of an invoice or a receipt are not: a credit that is taken for an
 * invoice would be paid.
 */
export function checkCreditNote({ type, net, tax, gross, due }: Invoice): CheckResult {
  const totals = Object.entries({ net, tax, gross, due }).filter(([, total]) => total !== null);
  const complaints = totals.flatMap(([field, total]): Complaint[] => {
    const sign = compareDecimal(total ?? '0', '0');
    if (type === 'credit_note' ? sign <= 0 : sign >= 0) return [];
    return [{ field, message: `${field} of ${total} does not fit the type ${type}.` }];
  });
  return checkResult('credit_note', { applies: totals.length > 0, complaints });
}
