import { isDay } from './calendar.ts';
import { defineCodec, expected, holds, refuse, type TypedCodec } from './typed-codec.ts';

export interface DateOptions {
  /** What the side is sent for no date. @default null */
  readonly storedEmpty?: null | '';
}

/**
 * A day without a time or a zone: `'2026-11-22'`.
 *
 * Normal form: `YYYY-MM-DD`; `null`, `''` and `'0000-00-00'` are `null`.
 *
 * Refuses: days that the calendar does not have (`expected a date …`), years outside of 1000 to 9999, and
 * text with a time: which day an instant is depends on a zone, so it is for the adapter to say.
 */
export function date(options: DateOptions = {}): TypedCodec<'date', string | null> {
  return defineCodec<'date', string | null>({
    name: 'date',
    type: 'date',
    none: null,
    empty: options.storedEmpty ?? null,
    read(stored) {
      if (stored === '' || stored === '0000-00-00') return holds(null);
      if (typeof stored !== 'string') return expected('a date such as 2026-11-22', stored);
      return isDay(stored) ? holds(stored) : refuse('expected a date of the calendar such as 2026-11-22');
    },
  });
}
