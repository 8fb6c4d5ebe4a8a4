import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from './allocate.ts';
import { fromMinorUnits, type Money, money, toMinorUnits } from './money.ts';
import { negate, sum } from './money-arithmetic.ts';

const amounts = (total: string, currency: string, ratios: (string | number)[]): string[] =>
  allocate(money(total, currency), ratios).map(({ amount }) => amount);

describe('allocating an amount', () => {
  it.each([
    ['100', 'CHF', [1, 1, 1], ['33.34', '33.33', '33.33']],
    ['0.05', 'CHF', [7, 3], ['0.04', '0.01']],
    ['0.05', 'CHF', [3, 7], ['0.02', '0.03']],
    ['100', 'JPY', [1, 1, 1], ['34', '33', '33']],
    ['10', 'CHF', [0, 1, 0, 1], ['0.00', '5.00', '0.00', '5.00']],
    ['10', 'CHF', ['0.3', '0.3', '0.4'], ['3.00', '3.00', '4.00']],
    ['10', 'CHF', ['0.5', 1, '0.50'], ['2.50', '5.00', '2.50']],
    ['0.01', 'CHF', [1, 5, 5], ['0.00', '0.01', '0.00']],
    ['0', 'CHF', [1, 2], ['0.00', '0.00']],
    ['-0.05', 'CHF', [7, 3], ['-0.04', '-0.01']],
  ])('splits %s %s by %j into %j', (total, currency, ratios, parts) => {
    expect(amounts(total, currency, ratios)).toEqual(parts);
  });

  it('loses nothing, gives every part its exact share to within one unit, and zero where the ratio is zero', () => {
    const ratios = fc
      .array(fc.nat(1_000), { minLength: 1, maxLength: 12 })
      .filter((list) => list.some(Boolean));
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), ratios, (minor, list) => {
        const whole = fromMinorUnits(minor, 'CHF');
        const parts = allocate(whole, list);
        expect(sum(parts, 'CHF')).toEqual(whole);
        const weight = list.reduce((a, b) => a + b, 0);
        for (const [index, ratio] of list.entries()) {
          const distance = magnitude(centimes(parts[index]) * BigInt(weight) - minor * BigInt(ratio));
          expect(distance < (ratio === 0 ? 1n : BigInt(weight))).toBe(true);
        }
        expect(allocate(negate(whole), list)).toEqual(parts.map(negate));
        expect(
          allocate(
            whole,
            list.map((ratio) => `${ratio}.0`),
          ),
        ).toEqual(parts);
      }),
    );
  });

  it.each([
    ['no ratios', []],
    ['zeros only', [0, '0.00']],
    ['a negative ratio', [2, -1]],
  ])('refuses %s', (_, ratios) => {
    expect(() => allocate(money('1', 'CHF'), ratios)).toThrow(
      expect.objectContaining({ code: 'invalid_ratio' }),
    );
  });

  it('names the ratio that is no number', () => {
    expect(() => allocate(money('1', 'CHF'), [1, ''])).toThrow('ratios[1]');
    expect(() => allocate(money('1', 'CHF'), [1, Number.NaN])).toThrow(
      expect.objectContaining({ code: 'invalid_decimal' }),
    );
  });

  it('refuses a fraction of a centime and an unknown currency', () => {
    expect(() => allocate({ amount: '1.005', currency: 'CHF' }, [1])).toThrow(
      expect.objectContaining({ code: 'not_representable' }),
    );
    expect(() => allocate({ amount: '1', currency: 'BTC' }, [1])).toThrow(
      expect.objectContaining({ code: 'unknown_currency' }),
    );
  });

  it('splits a declared currency in its own units', () => {
    const parts = allocate({ amount: '0.00000003', currency: 'BTC' }, [1, 1], { currencies: { BTC: 8 } });
    expect(parts.map(({ amount }) => amount)).toEqual(['0.00000002', '0.00000001']);
  });
});

function centimes(part: Money | undefined): bigint {
  return part === undefined ? 0n : toMinorUnits(part);
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
