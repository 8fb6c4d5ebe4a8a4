import { MoneyError } from './money-error.ts';
import { valueShape } from './value-shape.ts';

/** An exact decimal number: `unscaled / 10 ** scale`. */
export interface Decimal {
  /** All digits as one integer, with the sign. */
  readonly unscaled: bigint;
  /** How many of the digits stand after the point: a whole number from 0. */
  readonly scale: number;
}

/** Longest decimal text that is read or written, in characters: far beyond any column, short enough to be harmless. */
export const maxDecimalLength = 1_000;

const decimalText = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;

/**
 * Reads decimal text: an optional `-`, digits without leading zeros, optionally a point and digits.
 * @param text e.g. `"12.5000"`, as Directus answers. Exponents belong to {@link decimalFromJsonText}.
 * @returns the number in its smallest form: `"12.5000"` gives `{ unscaled: 125n, scale: 1 }`.
 * @throws MoneyError `invalid_decimal` for anything else and for more than 1,000 characters; for `null`, `undefined`
 *   and `''` above all: absent is not zero.
 * @example parseDecimal('-0.05') // { unscaled: -5n, scale: 2 }
 */
export function parseDecimal(text: string): Decimal {
  return readDecimal(text, 'decimal');
}

/** As {@link parseDecimal}; `name` says in the error which argument it was. */
export function readDecimal(text: unknown, name: string): Decimal {
  return smallest(readWritten(text, name));
}

/** As {@link readDecimal}, with the scale as it is written: `"12.50"` gives `{ unscaled: 1250n, scale: 2 }`. */
export function readWritten(text: unknown, name: string): Decimal {
  assertDecimalText(text, name);
  const point = text.indexOf('.');
  if (point === -1) return { unscaled: BigInt(text), scale: 0 };
  const digits = text.slice(point + 1);
  return { unscaled: BigInt(text.slice(0, point) + digits), scale: digits.length };
}

function assertDecimalText(text: unknown, name: string): asserts text is string {
  if (typeof text === 'string' && text.length <= maxDecimalLength && decimalText.test(text)) return;
  throw new MoneyError(
    'invalid_decimal',
    `${name}: expected ${expected}, got ${valueShape(text)}. ${fix(text)}`,
  );
}

/**
 * Writes a decimal in canonical form: no exponent, no `+`, no `-0`, no zeros that say nothing.
 * @throws MoneyError `invalid_option` when the scale is not a whole number from 0, `not_representable` above 1,000 characters.
 * @example formatDecimal({ unscaled: 125000n, scale: 4 }) // '12.5'
 */
export function formatDecimal(decimal: Decimal): string {
  assertScale(decimal.scale);
  const { unscaled, scale } = smallest(decimal);
  return writeFixed(unscaled, scale);
}

/**
 * The one text that stands for this number, so that equal numbers are equal texts.
 * @throws MoneyError `invalid_decimal`
 * @example canonicalDecimal('12.5000') // '12.5'
 */
export function canonicalDecimal(text: string): string {
  assertDecimalText(text, 'decimal');
  if (!text.includes('.')) return text === '-0' ? '0' : text;
  let end = text.length;
  while (text[end - 1] === '0') end -= 1;
  if (text[end - 1] === '.') end -= 1;
  const canonical = text.slice(0, end);
  return canonical === '-0' ? '0' : canonical;
}

/** Writes exactly `scale` digits after the point. */
export function writeFixed(unscaled: bigint, scale: number): string {
  const sign = unscaled < 0n ? '-' : '';
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  const text = sign + digits.slice(0, point) + (scale > 0 ? `.${digits.slice(point)}` : '');
  if (text.length <= maxDecimalLength) return text;
  throw new MoneyError(
    'not_representable',
    `decimal: ${text.length} characters are more than the ${maxDecimalLength} allowed. Round with toScale before calculating on.`,
  );
}

/** Refuses a number of digits after the point that is none. */
export function assertScale(scale: number): void {
  if (Number.isInteger(scale) && scale >= 0 && scale < maxDecimalLength) return;
  throw new MoneyError(
    'invalid_option',
    `scale: expected a whole number from 0 to ${maxDecimalLength - 1} (digits after the point), got ${scale}.`,
  );
}

function smallest({ unscaled, scale }: Decimal): Decimal {
  let [digits, left] = [unscaled, scale];
  while (left > 0 && digits % 10n === 0n) {
    digits /= 10n;
    left -= 1;
  }
  return { unscaled: digits, scale: left };
}

const expected =
  'decimal text such as "-1234.50" (a point, no grouping, no exponent, no spaces, no leading zeros)';

function fix(value: unknown): string {
  if (value === null || value === undefined || value === '') {
    return 'Absent means unknown, not zero: leave the field empty instead of converting it.';
  }
  if (typeof value === 'number') return 'Turn a number into decimal text with decimalFromNumber.';
  if (typeof value === 'bigint')
    return 'Use fromMinorUnits for minor units, or String(value) for whole units.';
  if (typeof value === 'string' && /^-?[0-9.]+e[+-]?[0-9]+$/i.test(value)) {
    return 'Read a number with an exponent with decimalFromJsonText.';
  }
  return 'Bring the text into this form where it enters, by the rules of its source.';
}
