import { instantText, utcMilliseconds } from './calendar.ts';
import { defineCodec, expected, holds, refuse, type ConversionTo, type TypedCodec } from './typed-codec.ts';

export interface InstantOptions {
  /**
   * Digits below a millisecond that are not 0 (Revolut shows microseconds): refused, or cut off as the side's
   * normal form. Cut only where the field is never written.
   * @default 'refuse'
   */
  readonly belowMilliseconds?: 'refuse' | 'cut';
}

const isoText = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:(Z)|([+-])(\d\d)(?::?(\d\d))?)$/;

/**
 * An instant that the side shows as ISO text with its offset: `'2026-11-22T10:00:00+01:00'`.
 *
 * Normal form: UTC with milliseconds, `'2026-11-22T09:00:00.000Z'`; `null` and `''` are `null`.
 *
 * Refuses: text without an offset (`… use localInstant …`: which instant it is depends on a zone), days and
 * times that do not exist, years outside of 1000 to 9999, digits below a millisecond unless they may be cut.
 */
export function instant(options: InstantOptions = {}): TypedCodec<'instant', string | null> {
  return defineCodec<'instant', string | null>({
    name: 'instant',
    type: 'instant',
    none: null,
    read(stored) {
      if (stored === '') return holds(null);
      if (typeof stored !== 'string') return expected('an instant such as 2026-11-22T10:00:00Z', stored);
      return readIso(stored, options.belowMilliseconds === 'cut');
    },
    check: checkInstant,
  });
}

/** Accepts a canonical instant alone. */
export function checkInstant(value: unknown): ConversionTo<string> {
  const canonical = typeof value === 'string' ? instantText(Date.parse(value)) : undefined;
  return canonical === value && canonical !== undefined
    ? holds(canonical)
    : refuse('expected a UTC instant such as 2026-11-22T09:00:00.000Z');
}

function readIso(text: string, cut: boolean): ConversionTo<string> {
  const match = isoText.exec(text);
  if (match === null)
    return refuse(
      'expected an instant with its offset, such as 2026-11-22T10:00:00Z; use localInstant without one',
    );
  const [, day = '', time = '', digits = '', , sign = '', hours = '00', minutes = '00'] = match;
  const fraction = milliseconds(digits, cut);
  if (!fraction.ok) return fraction;
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const isOffset = Number(hours) < 24 && Number(minutes) < 60;
  const canonical = instantText(utcMilliseconds(day, `${time}.${fraction.value}`) - offset * 60_000);
  if (canonical === undefined || !isOffset) return refuse('there is no such time in the years 1000 to 9999');
  return holds(canonical);
}

/** Three digits of a fraction of a second. */
export function milliseconds(digits: string, cut: boolean): ConversionTo<string> {
  if (!cut && /[1-9]/.test(digits.slice(3)))
    return refuse(
      "the time has digits below a millisecond; use belowMilliseconds: 'cut' if they may be lost",
    );
  return holds(digits.slice(0, 3).padEnd(3, '0'));
}
