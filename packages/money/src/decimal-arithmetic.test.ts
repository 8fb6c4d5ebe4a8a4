import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal } from './decimal.ts';
import {
  addDecimal,
  compareDecimal,
  equalsDecimal,
  isZeroDecimal,
  multiplyDecimal,
  negateDecimal,
  subtractDecimal,
} from './decimal-arithmetic.ts';

const oracleScale = 12;

/** A decimal text and the same number in units of 10^-12. */
const decimals = fc
  .record({ unscaled: fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), scale: fc.nat(oracleScale) })
  .map(({ unscaled, scale }) => ({
    text: formatDecimal({ unscaled, scale }),
    units: unscaled * 10n ** BigInt(oracleScale - scale),
  }));

const fromUnits = (unscaled: bigint, scale = oracleScale): string => formatDecimal({ unscaled, scale });

describe('decimal arithmetic', () => {
  it('adds what floats cannot', () => {
    expect(addDecimal('0.1', '0.2')).toBe('0.3');
    expect(addDecimal('9007199254740993', '0.01')).toBe('9007199254740993.01');
  });

  it('multiplies a quantity by a unit price without rounding', () => {
    expect(multiplyDecimal('2.5', '19.95000000')).toBe('49.875');
  });

  it('agrees with whole-number arithmetic', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(addDecimal(a.text, b.text)).toBe(fromUnits(a.units + b.units));
        expect(subtractDecimal(a.text, b.text)).toBe(fromUnits(a.units - b.units));
        expect(multiplyDecimal(a.text, b.text)).toBe(fromUnits(a.units * b.units, 2 * oracleScale));
        expect(negateDecimal(a.text)).toBe(fromUnits(-a.units));
        expect(isZeroDecimal(a.text)).toBe(a.units === 0n);
      }),
    );
  });

  it('adds in any order and grouping to the same text', () => {
    fc.assert(
      fc.property(decimals, decimals, decimals, (a, b, c) => {
        const total = fromUnits(a.units + b.units + c.units);
        expect(addDecimal(addDecimal(a.text, b.text), c.text)).toBe(total);
        expect(addDecimal(a.text, addDecimal(c.text, b.text))).toBe(total);
      }),
    );
  });

  it('orders all decimals as their values do', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const expected = Number(a.units > b.units) - Number(a.units < b.units);
        expect(compareDecimal(a.text, b.text)).toBe(expected);
        expect(compareDecimal(b.text, a.text) + expected).toBe(0);
      }),
    );
  });

  it('sorts by value, not by text', () => {
    expect(['10', '9.5', '-3', '-12', '9.50'].toSorted(compareDecimal)).toEqual([
      '-12',
      '-3',
      '9.5',
      '9.50',
      '10',
    ]);
  });

  it('ignores trailing zeros and the sign of zero in equality', () => {
    expect(equalsDecimal('12.5000', '12.5')).toBe(true);
    expect(equalsDecimal('-0.00', '0')).toBe(true);
    expect(equalsDecimal('12.5', '12.05')).toBe(false);
  });

  it('never makes a negative zero', () => {
    expect(negateDecimal('0.00')).toBe('0');
  });

  it('says which side was bad', () => {
    expect(() => Reflect.apply(addDecimal, undefined, ['1', null])).toThrow('right: expected decimal text');
    expect(() => isZeroDecimal('')).toThrow(expect.objectContaining({ code: 'invalid_decimal' }));
  });
});
