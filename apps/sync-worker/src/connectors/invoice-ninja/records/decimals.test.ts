import { describe, expect, it } from 'vitest';
import { decimalText, difference, sumOf, taxOf } from './decimals.ts';

describe('amounts', () => {
  it('subtracts and adds without a trace of floats', () => {
    expect(difference(0.3, 0.1)).toBe('0.2');
    expect(sumOf([0.1, 0.2, -0.3])).toBe('0');
  });

  it('gives no number where one of them is not exact', () => {
    expect(difference(0.1 + 0.2, 0.1)).toBe('not an exact number');
    expect(taxOf(0.1 + 0.2, { rates: [8.1], isInclusive: false, decimals: 2 })).toBe('not an exact number');
  });

  it('shows a number in its shortest form', () => {
    expect(decimalText(8.1)).toBe('8.1');
    expect(decimalText(0.1 + 0.2)).toBe('0.30000000000000004');
  });
});

describe('tax', () => {
  it.each([
    [100, [8.1], false, 2, '8.1'],
    [108.1, [8.1], true, 2, '8.1'],
    [-108.1, [8.1], true, 2, '-8.1'],
    [100, [], false, 2, '0'],
    [100, [0, 0], true, 2, '0'],
    [99.95, [8.1, 0.5], false, 2, '8.6'],
    [10.05, [5], false, 2, '0.5'],
    [10.1, [5], false, 2, '0.51'],
    [1000, [8.1], true, 0, '75'],
    [10.0025, [8.1], true, 3, '0.749'],
  ])(
    'on %d at %j percent, contained: %s, with %i decimals, is %s',
    (amount, rates, isInclusive, decimals, tax) => {
      expect(taxOf(amount, { rates, isInclusive, decimals })).toBe(tax);
    },
  );
});
