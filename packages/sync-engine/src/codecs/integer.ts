import { converted } from '../codec.ts';
import type { FieldValue } from '../value.ts';
import { defineCodec, expected, holds, refuse, type ConversionTo, type TypedCodec } from './typed-codec.ts';

export interface IntegerOptions {
  /** Smallest value the side holds. @default -(2^53 - 1) */
  readonly min?: number;
  /** Largest value the side holds. @default 2^53 - 1 */
  readonly max?: number;
  /** How the side keeps it. @default 'number' */
  readonly stored?: 'number' | 'text';
}

const integerText = /^-?(?:0|[1-9][0-9]*)$/;

/**
 * A count: points, days, opens. Never an amount of money: that is `minorUnits` where a side counts centimes.
 *
 * Normal form: a JSON integer. Reads integers and integer text (`'12'`); `null` and `''` are `null`, never 0.
 *
 * Refuses: fractions, integers beyond 2^53 - 1 or outside `min` and `max`, any other text, anything else.
 */
export function integer(options: IntegerOptions = {}): TypedCodec<'integer', number | null> {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER, stored: form = 'number' } = options;
  const within = (value: number, shown: FieldValue): ConversionTo<number> => {
    if (!Number.isSafeInteger(value)) return expected('an integer', shown);
    if (value < min || value > max) return refuse(`expected an integer from ${min} to ${max}`);
    return holds(value === 0 ? 0 : value); // -0 is 0
  };
  return defineCodec<'integer', number | null>({
    name: 'integer',
    type: 'integer',
    none: null,
    read(stored) {
      if (stored === '') return holds(null);
      if (typeof stored === 'string' && integerText.test(stored)) return within(Number(stored), stored);
      return typeof stored === 'number' ? within(stored, stored) : expected('an integer', stored);
    },
    check: (value) => (typeof value === 'number' ? within(value, value) : expected('an integer', value)),
    write: (value) => converted(form === 'text' ? String(value) : value),
  });
}
