import { expect, it } from 'vitest';
import { roundDecimal } from './decimal-text.ts';

it.each([
  ['1.005', 2, '1.01'],
  ['1.004', 2, '1.00'],
  ['-1.005', 2, '-1.01'],
  ['-0.001', 2, '0.00'],
  ['0.995', 2, '1.00'],
  ['12', 3, '12.000'],
  ['1.5', 0, '2'],
  ['123456789012345678901.25', 1, '123456789012345678901.3'],
])('rounds %s to %i digits as %s', (text, digits, rounded) => {
  expect(roundDecimal(text, digits)).toBe(rounded);
});

it('leaves alone what is no decimal', () => {
  expect(roundDecimal('1e5', 2)).toBe('1e5');
  expect(roundDecimal('', 2)).toBe('');
});
