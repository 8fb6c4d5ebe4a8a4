import { expect, it } from 'vitest';
import { exact, plainText } from './exact.ts';

it('reads the same amount from a number and from text, to the last decimal', () => {
  expect(exact(1234.5)).toBe(exact('1234.5000'));
  expect(exact(0.1)).toBe(10_000_000n);
  expect(exact('-0.05')).toBe(-5_000_000n);
  expect(exact('90071992547409.9312')).toBe(9_007_199_254_740_993_120_000n);
  expect(exact(12.34)).not.toBe(exact('1234'));
});

it.each([[null], [undefined], [''], ['12,50'], ['abc'], [{}]])('refuses %j, which is no amount', (value) => {
  expect(() => exact(value)).toThrow(/expected an amount/);
});

it('takes empty and none for the same text', () => {
  expect([null, undefined, '', '  '].map(plainText)).toEqual(['', '', '', '']);
  expect(plainText(' Zürich ')).toBe('Zürich');
});
