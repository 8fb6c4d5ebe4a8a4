import { decimalText } from '../records/decimals.ts';
import type { NinjaSettings } from '../settings.ts';

/** The name that a rate needs, or the one that it has: Invoice Ninja adds up no tax without a name. */
export function taxName(
  rate: number,
  current: string,
  { taxNames, defaultTaxName }: Pick<NinjaSettings, 'taxNames' | 'defaultTaxName'>,
): string {
  if (rate === 0 || current.length > 1) return current;
  return taxNames[decimalText(rate)] ?? defaultTaxName;
}
