const shownLength = 40;

/** Describes a value without showing it: `1'234.50` becomes `text of the shape "9'999.99"`. */
export function valueShape(value: unknown): string {
  if (value === null || value === undefined) return `${value} (absent)`;
  if (value === '') return 'empty text (absent)';
  if (typeof value === 'number') return numberShape(value);
  if (typeof value === 'string') return textShape(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function numberShape(value: number): string {
  return Number.isFinite(value) ? 'a number' : `the number ${value}`;
}

function textShape(text: string): string {
  const masked = text
    .slice(0, shownLength)
    .replaceAll(/\p{Nd}/gu, '9')
    .replaceAll(/\p{L}/gu, 'a');
  const shown = JSON.stringify(masked);
  return text.length > shownLength
    ? `text of ${text.length} characters that begins like ${shown}`
    : `text of the shape ${shown}`;
}

/** A currency code as it is, or the shape of whatever stands in its place. */
export function codeShape(value: unknown): string {
  return looksLikeCode(value) ? value : valueShape(value);
}

/** Only what looks like a code may be shown: anything else may be a secret that landed in the wrong field. */
export function looksLikeCode(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9]{2,6}$/.test(value);
}
