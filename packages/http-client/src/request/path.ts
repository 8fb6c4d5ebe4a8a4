/**
 * Writes a path whose values cannot change its meaning: each is encoded as one segment.
 *
 * @throws {TypeError} when a value is empty, `.`, `..`, or no string or whole number.
 * @example
 * path`/clients/${'a/b?c'}` // '/clients/a%2Fb%3Fc'
 */
export function path(strings: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return strings.reduce((done, literal, index) => `${done}${segment(values[index - 1], index)}${literal}`);
}

function segment(value: unknown, position: number): string {
  if (typeof value === 'number' ? Number.isSafeInteger(value) : typeof value === 'string') {
    const text = String(value);
    if (text !== '' && text !== '.' && text !== '..' && text.isWellFormed()) return encodeURIComponent(text);
  }
  throw new TypeError(
    `path: value ${position} must be an id, a string that is not empty, "." or ".." or a whole number, got ${shape(value)}. Check where the id comes from.`,
  );
}

function shape(value: unknown): string {
  if (value === '') return 'an empty string';
  if (typeof value === 'string') return `a string of ${value.length} characters`;
  return value === null ? 'null' : typeof value;
}
