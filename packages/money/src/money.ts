import { type CurrencyCode, type CurrencyOptions, minorUnits } from './currency.ts';
import { readDecimal } from './decimal.ts';
import { atScale } from './decimal-arithmetic.ts';
import { MoneyError } from './money-error.ts';
import type { Rounding } from './rounding.ts';
import { fitScale } from './to-scale.ts';
import { valueShape } from './value-shape.ts';

/** An exact amount of one currency. */
export interface Money {
  /** Decimal text in major units with all digits of the currency: `"12.50"` CHF, `"1250"` JPY. */
  readonly amount: string;
  readonly currency: CurrencyCode;
}

/** How {@link money} treats what does not fit the currency. */
export interface MoneyOptions extends CurrencyOptions {
  /** @default 'refuse' */
  rounding?: Rounding;
}

/**
 * Makes an amount of money, written with all digits of its currency.
 * @param amount decimal text in major units, e.g. `"12.5000"` as Directus answers.
 * @param currency ISO 4217 code.
 * @throws MoneyError `invalid_decimal`; `unknown_currency`; `not_representable` when the currency has fewer digits.
 * @example money('12.5000', 'CHF') // { amount: '12.50', currency: 'CHF' }
 */
export function money(amount: string, currency: CurrencyCode, options: MoneyOptions = {}): Money {
  const decimal = readDecimal(amount, 'amount');
  const digits = minorUnits(currency, options);
  const rounding = options.rounding ?? 'refuse';
  if (rounding === 'refuse' && decimal.scale > digits) {
    throw new MoneyError(
      'not_representable',
      `amount: ${decimal.scale} digits after the point, but ${currency} has ${digits}. ` +
        "Say how to round ({ rounding: 'half-even' } or 'half-up'); keep unit prices and rates as plain decimals.",
    );
  }
  return { amount: fitScale(decimal, digits, { rounding }), currency };
}

/**
 * Checks a value that should be money, e.g. from a JSON column, and writes it in canonical form.
 * @param value an object with `amount` (decimal text) and `currency`; other properties are dropped.
 * @throws MoneyError as {@link money}; `invalid_decimal` also for what is no object.
 */
export function parseMoney(value: unknown, options: CurrencyOptions = {}): Money {
  if (!isRecord(value)) {
    throw new MoneyError(
      'invalid_decimal',
      `money: expected an object { amount: "12.50", currency: "CHF" }, got ${valueShape(value)}.`,
    );
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- money() checks both at run time.
  const { amount, currency } = value as unknown as Money;
  return money(amount, currency, { ...options, rounding: 'refuse' });
}

/**
 * The amount in the currency's smallest unit: centimes for CHF, yen for JPY.
 * @throws MoneyError `not_representable` when the amount has a fraction of that unit; `unknown_currency`; `invalid_decimal`.
 * @example toMinorUnits({ amount: '12.50', currency: 'CHF' }) // 1250n
 */
export function toMinorUnits(value: Money, options: CurrencyOptions = {}): bigint {
  const { amount, currency } = parseMoney(value, options);
  return atScale(readDecimal(amount, 'amount'), minorUnits(currency, options));
}

/**
 * Money from a count of the currency's smallest unit.
 * @param minor a bigint, so that francs cannot pass for centimes by accident.
 * @throws MoneyError `invalid_decimal` when `minor` is no bigint; `unknown_currency`.
 * @example fromMinorUnits(1250n, 'CHF') // { amount: '12.50', currency: 'CHF' }
 */
export function fromMinorUnits(minor: bigint, currency: CurrencyCode, options: CurrencyOptions = {}): Money {
  if (typeof minor !== 'bigint') {
    throw new MoneyError(
      'invalid_decimal',
      `minor: expected a bigint such as 1250n, got ${valueShape(minor)}. Use BigInt(n) where n counts minor units, money() for major units.`,
    );
  }
  const digits = minorUnits(currency, options);
  return { amount: fitScale({ unscaled: minor, scale: digits }, digits), currency };
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
