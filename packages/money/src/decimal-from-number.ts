import { decimalFromJsonText } from './decimal-from-json-text.ts';
import { MoneyError } from './money-error.ts';
import { valueShape } from './value-shape.ts';

/** Every decimal of this many digits survives a float (IEEE 754 double); one of 16 or 17 may not. */
const safeDigits = 15;

/**
 * Turns a number of a provider into canonical decimal text, by the shortest decimal that reads back as this number.
 * For a number that was written with at most 15 digits, that is what the provider wrote (less trailing zeros).
 * @param value a number as `JSON.parse` gives it, in major units: `1250.5` for 1250 francs and 50 centimes.
 * @throws MoneyError `invalid_decimal` for NaN, infinities and anything that is no number; `not_representable` for
 *   more than 15 significant digits or beyond 2^53 - 1, where a float may already have lost what was sent.
 * @example decimalFromNumber(107.69) // '107.69'
 * @example decimalFromNumber(0.1 + 0.2) // throws: 17 digits
 */
export function decimalFromNumber(value: number): string {
  if (!Number.isFinite(value)) {
    throw new MoneyError(
      'invalid_decimal',
      `number: expected a finite number, got ${valueShape(value)}. Read decimal text with parseDecimal; leave an absent value absent.`,
    );
  }
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) throw lossy('a number beyond 2^53 - 1');
  const shortest = String(value);
  // Nearly every amount there is: no exponent to write out, and too short for more digits than a float keeps.
  if (shortest.length <= safeDigits && !shortest.includes('e')) return shortest;
  const digits = significantDigits(shortest);
  if (digits > safeDigits) throw lossy(`a number of ${digits} significant digits`);
  return decimalFromJsonText(shortest);
}

function significantDigits(shortest: string): number {
  const [mantissa = ''] = shortest.replace('-', '').split('e');
  return mantissa.replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length;
}

function lossy(got: string): MoneyError {
  return new MoneyError(
    'not_representable',
    `number: ${got} is more than a float holds exactly (${safeDigits} digits), so it may differ from what was sent, ` +
      'or carry the noise of float arithmetic. Read it from the JSON text with parseJsonDecimals, then round with ' +
      'toScale; where only the number is left, value.toFixed(digits that the source stores) is decimal text.',
  );
}
