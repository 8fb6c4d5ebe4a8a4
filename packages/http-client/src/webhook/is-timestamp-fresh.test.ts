import { expect, it } from 'vitest';
import { isTimestampFresh } from './is-timestamp-fresh.ts';

const now = (): number => 1_000_000;

it.each([
  [1_000_000, true],
  [700_000, true],
  [699_999, false],
  [1_300_000, true],
  [1_300_001, false],
  [Number.NaN, false],
  [Number.POSITIVE_INFINITY, false],
  [1000, false],
])('says for %d within five minutes of 1000000: %s', (timestamp, fresh) => {
  expect(isTimestampFresh({ timestamp, tolerance: 300_000, now })).toBe(fresh);
});

it('uses the real clock by default', () => {
  expect(isTimestampFresh({ timestamp: Date.now(), tolerance: 1000 })).toBe(true);
});
