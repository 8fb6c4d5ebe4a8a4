import { formatDecimal, maxDecimalLength } from './decimal.ts';
import { MoneyError } from './money-error.ts';
import { valueShape } from './value-shape.ts';

const jsonNumber = /^(-?(?:0|[1-9][0-9]*))(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/;

/**
 * Turns the source text of a JSON number into canonical decimal text, every digit kept, an exponent written out.
 * @param source the number as it stands in the JSON, e.g. `"1.50"` or `"12e-3"`; no quotes.
 * @throws MoneyError `invalid_decimal` when it is no JSON number or longer than 1,000 characters;
 *   `not_representable` when its exponent makes it longer than that.
 * @example decimalFromJsonText('12e-3') // '0.012'
 */
export function decimalFromJsonText(source: string): string {
  const match =
    typeof source === 'string' && source.length <= maxDecimalLength ? jsonNumber.exec(source) : null;
  if (match === null) {
    throw new MoneyError(
      'invalid_decimal',
      `source: expected the text of a JSON number such as "-1234.5" or "1e-7", got ${valueShape(source)}. ` +
        'Read quoted numbers with parseDecimal.',
    );
  }
  const [, whole = '', fraction = '', exponent = '0'] = match;
  return expand(BigInt(whole + fraction), fraction.length - Number(exponent), whole);
}

function expand(unscaled: bigint, scale: number, whole: string): string {
  if (unscaled === 0n) return '0';
  // Checked before the power is taken: 1e999999999 must not cost memory.
  if (Math.abs(scale) + whole.length > maxDecimalLength) {
    throw new MoneyError(
      'not_representable',
      `source: the exponent makes a number of more than ${maxDecimalLength} digits. No amount, rate or quantity is that long.`,
    );
  }
  if (scale >= 0) return formatDecimal({ unscaled, scale });
  return formatDecimal({ unscaled: unscaled * 10n ** BigInt(-scale), scale: 0 });
}
