import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMinorUnits, money, parseMoney, toMinorUnits } from './money.ts';

const currencies = fc.constantFrom('CHF', 'EUR', 'JPY', 'KWD', 'CLF');

describe('making money', () => {
  it.each([
    ['12.5000', 'CHF', '12.50'],
    ['-47.8', 'EUR', '-47.80'],
    ['1000', 'JPY', '1000'],
    ['1.234', 'KWD', '1.234'],
    ['-0.00', 'CHF', '0.00'],
  ])('writes %s %s as %s', (amount, currency, written) => {
    expect(money(amount, currency)).toEqual({ amount: written, currency });
  });

  it.each([
    ['1.005', 'CHF'],
    ['0.5', 'JPY'],
  ])('refuses %s %s, a fraction of the smallest unit', (amount, currency) => {
    expect(() => money(amount, currency)).toThrow(expect.objectContaining({ code: 'not_representable' }));
    expect(() => money(amount, currency)).toThrow(`but ${currency} has`);
  });

  it('rounds when told how', () => {
    expect(money('1.005', 'CHF', { rounding: 'half-up' }).amount).toBe('1.01');
    expect(money('1.005', 'CHF', { rounding: 'half-even' }).amount).toBe('1.00');
  });

  it.each([null, undefined, '', 12.5])('refuses %o as an amount', (amount) => {
    expect(() => Reflect.apply(money, undefined, [amount, 'CHF'])).toThrow('amount: expected decimal text');
  });

  it('knows a declared currency', () => {
    expect(money('0.00000001', 'BTC', { currencies: { BTC: 8 } }).amount).toBe('0.00000001');
  });
});

describe('reading money that was stored', () => {
  it('checks it and writes it in canonical form', () => {
    expect(parseMoney({ amount: '12.5000', currency: 'CHF', note: 'dropped' })).toEqual({
      amount: '12.50',
      currency: 'CHF',
    });
  });

  it.each([
    null,
    undefined,
    '12.50 CHF',
    12.5,
    [],
    {},
    { amount: null, currency: 'CHF' },
    { amount: 12.5, currency: 'CHF' },
  ])('refuses %o', (value) => {
    expect(() => parseMoney(value)).toThrow(expect.objectContaining({ code: 'invalid_decimal' }));
  });

  it('refuses an amount without its currency', () => {
    expect(() => parseMoney({ amount: '12.50' })).toThrow(
      expect.objectContaining({ code: 'unknown_currency' }),
    );
  });
});

describe('minor units', () => {
  it.each([
    ['12.5', 'CHF', 1250n],
    ['-0.05', 'CHF', -5n],
    ['1000', 'JPY', 1000n],
    ['1.2', 'KWD', 1200n],
  ])('of %s %s are %d', (amount, currency, minor) => {
    expect(toMinorUnits({ amount, currency })).toBe(minor);
  });

  it('refuses a fraction of a centime', () => {
    expect(() => toMinorUnits({ amount: '1.005', currency: 'CHF' })).toThrow(
      expect.objectContaining({ code: 'not_representable' }),
    );
  });

  it('takes only a bigint, so that francs cannot pass for centimes', () => {
    expect(() => Reflect.apply(fromMinorUnits, undefined, [1250, 'CHF'])).toThrow('expected a bigint');
  });

  it('gives back the same count, and the same money', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), currencies, (minor, currency) => {
        const value = fromMinorUnits(minor, currency);
        expect(toMinorUnits(value)).toBe(minor);
        expect(money(value.amount, currency)).toEqual(value);
      }),
    );
  });
});
