import { expect, it } from 'vitest';
import { parseRetryAfter } from './retry-after.ts';

const now = Date.UTC(2026, 0, 1);

it.each([
  ['0', 0],
  ['120', 120_000],
  [' 2 ', 2000],
  ['0.25', 250],
  ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
  ['Thursday, 01-Jan-26 00:01:00 GMT', 60_000],
  ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
])('reads %o as %i ms', (header, milliseconds) => {
  expect(parseRetryAfter(header, now)).toBe(milliseconds);
});

it.each([null, '', '-5', 'soon', '1e3', '12 seconds', '2026'.repeat(2) + 'x'])(
  'does not understand %o',
  (header) => {
    expect(parseRetryAfter(header, now)).toBeUndefined();
  },
);
