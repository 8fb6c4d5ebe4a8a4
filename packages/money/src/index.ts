export { allocate } from './allocate.ts';
export { convert, type ConvertOptions } from './convert.ts';
export { type CurrencyCode, type CurrencyOptions, minorUnits } from './currency.ts';
export { canonicalDecimal, type Decimal, formatDecimal, parseDecimal } from './decimal.ts';
export {
  addDecimal,
  compareDecimal,
  equalsDecimal,
  isZeroDecimal,
  multiplyDecimal,
  negateDecimal,
  subtractDecimal,
} from './decimal-arithmetic.ts';
export { decimalFromJsonText } from './decimal-from-json-text.ts';
export { decimalFromNumber } from './decimal-from-number.ts';
export { fromMinorUnits, type Money, money, type MoneyOptions, parseMoney, toMinorUnits } from './money.ts';
export { add, compare, equals, isZero, negate, subtract, sum } from './money-arithmetic.ts';
export { CurrencyMismatchError, MoneyError, type MoneyErrorCode } from './money-error.ts';
export { parseJsonDecimals, type ParseJsonDecimalsOptions } from './parse-json-decimals.ts';
export { roundToStep } from './round-to-step.ts';
export type { Rounding } from './rounding.ts';
export { toScale, type ToScaleOptions } from './to-scale.ts';
