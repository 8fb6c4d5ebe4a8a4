import { canonicalDecimal, decimalFromNumber, MoneyError, toScale } from '@unified-sync/money';
import { converted, type Conversion } from '../codec.ts';
import type { FieldValue } from '../value.ts';
import { defineCodec, expected, holds, refuse, type ConversionTo, type TypedCodec } from './typed-codec.ts';

export interface DecimalOptions {
  /** Digits before and after the point together: 19 for `decimal(19,4)`. */
  readonly precision: number;
  /** Digits after the point. */
  readonly scale: number;
}

/**
 * A decimal in a column that holds decimal text, e.g. `decimal({ precision: 19, scale: 4 })` for amounts and
 * `decimal({ precision: 24, scale: 8 })` for rates. Major units: `'12.5'` is twelve francs and fifty centimes.
 *
 * Normal form: canonical decimal text (`'12.5000'` is `'12.5'`, `'-0'` is `'0'`). Reads decimal text, and a
 * JSON number by its shortest form. Absent, `null` and `''` are `null`, never 0.
 *
 * Refuses: more digits than the column has, on either side of the point (never rounded); a number of more
 * than 15 digits, which a float may have changed already; any other text; anything else.
 */
export function decimal({ precision, scale }: DecimalOptions): TypedCodec<'decimal', string | null> {
  return decimalCodec(`decimal(${precision},${scale})`, { precision, scale }, converted);
}

/**
 * As {@link decimal}, for a side that wants JSON numbers, e.g. amounts of Invoice Ninja and Revolut.
 *
 * Refuses to send a decimal whose number does not read back as the same decimal.
 */
export function decimalNumber({ precision, scale }: DecimalOptions): TypedCodec<'decimal', string | null> {
  return decimalCodec(`decimalNumber(${precision},${scale})`, { precision, scale }, exactNumber);
}

function decimalCodec(
  name: string,
  { precision, scale }: DecimalOptions,
  write: (value: string) => Conversion,
): TypedCodec<'decimal', string | null> {
  const digits = { precision, scale };
  toScale('0', scale, { precision }); // refuses a precision or scale that makes no sense
  const fit = (value: string): string => {
    const canonical = canonicalDecimal(value);
    // Says what does not fit, and how much.
    if (!fits(canonical, digits)) toScale(canonical, scale, { precision });
    return canonical;
  };
  // What could not be written back must not be read either: it would come back as something else.
  const fitted = (value: ConversionTo<string>): ConversionTo<string | null> => {
    const exact = value.ok ? exactly(() => fit(value.value)) : value;
    const written = exact.ok ? write(exact.value) : exact;
    return written.ok ? exact : written;
  };
  return defineCodec<'decimal', string | null>({
    name,
    type: 'decimal',
    none: null,
    read: (stored) => (stored === '' ? holds(null) : fitted(readDecimal(stored))),
    check: (value) => fitted(typeof value === 'string' ? holds(value) : expected('decimal text', value)),
    write,
  });
}

// Counted, not calculated: every amount, rate and quantity of every record comes through here several times.
function fits(canonical: string, { precision, scale }: DecimalOptions): boolean {
  const start = canonical.startsWith('-') ? 1 : 0;
  const point = canonical.indexOf('.');
  const whole = canonical.slice(start, point === -1 ? undefined : point);
  const after = point === -1 ? 0 : canonical.length - point - 1;
  return after <= scale && (whole === '0' ? 0 : whole.length) + scale <= precision;
}

/** Canonical text of decimal text or of a JSON number. */
export function readDecimal(stored: FieldValue): ConversionTo<string> {
  if (typeof stored === 'string') return exactly(() => canonicalDecimal(stored));
  if (typeof stored === 'number') return exactly(() => decimalFromNumber(stored));
  return expected('decimal text or a number', stored);
}

/** Turns the refusals of the money package into ours. */
export function exactly(convert: () => string): ConversionTo<string> {
  try {
    return holds(convert());
  } catch (error) {
    if (MoneyError.isInstance(error)) return refuse(error.message);
    throw error;
  }
}

// A float keeps so many decimal digits.
const mostExactDigits = 15;

function exactNumber(value: string): Conversion {
  const number = Number(value);
  if (value.length <= mostExactDigits && String(number) === value) return converted(number);
  const back = exactly(() => decimalFromNumber(number));
  if (back.ok && back.value === value) return converted(number);
  return refuse('a JSON number cannot hold this decimal exactly: it has more than 15 digits');
}
