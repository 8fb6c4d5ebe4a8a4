import { describe, expect, it } from 'vitest';
import { normalForm } from '../codec.ts';
import type { FieldValue } from '../value.ts';
import { decimal, decimalNumber } from './decimal.ts';
import { minorUnits } from './minor-units.ts';

const hubAmount = decimal({ precision: 19, scale: 4 });
const hubRate = decimal({ precision: 24, scale: 8 });
const amountNumber = decimalNumber({ precision: 19, scale: 4 });
const centimes = minorUnits({ digits: 2 });

describe('an amount in a hub column', () => {
  it.each<[FieldValue, string | null]>([
    ['12.5000', '12.5'],
    ['-0.0500', '-0.05'],
    ['-0', '0'],
    [107.69, '107.69'],
    [-0, '0'],
    ['0.0000', '0'],
  ])('reads %j as %j', (stored, value) => {
    expect(hubAmount.decode(stored)).toEqual({ ok: true, value });
  });

  it.each([null, ''])('takes %j for unknown, never for 0', (stored) => {
    expect(hubAmount.decode(stored)).toEqual({ ok: true, value: null });
  });

  it('refuses a fifth decimal instead of rounding it', () => {
    expect(hubAmount.encode('0.12345')).toMatchObject({
      ok: false,
      reason: expect.stringContaining('5 digits'),
    });
  });

  it('refuses an amount that has too many digits in front of the point', () => {
    expect(hubAmount.encode('1234567890123456')).toMatchObject({ ok: false });
    expect(hubAmount.encode('123456789012345')).toMatchObject({ ok: true });
  });

  it.each<FieldValue>(["1'234.50", '1,50', 'CHF 5', 'NaN', '1e3', true, [[]], {}, 0.1 + 0.2, 1e21])(
    'refuses %j',
    (stored) => {
      expect(hubAmount.decode(stored)).toMatchObject({ ok: false });
    },
  );

  it('keeps eight decimals of a rate', () => {
    expect(hubRate.decode('0.00000001')).toEqual({ ok: true, value: '0.00000001' });
  });

  it('takes a definition with less precision than scale for a mistake', () => {
    expect(() => decimal({ precision: 3, scale: 4 })).toThrow('precision');
  });

  it('takes a number for no canonical value: only decimal text is exact', () => {
    expect(hubAmount.encode(12.5)).toEqual({
      ok: false,
      reason: 'expected decimal text, got a number with a fraction',
    });
  });
});

describe('an amount that a provider shows as a JSON number', () => {
  it('is sent as the number that reads back as the same decimal', () => {
    expect(amountNumber.encode('107.69')).toEqual({ ok: true, value: 107.69 });
  });

  it('is not even read where it could not be sent back', () => {
    expect(amountNumber.decode('123456789012345.1234')).toMatchObject({ ok: false });
  });

  it('is refused where a number would change it', () => {
    expect(hubAmount.encode('123456789012345.1234')).toMatchObject({ ok: true });
    expect(amountNumber.encode('123456789012345.1234')).toEqual({
      ok: false,
      reason: 'a JSON number cannot hold this decimal exactly: it has more than 15 digits',
    });
  });
});

describe('an amount that a provider counts in minor units', () => {
  it.each<[number, number, string]>([
    [2, 12_550, '125.5'],
    [2, 5, '0.05'],
    [2, -1, '-0.01'],
    [0, 12_550, '12550'],
    [3, 12_550, '12.55'],
  ])('with %d digits reads %d as %s, and sends it back', (digits, stored, value) => {
    const codec = minorUnits({ digits });
    expect(codec.decode(stored)).toEqual({ ok: true, value });
    expect(codec.encode(value)).toEqual({ ok: true, value: stored });
  });

  it('is a hundred times what the same number is in francs', () => {
    expect(centimes.decode(1250)).toEqual({ ok: true, value: '12.5' });
    expect(amountNumber.decode(1250)).toEqual({ ok: true, value: '1250' });
  });

  it('goes from centimes to a column of francs and back as the same amount', () => {
    const francs = centimes.decode(123_456);
    expect(francs).toEqual({ ok: true, value: '1234.56' });
    expect(normalForm(hubAmount, '1234.56')).toEqual({ ok: true, value: '1234.56' });
    expect(centimes.encode('1234.56')).toEqual({ ok: true, value: 123_456 });
  });

  it.each<FieldValue>([12.5, '12.50', '1250', 2 ** 53])(
    'refuses %j: it is no count of centimes',
    (stored) => {
      expect(centimes.decode(stored)).toMatchObject({ ok: false });
    },
  );

  it.each([-1, 0.5])('takes %d digits for a mistake in the definition', (digits) => {
    expect(() => minorUnits({ digits })).toThrow('scale');
  });

  it('refuses to send half a centime', () => {
    expect(centimes.encode('0.005')).toMatchObject({ ok: false });
  });

  it('refuses to send more than an integer holds', () => {
    expect(centimes.encode('90071992547409.92')).toEqual({
      ok: false,
      reason: 'more minor units than 2^53 - 1',
    });
  });

  it.each([null])('takes %j for unknown, never for 0', (stored) => {
    expect(centimes.decode(stored)).toEqual({ ok: true, value: null });
  });
});
