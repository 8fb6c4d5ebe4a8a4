import { describe, expect, it } from 'vitest';
import { convert } from './convert.ts';
import { money } from './money.ts';

const halfEven = { rounding: 'half-even' } as const;

describe('converting an amount', () => {
  it.each([
    ['100', 'CHF', '1.06375', 'EUR', '106.38'],
    ['-100', 'CHF', '1.06365', 'EUR', '-106.36'],
    ['12.50', 'CHF', '178.12345678', 'JPY', '2227'],
    ['1000', 'JPY', '0.00561', 'CHF', '5.61'],
    ['1', 'USD', '0.3075', 'KWD', '0.308'],
  ])('turns %s %s at %s into %s %s', (amount, currency, rate, target, converted) => {
    expect(convert(money(amount, currency), rate, target, halfEven)).toEqual({
      amount: converted,
      currency: target,
    });
  });

  it('rounds once, from the exact product', () => {
    // 0.10 x 0.05 = 0.005: a tie, which a float product (0.005000000000000001) would not see.
    expect(convert(money('0.10', 'CHF'), '0.05', 'EUR', halfEven).amount).toBe('0.00');
    expect(convert(money('0.10', 'CHF'), '0.05', 'EUR', { rounding: 'half-up' }).amount).toBe('0.01');
  });

  it('refuses to lose digits where rounding is refused, or where nobody said how to round', () => {
    for (const rounding of ['refuse', undefined]) {
      expect(() =>
        Reflect.apply(convert, undefined, [money('0.10', 'CHF'), '0.05', 'EUR', { rounding }]),
      ).toThrow(expect.objectContaining({ code: 'not_representable' }));
    }
  });

  it.each(['0', '-1.05', '0.000'])('refuses a rate of %s', (rate) => {
    expect(() => convert(money('1', 'CHF'), rate, 'EUR', halfEven)).toThrow(
      expect.objectContaining({ code: 'invalid_rate' }),
    );
  });

  it.each(['', null, 1.05])('refuses %o as a rate', (rate) => {
    expect(() => Reflect.apply(convert, undefined, [money('1', 'CHF'), rate, 'EUR', halfEven])).toThrow(
      'rate: expected decimal text',
    );
  });

  it('refuses a rate other than 1 within one currency', () => {
    expect(convert(money('5', 'CHF'), '1.0000', 'CHF', halfEven).amount).toBe('5.00');
    for (const rate of ['1.05', '10', '0.1']) {
      expect(() => convert(money('5', 'CHF'), rate, 'CHF', halfEven)).toThrow(
        expect.objectContaining({ code: 'invalid_rate' }),
      );
    }
  });

  it('refuses a target without known digits', () => {
    expect(() => convert(money('5', 'CHF'), '2', 'XAU', halfEven)).toThrow(
      expect.objectContaining({ code: 'unknown_currency' }),
    );
    expect(convert(money('5', 'CHF'), '2', 'XAU', { ...halfEven, currencies: { XAU: 4 } }).amount).toBe(
      '10.0000',
    );
  });
});
