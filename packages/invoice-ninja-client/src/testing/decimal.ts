const digits = 20;
const one = 10n ** BigInt(digits);
const powers: bigint[] = [];
const pattern = /^\s*([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?\s*$/i;

/** An exact decimal number: a whole count of 10^-20. */
export type Decimal = bigint;

/** True for what PHP calls numeric: a finite number, or text that is one. */
export function isNumeric(value: unknown): value is number | string {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' && /\d/.test(value) && pattern.test(value);
}

/** Reads a number or its text exactly: `0.1` is a tenth. What is no number is 0, as PHP casts it. */
export function decimal(value: unknown): Decimal {
  // Most amounts of a seeded company are plain numbers: the short way saves most of its time.
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value) * one;
  if (!isNumeric(value)) return 0n;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = pattern.exec(String(value)) ?? [];
  const shift = digits - fraction.length + Number(exponent);
  const units = BigInt(`${whole}${fraction}`);
  const scaled = shift >= 0 ? units * powerOfTen(shift) : units / powerOfTen(-shift);
  return sign === '-' ? -scaled : scaled;
}

/** The number whose shortest text is this decimal. */
export function toNumber(value: Decimal): number {
  if (value % one === 0n) return Number(value / one);
  const absolute = value < 0n ? -value : value;
  const fraction = String(absolute % one).padStart(digits, '0');
  const number = Number(`${absolute / one}.${fraction}`);
  return value < 0n ? -number : number;
}

/** Rounds to so many decimals, a half away from zero, as PHP does. */
export function round(value: Decimal, decimals: number): Decimal {
  const unit = powerOfTen(digits - decimals);
  return divide(value, unit) * unit;
}

/** The exact product, to 20 decimals. */
export function multiply(left: Decimal, right: Decimal): Decimal {
  return divide(left * right, one);
}

/** `value * numerator / denominator`, rounded once. A zero denominator gives 0. */
export function ratio(value: Decimal, numerator: Decimal, denominator: Decimal): Decimal {
  return denominator === 0n ? 0n : divide(value * numerator, denominator);
}

/** So many percent of a value. */
export function percent(value: Decimal, rate: Decimal): Decimal {
  return ratio(value, rate, 100n * one);
}

export function sum(values: Iterable<Decimal>): Decimal {
  let total = 0n;
  for (const value of values) total += value;
  return total;
}

/** Adds two JSON numbers exactly. */
export function add(left: number, right: number): number {
  return toNumber(decimal(left) + decimal(right));
}

/** Subtracts two JSON numbers exactly. */
export function subtract(left: number, right: number): number {
  return toNumber(decimal(left) - decimal(right));
}

function powerOfTen(exponent: number): bigint {
  return (powers[exponent] ??= 10n ** BigInt(exponent));
}

function divide(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const [top, bottom] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor];
  const quotient = (top * 2n + bottom) / (bottom * 2n);
  return negative ? -quotient : quotient;
}
