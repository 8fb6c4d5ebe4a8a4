import {
  addDecimal,
  compareDecimal,
  multiplyDecimal,
  negateDecimal,
  subtractDecimal,
  toScale,
} from '@unified-sync/money';

/** Without its sign. */
export const absolute = (value: string): string =>
  compareDecimal(value, '0') < 0 ? negateDecimal(value) : value;

/** Whether two decimals differ by less than `limit`. */
export const isWithin = (left: string, right: string, limit: string): boolean =>
  compareDecimal(absolute(subtractDecimal(left, right)), limit) < 0;

/** The exact sum; `undefined` where one summand is unknown. */
export function sumOf(values: readonly (string | null)[]): string | undefined {
  let sum = '0';
  for (const value of values) {
    if (value === null) return undefined;
    sum = addDecimal(sum, value);
  }
  return sum;
}

/** So many percent of an amount, exactly. */
export const percentOf = (amount: string, rate: string): string =>
  multiplyDecimal(multiplyDecimal(amount, rate), '0.01');

/** Rounded to two digits, a half away from zero, as invoices do. */
export const toCents = (value: string): string => toScale(value, 2, { rounding: 'half-up' });
