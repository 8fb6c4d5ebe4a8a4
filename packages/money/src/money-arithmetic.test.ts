import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMinorUnits, money, toMinorUnits } from './money.ts';
import { add, compare, equals, isZero, negate, subtract, sum } from './money-arithmetic.ts';
import { CurrencyMismatchError } from './money-error.ts';

const minors = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
const francs = (minor: bigint): ReturnType<typeof money> => fromMinorUnits(minor, 'CHF');

describe('money arithmetic', () => {
  it('agrees with arithmetic on centimes, and keeps the digits of the currency', () => {
    fc.assert(
      fc.property(minors, minors, (a, b) => {
        expect(add(francs(a), francs(b))).toEqual(francs(a + b));
        expect(subtract(francs(a), francs(b))).toEqual(francs(a - b));
        expect(negate(francs(a))).toEqual(francs(-a));
        expect(compare(francs(a), francs(b))).toBe(Number(a > b) - Number(a < b));
        expect(equals(francs(a), francs(b))).toBe(a === b);
        expect(isZero(francs(a))).toBe(a === 0n);
      }),
    );
  });

  it('sums a list as its centimes, in any order', () => {
    fc.assert(
      fc.property(fc.array(minors), (list) => {
        const total = francs(list.reduce((a, b) => a + b, 0n));
        expect(sum(list.map(francs), 'CHF')).toEqual(total);
        expect(sum(list.toReversed().map(francs), 'CHF')).toEqual(total);
      }),
    );
  });

  it('gives an empty list a zero of the named currency', () => {
    expect(sum([], 'JPY')).toEqual({ amount: '0', currency: 'JPY' });
  });

  it.each([
    ['add', () => add(money('1', 'CHF'), money('1', 'EUR'))],
    ['subtract', () => subtract(money('1', 'CHF'), money('1', 'EUR'))],
    ['compare', () => compare(money('0', 'CHF'), money('0', 'EUR'))],
    ['sum', () => sum([money('1', 'EUR')], 'CHF')],
  ])('does not %s across currencies, and names both', (_, call) => {
    expect(call).toThrow(CurrencyMismatchError);
    expect(call).toThrow(expect.objectContaining({ code: 'currency_mismatch', left: 'CHF', right: 'EUR' }));
    expect(call).toThrow('CHF and EUR');
  });

  it('holds zero francs and zero euros for different', () => {
    expect(equals(money('0', 'CHF'), money('0', 'EUR'))).toBe(false);
  });

  it('holds amounts for equal that differ in trailing zeros', () => {
    expect(equals({ amount: '12.5', currency: 'CHF' }, { amount: '12.5000', currency: 'CHF' })).toBe(true);
  });

  it('never drops a digit of money made by hand; minor units then refuse it', () => {
    const odd = add({ amount: '1.005', currency: 'CHF' }, money('1', 'CHF'));
    expect(odd.amount).toBe('2.005');
    expect(() => toMinorUnits(odd)).toThrow(expect.objectContaining({ code: 'not_representable' }));
  });

  it.each([
    null,
    undefined,
    '1',
    { amount: '1' },
    { amount: '', currency: 'CHF' },
    { amount: null, currency: 'CHF' },
  ])('refuses %o, which is no money', (value) => {
    for (const call of [add, subtract, compare, equals, negate, isZero]) {
      expect(() => Reflect.apply(call, undefined, [value, value])).toThrow(
        expect.objectContaining({ code: 'invalid_decimal' }),
      );
    }
  });

  it.each([undefined, '', 5])('refuses two amounts whose currency is %o', (currency) => {
    const bad = { amount: '1', currency };
    for (const call of [add, equals]) {
      expect(() => Reflect.apply(call, undefined, [bad, bad])).toThrow(
        expect.objectContaining({ code: 'unknown_currency' }),
      );
    }
  });
});
