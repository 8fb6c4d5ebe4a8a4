import { converted } from '../codec.ts';
import { instantText, utcMilliseconds } from './calendar.ts';
import { checkInstant, milliseconds, type InstantOptions } from './instant.ts';
import { defineCodec, expected, holds, refuse, type ConversionTo, type TypedCodec } from './typed-codec.ts';
import { createZone, type Zone } from './zone.ts';

export interface LocalInstantOptions extends InstantOptions {
  /** The zone of the side's clock, by its IANA name, e.g. `'UTC'` for Mautic or `'Europe/Zurich'` for an ERPNext site. */
  readonly zone: string;
  /** The side keeps fractions of a second. @default true */
  readonly fractions?: boolean;
}

const localText = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?$/;

/**
 * An instant that the side shows by its own clock, without an offset: `'2026-11-22 10:00:00'`.
 *
 * Normal form: UTC with milliseconds, `'2026-11-22T09:00:00.000Z'`; `null`, `''` and `'0000-00-00 00:00:00'`
 * are `null`.
 *
 * Refuses: text with an offset, local times that the zone skips or has twice when its clocks change (either
 * way, also to be sent: nobody could tell which was meant), what `instant` refuses, and to be sent, a
 * fraction of a second where the side keeps none.
 * @throws {RangeError} if the runtime does not know the zone.
 */
export function localInstant(options: LocalInstantOptions): TypedCodec<'instant', string | null> {
  const { fractions = true, belowMilliseconds } = options;
  const zone = createZone(options.zone);
  const unambiguous = (value: ConversionTo<string>): ConversionTo<string> => {
    if (!value.ok) return value;
    const time = Date.parse(value.value);
    if (!fractions && time % 1_000 !== 0)
      return refuse('the side keeps whole seconds, and the instant lies within one');
    return atLocal(zone, time + zone.offsetAt(time));
  };
  return defineCodec<'instant', string | null>({
    name: `localInstant(${options.zone})`,
    type: 'instant',
    none: null,
    read(stored) {
      if (stored === '' || stored === '0000-00-00 00:00:00') return holds(null);
      if (typeof stored !== 'string') return expected('a local time such as 2026-11-22 10:00:00', stored);
      return unambiguous(readLocal(stored, zone, belowMilliseconds === 'cut'));
    },
    check: (value) => unambiguous(checkInstant(value)),
    write: (value) => converted(localForm(Date.parse(value), zone)),
  });
}

function readLocal(text: string, zone: Zone, cut: boolean): ConversionTo<string> {
  const [, day = '', time = '', digits = ''] = localText.exec(text) ?? [];
  const fraction = milliseconds(digits, cut);
  return fraction.ok ? atLocal(zone, utcMilliseconds(day, `${time}.${fraction.value}`)) : fraction;
}

function atLocal(zone: Zone, local: number): ConversionTo<string> {
  if (instantText(local) === undefined) return refuse('expected a local time such as 2026-11-22 10:00:00');
  const [time, second] = zone.instantsOf(local);
  if (second !== undefined)
    return refuse('clocks in the zone show this time twice, and nothing says which is meant');
  const canonical = time === undefined ? undefined : instantText(time);
  return canonical === undefined ? refuse('clocks in the zone never show this time') : holds(canonical);
}

function localForm(time: number, zone: Zone): string {
  const shown = new Date(time + zone.offsetAt(time)).toISOString();
  return shown
    .slice(0, 23)
    .replace('T', ' ')
    .replace(/\.000$/, '');
}
