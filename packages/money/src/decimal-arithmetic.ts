import { type Decimal, formatDecimal, readDecimal } from './decimal.ts';

/**
 * Exact sum of two decimal texts, in canonical form.
 * @throws MoneyError `invalid_decimal`
 * @example addDecimal('0.1', '0.2') // '0.3'
 */
export function addDecimal(left: string, right: string): string {
  const { a, b, scale } = aligned(left, right);
  return formatDecimal({ unscaled: a + b, scale });
}

/**
 * Exact difference `left - right` of two decimal texts, in canonical form.
 * @throws MoneyError `invalid_decimal`
 */
export function subtractDecimal(left: string, right: string): string {
  const { a, b, scale } = aligned(left, right);
  return formatDecimal({ unscaled: a - b, scale });
}

/**
 * Exact product of two decimal texts, in canonical form: quantity times unit price, before `toScale` rounds it.
 * @throws MoneyError `invalid_decimal`
 * @example multiplyDecimal('3', '19.95') // '59.85'
 */
export function multiplyDecimal(left: string, right: string): string {
  const [a, b] = [readDecimal(left, 'left'), readDecimal(right, 'right')];
  return formatDecimal({ unscaled: a.unscaled * b.unscaled, scale: a.scale + b.scale });
}

/**
 * Orders two decimal texts by value: -1, 0 or 1. Fits `toSorted`.
 * @throws MoneyError `invalid_decimal`
 * @example ['10', '9.5'].toSorted(compareDecimal) // ['9.5', '10']
 */
export function compareDecimal(left: string, right: string): -1 | 0 | 1 {
  const { a, b } = aligned(left, right);
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * True when both texts stand for the same number: `'12.5000'` equals `'12.5'`.
 * @throws MoneyError `invalid_decimal`
 */
export function equalsDecimal(left: string, right: string): boolean {
  return compareDecimal(left, right) === 0;
}

/**
 * True for `'0'`, `'0.00'` and `'-0'`. An absent value is refused: it is unknown, not zero.
 * @throws MoneyError `invalid_decimal`
 */
export function isZeroDecimal(text: string): boolean {
  return readDecimal(text, 'decimal').unscaled === 0n;
}

/**
 * The same number with the other sign, in canonical form; never `-0`.
 * @throws MoneyError `invalid_decimal`
 */
export function negateDecimal(text: string): string {
  const { unscaled, scale } = readDecimal(text, 'decimal');
  return formatDecimal({ unscaled: -unscaled, scale });
}

/** Two decimals as integers of one scale. */
export function alignDecimals(left: Decimal, right: Decimal): { a: bigint; b: bigint; scale: number } {
  const scale = Math.max(left.scale, right.scale);
  return { a: atScale(left, scale), b: atScale(right, scale), scale };
}

/** The decimal's integer at a scale that is not smaller than its own. */
export function atScale({ unscaled, scale }: Decimal, target: number): bigint {
  return unscaled * 10n ** BigInt(target - scale);
}

function aligned(left: string, right: string): { a: bigint; b: bigint; scale: number } {
  return alignDecimals(readDecimal(left, 'left'), readDecimal(right, 'right'));
}
