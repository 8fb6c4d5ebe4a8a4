import { expect, it } from 'vitest';
import { add, decimal, isNumeric, multiply, percent, ratio, round, subtract, toNumber } from './decimal.ts';

it.each([0, 1, -1, 0.1, 19.99, 1e-7, -0.000001, 123_456_789.123456, 1e21, 9_007_199_254_740_991])(
  'reads and gives back %d without change',
  (value) => {
    expect(toNumber(decimal(value))).toBe(value);
  },
);

it('adds where floats would not', () => {
  expect(add(0.1, 0.2)).toBe(0.3);
  expect(subtract(0.3, 0.1)).toBe(0.2);
  expect(toNumber(multiply(decimal(1.1), decimal(1.1)))).toBe(1.21);
});

it.each([
  [1.005, 2, 1.01],
  [2.5, 0, 3],
  [-2.5, 0, -3],
  [0.125, 2, 0.13],
  [0.1249, 2, 0.12],
])('rounds %d to %d decimals as %d, a half away from zero', (value, decimals, rounded) => {
  expect(toNumber(round(decimal(value), decimals))).toBe(rounded);
});

it('takes percents and shares exactly', () => {
  expect(toNumber(percent(decimal(59.97), decimal(8.1)))).toBe(4.85757);
  expect(toNumber(round(ratio(decimal(108.1), decimal(8.1), decimal(108.1)), 2))).toBe(8.1);
  expect(ratio(decimal(1), decimal(1), 0n)).toBe(0n);
});

it('knows what PHP takes for a number', () => {
  expect(['1', '1.5', ' 2 ', '-3e2', 4].every(isNumeric)).toBe(true);
  expect(['', 'abc', '1,5', '12 CHF', null, undefined, {}].some(isNumeric)).toBe(false);
});
