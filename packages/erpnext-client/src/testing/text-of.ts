/** A value as MariaDB would print it: nothing for null, and JSON for what is no scalar. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
