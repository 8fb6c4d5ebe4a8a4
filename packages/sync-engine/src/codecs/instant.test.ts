import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../value.ts';
import { date } from './date.ts';
import { instant } from './instant.ts';
import { localInstant } from './local-instant.ts';
import { unixSeconds } from './unix-seconds.ts';

const value = (of: FieldValue): unknown => ({ ok: true, value: of });
const zurich = localInstant({ zone: 'Europe/Zurich' });

describe('a date', () => {
  it('is a day of the calendar', () => {
    expect(date().decode('2024-02-29')).toEqual(value('2024-02-29'));
    expect(date().decode('2023-02-29')).toMatchObject({ ok: false });
  });

  it.each([null, '', '0000-00-00'])('is none: %j', (stored) => {
    expect(date().decode(stored)).toEqual(value(null));
  });

  it.each<FieldValue>(['2024-02-29T00:00:00Z', '29.02.2024', '2024-2-29', 20_240_229, '0001-01-01'])(
    'is refused: %j',
    (stored) => {
      expect(date().decode(stored)).toMatchObject({ ok: false });
    },
  );

  it('can be cleared with empty text where the side wants that', () => {
    expect(date({ storedEmpty: '' }).encode(null)).toEqual(value(''));
  });
});

describe('an instant', () => {
  it.each([
    ['2026-11-22T10:00:00+01:00', '2026-11-22T09:00:00.000Z'],
    ['2026-11-22T00:30:00.5-0530', '2026-11-22T06:00:00.500Z'],
    ['2026-11-22 10:00:00+00', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22T10:00:00.120000Z', '2026-11-22T10:00:00.120Z'],
  ])('%s is %s', (stored, canonical) => {
    expect(instant().decode(stored)).toEqual(value(canonical));
  });

  it('is refused without an offset', () => {
    expect(instant().decode('2026-11-22T10:00:00')).toMatchObject({
      ok: false,
      reason: expect.stringContaining('use localInstant'),
    });
  });

  it.each([
    '2023-02-29T10:00:00Z',
    '2026-11-22T24:00:00Z',
    '2026-11-22T10:00:60Z',
    '2026-11-22T10:00:00+25:00',
  ])('is refused when it does not exist: %s', (stored) => {
    expect(instant().decode(stored)).toMatchObject({ ok: false });
  });

  it('is sent in its canonical form alone', () => {
    expect(instant().encode('2026-11-22T09:00:00.000Z')).toEqual(value('2026-11-22T09:00:00.000Z'));
    expect(instant().encode('2026-11-22T10:00:00+01:00')).toMatchObject({ ok: false });
  });

  it('loses microseconds only where that is declared', () => {
    const stored = '2026-11-22T10:00:00.123456Z';
    expect(instant().decode(stored)).toMatchObject({ ok: false, reason: expect.stringContaining('cut') });
    expect(instant({ belowMilliseconds: 'cut' }).decode(stored)).toEqual(value('2026-11-22T10:00:00.123Z'));
  });
});

describe('an instant in Unix seconds', () => {
  it('is whole seconds', () => {
    expect(unixSeconds().decode(1_795_341_600)).toEqual(value('2026-11-22T10:00:00.000Z'));
    expect(unixSeconds().encode('2026-11-22T10:00:00.000Z')).toEqual(value(1_795_341_600));
    expect(unixSeconds().encode('2026-11-22T10:00:00.001Z')).toMatchObject({ ok: false });
  });

  it('is none at 0 only where the side means that', () => {
    expect(unixSeconds({ zeroIsNull: true }).decode(0)).toEqual(value(null));
    expect(unixSeconds().decode(0)).toEqual(value('1970-01-01T00:00:00.000Z'));
  });

  it('is not sent as 1970 to a side that takes that for nothing', () => {
    expect(unixSeconds({ zeroIsNull: true }).encode('1970-01-01T00:00:00.000Z')).toMatchObject({ ok: false });
  });

  it('is never milliseconds', () => {
    expect(unixSeconds().decode(1_795_341_600_000)).toMatchObject({ ok: false });
  });
});

describe('an instant by a local clock', () => {
  it('depends on the season', () => {
    expect(zurich.decode('2026-01-15 10:00:00')).toEqual(value('2026-01-15T09:00:00.000Z'));
    expect(zurich.decode('2026-07-15 10:00:00.250000')).toEqual(value('2026-07-15T08:00:00.250Z'));
    expect(zurich.encode('2026-07-15T08:00:00.000Z')).toEqual(value('2026-07-15 10:00:00'));
  });

  it('is refused in the hour that the clock skips', () => {
    expect(zurich.decode('2026-03-29 02:30:00')).toEqual({
      ok: false,
      reason: 'clocks in the zone never show this time',
    });
  });

  it('is refused in the hour that the clock shows twice, both ways', () => {
    expect(zurich.decode('2026-10-25 02:30:00')).toMatchObject({ ok: false });
    expect(zurich.encode('2026-10-25T00:30:00.000Z')).toMatchObject({ ok: false });
    expect(zurich.encode('2026-10-25T01:30:00.000Z')).toMatchObject({ ok: false });
  });

  it('is refused with an offset of its own', () => {
    expect(zurich.decode('2026-01-15T10:00:00Z')).toMatchObject({ ok: false });
  });

  it('is not sent with a fraction that the side would drop', () => {
    const mautic = localInstant({ zone: 'UTC', fractions: false });
    expect(mautic.encode('2026-01-15T10:00:00.000Z')).toEqual(value('2026-01-15 10:00:00'));
    expect(mautic.encode('2026-01-15T10:00:00.500Z')).toMatchObject({ ok: false });
  });

  it('needs a zone that the runtime knows', () => {
    expect(() => localInstant({ zone: 'Europe/Bern' })).toThrow(RangeError);
  });
});
