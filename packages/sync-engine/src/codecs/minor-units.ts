import { formatDecimal, parseDecimal, toScale } from '@unified-sync/money';
import { converted, type Conversion } from '../codec.ts';
import { exactly } from './decimal.ts';
import { defineCodec, expected, refuse, type TypedCodec } from './typed-codec.ts';

export interface MinorUnitsOptions {
  /** Digits of the currency: 2 for centimes, 0 for JPY, 3 for KWD. */
  readonly digits: number;
}

/**
 * An amount on a side that counts integer minor units: `12550` centimes are the canonical `'125.5'` francs.
 *
 * Normal form: canonical decimal text in major units. `null` is `null`, never 0.
 *
 * Refuses: a number with a fraction or any text (such a side shows major units: use `decimal` or
 * `decimalNumber`), an integer beyond 2^53 - 1, and, to be sent, a fraction of a minor unit (never rounded).
 * @throws {MoneyError} if `digits` is not a whole number from 0.
 */
export function minorUnits({ digits }: MinorUnitsOptions): TypedCodec<'decimal', string | null> {
  toScale('0', digits); // refuses digits that make no sense
  return defineCodec<'decimal', string | null>({
    name: `minorUnits(${digits})`,
    type: 'decimal',
    none: null,
    read(stored) {
      if (!Number.isSafeInteger(stored)) return expected('an integer of minor units', stored);
      return exactly(() => formatDecimal({ unscaled: BigInt(Number(stored)), scale: digits }));
    },
    check: (value) =>
      typeof value === 'string'
        ? exactly(() => formatDecimal(parseDecimal(toScale(value, digits))))
        : expected('decimal text', value),
    write: (value) => countUnits(value, digits),
  });
}

function countUnits(value: string, digits: number): Conversion {
  const units = Number(toScale(value, digits).replace('.', ''));
  return Number.isSafeInteger(units) ? converted(units) : refuse('more minor units than 2^53 - 1');
}
