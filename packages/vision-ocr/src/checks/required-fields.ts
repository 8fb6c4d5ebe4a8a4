import type { Invoice } from '../invoice/invoice.ts';
import { type CheckResult, checkResult } from './check-result.ts';

/**
 * What a booking needs is there: date, currency, supplier and gross amount, and, receipts apart, the number.
 */
export function checkRequiredFields({
  type,
  number,
  issueDate,
  currency,
  supplier,
  gross,
}: Invoice): CheckResult {
  const needed = {
    issueDate,
    currency,
    'supplier.name': supplier.name,
    gross,
    ...(type !== 'receipt' && { number }),
  };
  return checkResult('required_fields', {
    applies: true,
    complaints: Object.entries(needed)
      .filter(([, value]) => value === null)
      .map(([field]) => ({ field, message: `${field} is not on the document.` })),
  });
}
