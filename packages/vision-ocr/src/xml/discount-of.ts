import { subtractDecimal } from '@unified-sync/money';

/** The discount that charges (positive) and allowances (negative) make together; `null` where one is unknown. */
export function discountOf(changes: readonly (string | null)[]): string | null {
  if (changes.length === 0) return null;
  let sum = '0';
  for (const change of changes) {
    if (change === null) return null;
    sum = subtractDecimal(sum, change);
  }
  return sum;
}
