import { decimal, isNumeric, toNumber } from '../decimal.ts';
import type { Input } from '../http/api-request.ts';
import { invalid } from '../http/api-failure.ts';

/** True for what PHP's forms and queries call true. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 'true' || value === 1 || value === '1';
}

/** Text as the API shows it: nothing is the empty string, numbers become text. */
export function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '';
  return '';
}

/** Makes a value of the same type as `like`, as the database columns and the output casts do together. */
export function castLike(like: unknown, value: unknown): unknown {
  if (typeof like === 'string') return text(value);
  if (typeof like === 'number') return toNumber(decimal(value));
  if (typeof like === 'boolean') return isTrue(value);
  return value ?? like;
}

/** The part of an input that a record takes over, cast to the types of its fields. */
export function fill<Data extends object>(
  blank: Data,
  input: Input,
  readOnly: ReadonlySet<string>,
): Partial<Data> {
  const filled: Record<string, unknown> = {};
  for (const [name, like] of fieldsIn(blank, input)) {
    if (!readOnly.has(name)) filled[name] = castLike(like, input[name]);
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each value was cast to the type of its field
  return filled as Partial<Data>;
}

/** The fields that came, with what they are like. */
export function fieldsIn(blank: object, input: Input): readonly (readonly [string, unknown])[] {
  const likes: Input = { ...blank };
  return Object.keys(input).flatMap((name) =>
    Object.hasOwn(likes, name) ? [[name, likes[name]] as const] : [],
  );
}

const dates = new Set(['date', 'due_date', 'partial_due_date', 'payment_date']);

/** Refuses numbers and dates that are none, the way the form requests do. */
export function checkTypes(blank: object, input: Input): void {
  for (const [name, like] of fieldsIn(blank, input)) {
    const value = input[name];
    if (value === undefined || value === null || value === '') continue;
    const label = name.replaceAll('_', ' ');
    if (typeof like === 'number' && !isNumeric(value) && typeof value !== 'boolean') {
      throw invalid({ [name]: [`The ${label} field must be a number.`] });
    }
    if (dates.has(name) && Number.isNaN(Date.parse(text(value)))) {
      throw invalid({ [name]: [`The ${label} field must be a valid date.`] });
    }
  }
}
