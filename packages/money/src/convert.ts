import { type CurrencyCode, type CurrencyOptions, minorUnits } from './currency.ts';
import { type Decimal, readDecimal } from './decimal.ts';
import { type Money, parseMoney } from './money.ts';
import { MoneyError } from './money-error.ts';
import type { Rounding } from './rounding.ts';
import { fitScale } from './to-scale.ts';
import { codeShape } from './value-shape.ts';

/** How {@link convert} rounds: always said, since a rate seldom comes out even. */
export interface ConvertOptions extends CurrencyOptions {
  rounding: Rounding;
}

/**
 * Converts an amount by a rate, calculated exactly and rounded once to the target's digits.
 * @param rate units of the target currency for one unit of the amount's currency, as decimal text: CHF to EUR `"1.06"`.
 * @param currency the target's ISO 4217 code.
 * @throws MoneyError `invalid_rate` when the rate is not above zero, or not 1 within one currency;
 *   `not_representable` when rounding is refused and needed; `unknown_currency`; `invalid_decimal`.
 * @example convert(money('100.00', 'CHF'), '1.0637', 'EUR', { rounding: 'half-even' }) // 106.37 EUR
 */
export function convert(value: Money, rate: string, currency: CurrencyCode, options: ConvertOptions): Money {
  const { rounding, ...currencies } = options;
  const source = parseMoney(value, currencies);
  const factor = readRate(rate, source.currency, currency);
  const amount = readDecimal(source.amount, 'amount');
  const product = { unscaled: amount.unscaled * factor.unscaled, scale: amount.scale + factor.scale };
  return { amount: fitScale(product, minorUnits(currency, currencies), { rounding }), currency };
}

function readRate(rate: string, from: CurrencyCode, to: CurrencyCode): Decimal {
  const factor = readDecimal(rate, 'rate');
  if (factor.unscaled <= 0n) {
    throw new MoneyError(
      'invalid_rate',
      'rate: expected a number above zero. A missing rate is unknown: do not convert.',
    );
  }
  if (from === to && (factor.unscaled !== 1n || factor.scale !== 0)) {
    throw new MoneyError(
      'invalid_rate',
      `rate: expected 1 from ${codeShape(from)} to itself. Check which currency the amount has.`,
    );
  }
  return factor;
}
