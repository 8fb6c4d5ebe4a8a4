import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal } from './decimal.ts';
import { compareDecimal, equalsDecimal, multiplyDecimal, subtractDecimal } from './decimal-arithmetic.ts';
import { toScale } from './to-scale.ts';

const decimals = fc
  .record({ unscaled: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), scale: fc.nat(8) })
  .map(formatDecimal);

describe('fitting a decimal to a scale', () => {
  it.each([
    ['12.5', 4, '12.5000'],
    ['12.50000000', 4, '12.5000'],
    ['-0.00', 2, '0.00'],
    ['7', 0, '7'],
  ])('writes %s with %d digits as %s', (text, scale, written) => {
    expect(toScale(text, scale)).toBe(written);
  });

  it('refuses to lose a digit unless it is told how to round', () => {
    expect(() => toScale('0.00005', 4)).toThrow(expect.objectContaining({ code: 'not_representable' }));
  });

  it.each([
    ['2.5', '2', '3'],
    ['3.5', '4', '4'],
    ['-2.5', '-2', '-3'],
    ['-3.5', '-4', '-4'],
    ['2.51', '3', '3'],
    ['-2.49', '-2', '-2'],
    ['0.5', '0', '1'],
    ['-0.5', '0', '-1'],
    ['-0.4', '0', '0'],
  ])('rounds %s to %s half-even and to %s half-up', (text, halfEven, halfUp) => {
    expect(toScale(text, 0, { rounding: 'half-even' })).toBe(halfEven);
    expect(toScale(text, 0, { rounding: 'half-up' })).toBe(halfUp);
  });

  it('rounds to the nearest, never further than half a unit', () => {
    fc.assert(
      fc.property(
        decimals,
        fc.nat(8),
        fc.constantFrom('half-even' as const, 'half-up' as const),
        (text, scale, rounding) => {
          const distance = subtractDecimal(text, toScale(text, scale, { rounding })).replace('-', '');
          const unit = formatDecimal({ unscaled: 1n, scale });
          expect(compareDecimal(multiplyDecimal(distance, '2'), unit)).not.toBe(1);
        },
      ),
    );
  });

  it('keeps the value when nothing is cut off, and refuses otherwise', () => {
    fc.assert(
      fc.property(decimals, fc.nat(8), (text, extra) => {
        const digits = text.split('.')[1]?.length ?? 0;
        expect(equalsDecimal(toScale(text, digits + extra), text)).toBe(true);
        expect(toScale(text, digits + extra).split('.')[1]?.length ?? 0).toBe(digits + extra);
        expect(() => toScale(`${text}${digits === 0 ? '.' : ''}1`, digits)).toThrow('do not fit');
      }),
    );
  });

  it('refuses what overflows a decimal(19,4) column', () => {
    expect(toScale('999999999999999.9999', 4, { precision: 19 })).toBe('999999999999999.9999');
    expect(() => toScale('1000000000000000', 4, { precision: 19 })).toThrow('do not fit into decimal(19,4)');
    expect(() => toScale('-999999999999999.99999', 4, { precision: 19, rounding: 'half-up' })).toThrow(
      '20 digits',
    );
  });

  it.each([
    ['a negative scale', () => toScale('1', -1)],
    ['a precision below the scale', () => toScale('1', 4, { precision: 3 })],
    [
      'a rounding that does not exist',
      () => Reflect.apply(toScale, undefined, ['1.5', 0, { rounding: 'HALF_UP' }]),
    ],
    [
      'it even where nothing is to round',
      () => Reflect.apply(toScale, undefined, ['1', 0, { rounding: 'HALF_UP' }]),
    ],
  ])('refuses %s', (_, call) => {
    expect(call).toThrow(expect.objectContaining({ code: 'invalid_option' }));
  });
});
