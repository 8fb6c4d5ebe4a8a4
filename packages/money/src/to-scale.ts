import { assertScale, type Decimal, readDecimal, writeFixed } from './decimal.ts';
import { atScale } from './decimal-arithmetic.ts';
import { MoneyError } from './money-error.ts';
import { divideRounded, type Rounding } from './rounding.ts';

/** How {@link toScale} treats what does not fit. */
export interface ToScaleOptions {
  /** @default 'refuse' */
  rounding?: Rounding;
  /** Digits that the target holds before and after the point together: 19 for a `decimal(19,4)`. @default no limit */
  precision?: number;
}

/**
 * Writes a number with exactly `scale` digits after the point, for a column or a currency.
 * @param text decimal text.
 * @param scale digits after the point: 4 for a `decimal(19,4)`.
 * @throws MoneyError `not_representable` when digits would be lost, or when there are more than `precision`.
 * @example toScale('12.5', 4, { precision: 19 }) // '12.5000'
 * @example toScale('0.125', 2) // throws: a Directus column would round it and say nothing
 * @example toScale('0.125', 2, { rounding: 'half-even' }) // '0.12'
 */
export function toScale(text: string, scale: number, options: ToScaleOptions = {}): string {
  return fitScale(readDecimal(text, 'decimal'), scale, options);
}

/** As {@link toScale}, for a decimal that has been read already. */
export function fitScale(decimal: Decimal, scale: number, options: ToScaleOptions = {}): string {
  assertScale(scale);
  const unscaled = rounded(decimal, scale, options.rounding ?? 'refuse');
  if (options.precision !== undefined) assertPrecision(unscaled, scale, options.precision);
  return writeFixed(unscaled, scale);
}

function rounded(decimal: Decimal, scale: number, rounding: Rounding): bigint {
  const excess = Math.max(0, decimal.scale - scale);
  const unscaled = divideRounded(atScale(decimal, scale + excess), 10n ** BigInt(excess), rounding);
  if (unscaled !== undefined) return unscaled;
  throw new MoneyError(
    'not_representable',
    `decimal: ${decimal.scale} digits after the point do not fit into ${scale}. ` +
      "Say how to round ({ rounding: 'half-even' } or 'half-up'), or use a wider target.",
  );
}

function assertPrecision(unscaled: bigint, scale: number, precision: number): void {
  if (!Number.isInteger(precision) || precision < Math.max(1, scale)) {
    throw new MoneyError(
      'invalid_option',
      `precision: expected a whole number not below the scale ${scale}, got ${precision}.`,
    );
  }
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().length;
  if (digits <= precision) return;
  throw new MoneyError(
    'not_representable',
    `decimal: ${digits} digits do not fit into decimal(${precision},${scale}). Use a wider column; nothing is cut off.`,
  );
}
