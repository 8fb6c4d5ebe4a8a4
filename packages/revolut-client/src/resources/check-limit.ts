/** @throws {TypeError} when a page size is none that the provider takes. */
export function checkLimit(name: string, value: number, most: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new TypeError(`${name}: expected a whole number from 1 to ${most}, got ${String(value)}.`);
}
