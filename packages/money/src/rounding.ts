import { MoneyError } from './money-error.ts';
import { valueShape } from './value-shape.ts';

/**
 * What happens to digits that do not fit.
 * - `refuse`: throw `not_representable`.
 * - `half-even`: to the nearest, a tie to the even neighbour (2.5 to 2, 3.5 to 4): what banks use for many sums.
 * - `half-up`: to the nearest, a tie away from zero (2.5 to 3, -2.5 to -3): commercial rounding, as on invoices.
 */
export type Rounding = 'refuse' | 'half-even' | 'half-up';

const roundings: ReadonlySet<unknown> = new Set<Rounding>(['refuse', 'half-even', 'half-up']);

/**
 * Rounds `numerator / denominator` to a whole number; `undefined` where rounding is refused and needed.
 * @param denominator above zero.
 */
export function divideRounded(
  numerator: bigint,
  denominator: bigint,
  rounding: Rounding,
): bigint | undefined {
  assertRounding(rounding);
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  if (remainder === 0n) return quotient;
  if (rounding === 'refuse') return undefined;
  const twice = 2n * (remainder < 0n ? -remainder : remainder);
  const tieGoesOut = rounding === 'half-up' || quotient % 2n !== 0n;
  const goesOut = twice === denominator ? tieGoesOut : twice > denominator;
  if (!goesOut) return quotient;
  return numerator < 0n ? quotient - 1n : quotient + 1n;
}

// A misspelt word from untyped code or configuration must not pick a rule by itself.
function assertRounding(rounding: Rounding): void {
  if (roundings.has(rounding)) return;
  throw new MoneyError(
    'invalid_option',
    `rounding: expected 'refuse', 'half-even' or 'half-up', got ${valueShape(rounding)}.`,
  );
}
