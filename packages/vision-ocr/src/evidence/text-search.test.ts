import { expect, it } from 'vitest';
import { readDate } from './printed-date.ts';
import { hasAmount, hasText } from './text-search.ts';

it.each([
  ['Rechnung RE-17 vom', 'RE-17', true],
  ['Rechnung RE-\n17', 'RE-17', true],
  ['CH93 0076 2011', 'ch9300762011', true],
  ['Total 15.00', '5.00', false],
  ['Total 5.001', '5.00', false],
  ["Total 1'235.00", '235.00', false],
  ['RE-171', 'RE-17', false],
  ['anything', '', false],
])('in %j, %j is there: %s', (page, text, isThere) => {
  expect(hasText(page, text)).toBe(isThere);
});

it.each([
  ["Total CHF 1'182.52", '1182.52', true],
  ['Total 1.182,52 EUR', '1182.52', true],
  ['Total 1 182,52', '1182.52', true],
  ['2 100.00', '100', true],
  ['Gutschrift 50.00', '-50', true],
  ['Total 11182.52', '1182.52', false],
])('in %j, the amount %s is there: %s', (page, amount, isThere) => {
  expect(hasAmount(page, amount)).toBe(isThere);
});

it.each([
  ['12.05.2026', ['2026-05-12', '2026-12-05']],
  ['31.05.26', ['2026-05-31']],
  ['2026-05-12', ['2026-05-12']],
  ['12. März 2026', ['2026-03-12']],
  ['1er août 2026', ['2026-08-01']],
  ['3 luglio 2026', ['2026-07-03']],
  ['May 12, 2026', ['2026-05-12']],
  ['30 Tage netto', []],
  ['soon', []],
])('reads %j as %j', (printed, dates) => {
  expect(readDate(printed)).toEqual(dates);
});
