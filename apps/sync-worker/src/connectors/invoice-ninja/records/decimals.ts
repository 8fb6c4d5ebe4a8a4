import {
  addDecimal,
  decimalFromNumber,
  formatDecimal,
  MoneyError,
  multiplyDecimal,
  parseDecimal,
  subtractDecimal,
  toScale,
} from '@unified-sync/money';

/** Takes the place of an amount that cannot be worked out: no codec of decimals reads it. */
const notExact = 'not an exact number';

/** Works out decimal text from JSON numbers, or gives text that no codec takes for a number. */
function exactly(work: () => string): string {
  try {
    return work();
  } catch (error) {
    if (MoneyError.isInstance(error)) return notExact;
    throw error;
  }
}

/** Exact difference of two JSON numbers, as decimal text. */
export const difference = (minuend: number, subtrahend: number): string =>
  exactly(() => subtractDecimal(decimalFromNumber(minuend), decimalFromNumber(subtrahend)));

/** Exact sum of JSON numbers, as decimal text. */
export const sumOf = (numbers: readonly number[]): string =>
  exactly(() => numbers.map(decimalFromNumber).reduce(addDecimal, '0'));

/** Shortest decimal text of a JSON number; the number's own text where it has more than 15 digits. */
export function decimalText(number: number): string {
  const text = exactly(() => decimalFromNumber(number));
  return text === notExact ? String(number) : text;
}

export interface TaxRule {
  /** In percent. */
  readonly rates: readonly number[];
  /** True: the amount contains the tax. */
  readonly isInclusive: boolean;
  /** Digits after the point that each tax is rounded to, half away from zero. */
  readonly decimals: number;
}

/** Tax on an amount, or within it, as decimal text. */
export const taxOf = (amount: number, { rates, isInclusive, decimals }: TaxRule): string =>
  exactly(() =>
    rates
      .filter((rate) => rate !== 0)
      .map((rate) => {
        const [whole, percent] = [decimalFromNumber(amount), decimalFromNumber(rate)];
        return isInclusive
          ? taxWithin(whole, percent, decimals)
          : toScale(multiplyDecimal(whole, multiplyDecimal(percent, '0.01')), decimals, {
              rounding: 'half-up',
            });
      })
      .reduce(addDecimal, '0'),
  );

// amount * rate / (100 + rate), rounded half away from zero.
function taxWithin(amount: string, rate: string, decimals: number): string {
  const [whole, percent] = [parseDecimal(amount), parseDecimal(rate)];
  const numerator = whole.unscaled * percent.unscaled * 10n ** BigInt(decimals);
  const divisor = 10n ** BigInt(whole.scale) * (100n * 10n ** BigInt(percent.scale) + percent.unscaled);
  const size = (2n * (numerator < 0n ? -numerator : numerator) + divisor) / (2n * divisor);
  return formatDecimal({ unscaled: numerator < 0n ? -size : size, scale: decimals });
}
