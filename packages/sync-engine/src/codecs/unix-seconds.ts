import { converted } from '../codec.ts';
import { instantText } from './calendar.ts';
import { checkInstant } from './instant.ts';
import { defineCodec, expected, holds, refuse, type ConversionTo, type TypedCodec } from './typed-codec.ts';

export interface UnixSecondsOptions {
  /** 0 says "not set", as in Invoice Ninja. @default false: it is the beginning of 1970 */
  readonly zeroIsNull?: boolean;
}

/**
 * An instant that the side shows as whole seconds since 1970: `1795341600`.
 *
 * Normal form: UTC with milliseconds, `'2026-11-22T10:00:00.000Z'`.
 *
 * Refuses: text, fractions, milliseconds since 1970 (they are beyond the year 9999), and to be sent, an
 * instant within a second (never rounded) or, with `zeroIsNull`, the beginning of 1970.
 */
export function unixSeconds(options: UnixSecondsOptions = {}): TypedCodec<'instant', string | null> {
  const { zeroIsNull = false } = options;
  return defineCodec<'instant', string | null>({
    name: 'unixSeconds',
    type: 'instant',
    none: null,
    empty: zeroIsNull ? 0 : null,
    read(stored) {
      if (zeroIsNull && stored === 0) return holds(null);
      const canonical = Number.isSafeInteger(stored) ? instantText(Number(stored) * 1_000) : undefined;
      return canonical === undefined ? expected('whole seconds since 1970', stored) : holds(canonical);
    },
    check: (value) => sendable(checkInstant(value), zeroIsNull),
    write: (value) => converted(Date.parse(value) / 1_000),
  });
}

function sendable(value: ConversionTo<string>, zeroIsNull: boolean): ConversionTo<string> {
  if (!value.ok) return value;
  const time = Date.parse(value.value);
  if (time % 1_000 !== 0) return refuse('the side holds whole seconds, and the instant lies within one');
  return zeroIsNull && time === 0 ? refuse('the side takes the beginning of 1970 for "not set"') : value;
}
