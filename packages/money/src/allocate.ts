import type { CurrencyOptions } from './currency.ts';
import { type Decimal, readDecimal } from './decimal.ts';
import { atScale } from './decimal-arithmetic.ts';
import { decimalFromNumber } from './decimal-from-number.ts';
import { fromMinorUnits, type Money, toMinorUnits } from './money.ts';
import { MoneyError } from './money-error.ts';

/**
 * Splits an amount by ratios so that the parts sum up to the whole, to the last centime.
 * What even division leaves over goes, one minor unit each, to the largest remainders; among equals to the first.
 * A ratio of zero gets nothing; a negative amount is split as its positive and negated.
 * @param ratios weights from zero, as decimal text or numbers of at most 15 digits; they need not sum up to 1 or 100.
 * @throws MoneyError `invalid_ratio` when there are none, one is negative, or all are zero; `not_representable` when
 *   the amount has a fraction of its minor unit; `unknown_currency`; `invalid_decimal`.
 * @example allocate(money('0.05', 'CHF'), [7, 3]) // 0.04 and 0.01
 */
export function allocate(
  value: Money,
  ratios: readonly (string | number)[],
  options: CurrencyOptions = {},
): Money[] {
  const total = toMinorUnits(value, options);
  const weights = readWeights(ratios);
  const parts = largestRemainder(total < 0n ? -total : total, weights);
  return parts.map((part) => fromMinorUnits(total < 0n ? -part : part, value.currency, options));
}

function largestRemainder(total: bigint, weights: readonly bigint[]): bigint[] {
  const whole = weights.reduce((a, b) => a + b, 0n);
  const shares = weights.map((weight, index) => {
    return { index, part: (total * weight) / whole, remainder: (total * weight) % whole };
  });
  let left = total - shares.reduce((given, { part }) => given + part, 0n);
  const byRemainder = shares.toSorted(
    (a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder),
  );
  const parts = shares.map(({ part }) => part);
  for (const { index, part } of byRemainder) {
    if (left === 0n) break;
    parts[index] = part + 1n;
    left -= 1n;
  }
  return parts;
}

function readWeights(ratios: readonly (string | number)[]): bigint[] {
  const decimals = ratios.map(readRatio);
  const scale = Math.max(0, ...decimals.map((decimal) => decimal.scale));
  const weights = decimals.map((decimal) => atScale(decimal, scale));
  if (weights.some((weight) => weight > 0n)) return weights;
  const got = weights.length === 0 ? 'an empty list' : 'zeros only';
  throw new MoneyError(
    'invalid_ratio',
    `ratios: expected at least one above zero, got ${got}. Nobody would get the amount.`,
  );
}

function readRatio(ratio: string | number, index: number): Decimal {
  const name = `ratios[${index}]`;
  const decimal = readDecimal(typeof ratio === 'number' ? decimalFromNumber(ratio) : ratio, name);
  if (decimal.unscaled >= 0n) return decimal;
  throw new MoneyError(
    'invalid_ratio',
    `${name}: expected zero or more, got a negative number. Take a refund out first.`,
  );
}
