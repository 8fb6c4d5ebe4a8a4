import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalDecimal, formatDecimal } from './decimal.ts';
import { decimalFromNumber } from './decimal-from-number.ts';
import { MoneyError } from './money-error.ts';

describe('decimal text from a number', () => {
  it.each([
    [107.69, '107.69'],
    [-47.8, '-47.8'],
    [100, '100'],
    [-0, '0'],
    [1e-7, '0.0000001'],
    [1.5e-9, '0.0000000015'],
    [999999999999999, '999999999999999'],
    [9007199254740990, '9007199254740990'],
  ])('gives the shortest form of %d', (value, text) => {
    expect(decimalFromNumber(value)).toBe(text);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, '12.5', null, undefined, 5n])(
    'refuses %s',
    (value) => {
      expect(() => Reflect.apply(decimalFromNumber, undefined, [value])).toThrow(
        expect.objectContaining({ code: 'invalid_decimal' }),
      );
    },
  );

  it.each([
    ['the noise of float arithmetic', 0.1 + 0.2],
    ['16 digits', 1234567890123.456],
    ['an integer beyond 2^53 - 1, whose last digits may be lost', 1e21],
    ['the first unsafe integer', 2 ** 53],
  ])('refuses %s and says what to do', (_, value) => {
    expect(() => decimalFromNumber(value)).toThrow(expect.objectContaining({ code: 'not_representable' }));
    expect(() => decimalFromNumber(value)).toThrow('parseJsonDecimals');
  });

  it('leaves a way to drop the noise where the scale of the source is known', () => {
    expect(() => decimalFromNumber(107.7 - 1e-14)).toThrow('value.toFixed');
    expect(canonicalDecimal((107.7 - 1e-14).toFixed(6))).toBe('107.7');
  });

  it('gives back what was written with at most 15 digits', () => {
    const written = fc
      .record({ unscaled: fc.bigInt({ min: 1n - 10n ** 15n, max: 10n ** 15n - 1n }), scale: fc.nat(20) })
      .map(formatDecimal);
    fc.assert(
      fc.property(written, (text) => {
        expect(decimalFromNumber(Number(text))).toBe(canonicalDecimal(text));
      }),
    );
  });

  it('gives text that reads back as the number, or refuses: above 15 digits always', () => {
    const numbers = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.integer().map((integer) => integer / 1000),
    );
    fc.assert(
      fc.property(numbers, (value) => {
        const fits = Number(value.toPrecision(15)) === value && Math.abs(value) < 2 ** 53;
        expect(outcome(() => Number(decimalFromNumber(value)))).toBe(fits ? value + 0 : 'not_representable');
      }),
      { numRuns: 2_000 },
    );
  });
});

function outcome(read: () => number): unknown {
  try {
    return read();
  } catch (error) {
    return MoneyError.isInstance(error) ? error.code : error;
  }
}
