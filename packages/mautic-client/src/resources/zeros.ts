/** Clearing a value: `null` or empty text. */
export const isBlank = (value: unknown): boolean => value === null || value === '';

/**
 * True for a value that POST and PATCH drop without a word: a number whose whole part is 0, such as 0, "0" and
 * 0.5 (`CustomFieldsApiControllerTrait::setCustomFieldValues`), and `false`, which a form turns into 0.
 */
export function isDropped(value: unknown): boolean {
  if (value === false) return true;
  if (typeof value === 'number') return Math.trunc(value) === 0;
  return typeof value === 'string' && /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value)
    ? Math.trunc(Number(value)) === 0
    : false;
}

/** Names of what POST and PATCH would drop. */
export const droppedNames = (values: object): string[] =>
  Object.entries(values)
    .filter(([, value]) => isDropped(value))
    .map(([name]) => name);
