import { minorUnits } from './currency.ts';
import { type Decimal, readDecimal, writeFixed } from './decimal.ts';
import { alignDecimals } from './decimal-arithmetic.ts';
import { type Money, money, type MoneyOptions, parseMoney } from './money.ts';
import { MoneyError } from './money-error.ts';
import { divideRounded } from './rounding.ts';

/**
 * Rounds an amount to a multiple of a step, such as Swiss cash (0.05).
 * @param step decimal text above zero in the amount's currency, e.g. `"0.05"`.
 * @param options `rounding` is `half-up` (a tie away from zero) unless said otherwise; `refuse` only checks.
 * @throws MoneyError `invalid_option` for a step that is not above zero; `not_representable` when the step has more
 *   digits than the currency, or rounding is refused and needed; `unknown_currency`; `invalid_decimal`.
 * @example roundToStep(money('17.38', 'CHF'), '0.05') // 17.40 CHF
 */
export function roundToStep(value: Money, step: string, options: MoneyOptions = {}): Money {
  const { rounding = 'half-up', ...currencies } = options;
  const { amount, currency } = parseMoney(value, currencies);
  const stepDecimal = readStep(step, minorUnits(currency, currencies));
  const { a, b, scale } = alignDecimals(readDecimal(amount, 'amount'), stepDecimal);
  const steps = divideRounded(a, b, rounding);
  if (steps !== undefined) return money(writeFixed(steps * b, scale), currency, currencies);
  throw new MoneyError(
    'not_representable',
    "amount: not a multiple of the step. Say how to round: 'half-up' or 'half-even'.",
  );
}

function readStep(step: string, digits: number): Decimal {
  const decimal = readDecimal(step, 'step');
  if (decimal.unscaled <= 0n) {
    throw new MoneyError('invalid_option', 'step: expected a number above zero such as "0.05".');
  }
  if (decimal.scale <= digits) return decimal;
  throw new MoneyError(
    'not_representable',
    `step: ${decimal.scale} digits after the point, but the currency of the amount has ${digits}. Use a step that it can hold.`,
  );
}
