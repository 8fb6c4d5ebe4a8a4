import type { CurrencyCode, CurrencyOptions } from './currency.ts';
import { readWritten, writeFixed } from './decimal.ts';
import { alignDecimals } from './decimal-arithmetic.ts';
import { type Money, money } from './money.ts';
import { CurrencyMismatchError, MoneyError } from './money-error.ts';
import { valueShape } from './value-shape.ts';

/**
 * Exact sum of two amounts of one currency.
 * @throws CurrencyMismatchError when the currencies differ; MoneyError `invalid_decimal`.
 */
export function add(left: Money, right: Money): Money {
  const { a, b, scale } = aligned(left, right);
  return { amount: writeFixed(a + b, scale), currency: left.currency };
}

/**
 * Exact difference `left - right` of two amounts of one currency.
 * @throws CurrencyMismatchError when the currencies differ; MoneyError `invalid_decimal`.
 */
export function subtract(left: Money, right: Money): Money {
  return add(left, negate(right));
}

/**
 * Orders two amounts of one currency: -1, 0 or 1. Fits `toSorted`.
 * @throws CurrencyMismatchError when the currencies differ; MoneyError `invalid_decimal`.
 */
export function compare(left: Money, right: Money): -1 | 0 | 1 {
  const { a, b } = aligned(left, right);
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * True for the same number of the same currency. Different currencies are not equal, also where both are zero.
 * @throws MoneyError `invalid_decimal`
 */
export function equals(left: Money, right: Money): boolean {
  assertMoney(left);
  assertMoney(right);
  return left.currency === right.currency && compare(left, right) === 0;
}

/**
 * The same amount with the other sign; zero stays zero.
 * @throws MoneyError `invalid_decimal`
 */
export function negate(value: Money): Money {
  const { unscaled, scale } = amountOf(value);
  return { amount: writeFixed(-unscaled, scale), currency: value.currency };
}

/**
 * True for an amount of zero.
 * @throws MoneyError `invalid_decimal`, for an absent amount above all: unknown is not zero.
 */
export function isZero(value: Money): boolean {
  return amountOf(value).unscaled === 0n;
}

/**
 * Exact sum of any number of amounts of one currency, which is named so that an empty list has a currency too.
 * @throws CurrencyMismatchError when an amount is of another currency; MoneyError `unknown_currency`, `invalid_decimal`.
 * @example sum([], 'CHF') // { amount: '0.00', currency: 'CHF' }
 */
export function sum(values: Iterable<Money>, currency: CurrencyCode, options: CurrencyOptions = {}): Money {
  let total = money('0', currency, options);
  for (const value of values) total = add(total, value);
  return total;
}

function aligned(left: Money, right: Money): ReturnType<typeof alignDecimals> {
  const [a, b] = [amountOf(left), amountOf(right)];
  if (left.currency !== right.currency) throw new CurrencyMismatchError(left.currency, right.currency);
  return alignDecimals(a, b);
}

function amountOf(value: Money): ReturnType<typeof readWritten> {
  assertMoney(value);
  return readWritten(value.amount, 'amount');
}

// Two amounts without a currency would otherwise pass for two of the same.
function assertMoney(value: unknown): void {
  if (typeof value === 'object' && value !== null && 'currency' in value) {
    if (typeof value.currency === 'string' && value.currency !== '') return;
    throw new MoneyError(
      'unknown_currency',
      `currency: expected a code such as "CHF", got ${valueShape(value.currency)}.`,
    );
  }
  throw new MoneyError(
    'invalid_decimal',
    `money: expected an object { amount: "12.50", currency: "CHF" }, got ${valueShape(value)}. Absent means unknown, not zero.`,
  );
}
