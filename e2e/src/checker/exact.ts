/**
 * An amount as a whole number of hundred-millionths, from decimal text or the shortest form of a JSON number.
 *
 * @throws {TypeError} for what is no number: nothing is taken for zero.
 */
export function exact(value: unknown): bigint {
  const text = typeof value === 'number' ? plain(value) : typeof value === 'string' ? value.trim() : '';
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d{1,8})0*)?$/.exec(text) ?? [];
  if (whole === '') throw new TypeError(`expected an amount, got ${JSON.stringify(value)}`);
  const amount = BigInt(whole) * 100_000_000n + BigInt(fraction.padEnd(8, '0') || '0');
  return sign === '-' ? -amount : amount;
}

// JSON numbers from 1e21 on, and below 1e-6, are written with an exponent.
const plain = (value: number): string => (/e/.test(String(value)) ? value.toFixed(8) : String(value));

/** Text with neither edges nor a difference between empty and none; what is neither text nor a number is told apart. */
export function plainText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' || typeof value === 'number'
    ? String(value).trim()
    : JSON.stringify(value);
}
