import { expect, it } from 'vitest';
import { instantToSiteTime, lookBack, siteTimeToInstant } from './site-time.ts';

const berlin = 'Europe/Berlin';

it.each([
  ['2026-07-01 12:00:00', berlin, '2026-07-01T10:00:00.000Z'],
  ['2026-01-01 12:00:00.123456', berlin, '2026-01-01T11:00:00.123Z'],
  ['2026-01-01 00:00:00.5', 'Asia/Kolkata', '2025-12-31T18:30:00.500Z'],
  ['2026-03-01 09:00:00', 'UTC', '2026-03-01T09:00:00.000Z'],
])('takes %s in %s for %s', (text, zone, instant) => {
  expect(siteTimeToInstant(text, zone).toISOString()).toBe(instant);
});

it('has two answers for an hour that an autumn night has twice', () => {
  const text = '2026-10-25 02:30:00';
  expect(siteTimeToInstant(text, berlin).toISOString()).toBe('2026-10-25T00:30:00.000Z');
  expect(siteTimeToInstant(text, berlin, 'later').toISOString()).toBe('2026-10-25T01:30:00.000Z');
});

it('reads an hour that a spring night skips with the offset of before', () => {
  expect(siteTimeToInstant('2026-03-29 02:30:00', berlin).toISOString()).toBe('2026-03-29T01:30:00.000Z');
});

it('writes an instant as the site does, and reads it back', () => {
  const instant = new Date('2026-07-01T10:00:00.250Z');
  expect(instantToSiteTime(instant, berlin)).toBe('2026-07-01 12:00:00.250000');
  expect(siteTimeToInstant(instantToSiteTime(instant, berlin), berlin)).toEqual(instant);
});

it('refuses an ISO instant, which has a zone of its own', () => {
  expect(() => siteTimeToInstant('2026-07-01T10:00:00Z', berlin)).toThrow('expected a datetime');
});

it('looks back an hour further where the clocks go back', () => {
  expect(lookBack('2026-07-01 12:00:00', berlin, 300)).toBe('2026-07-01 11:55:00.000000');
  expect(lookBack('2026-10-25 02:59:00', berlin, 300)).toBe('2026-10-25 01:54:00.000000');
  expect(lookBack('2026-03-29 03:30:00', berlin, 300)).toBe('2026-03-29 03:25:00.000000');
});
