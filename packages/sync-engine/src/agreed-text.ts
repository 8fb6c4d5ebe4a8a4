import { isList } from './codecs/is-list.ts';
import type { Link } from './link.ts';
import type { Fields, FieldValue } from './value.ts';

/**
 * Text of what a side shows in these fields: equal exactly where the fields are the same and all of their values are
 * equal. Fields that it shows nothing in count as empty.
 * @param fields - names of hub fields, sorted
 */
export function agreedText(values: Fields, fields: readonly string[]): string {
  let text = JSON.stringify(fields);
  for (const field of fields) text = withValue(text, values[field]);
  return text;
}

/** {@link agreedText} of what a side showed when both sides of a link last agreed. */
export const agreedTextOf = ({ base }: Pick<Link, 'base'>, side: 'hub' | 'remote'): string =>
  agreedText(
    Object.fromEntries(Object.entries(base).map(([field, halves]) => [field, halves[side]])),
    Object.keys(base).toSorted(),
  );

// Every value of every record that is listed comes through here: nothing is escaped, quoted or kept apart. Each value
// says by itself where it ends.
function withValue(text: string, value: FieldValue | undefined): string {
  if (value === undefined || value === null) return `${text}~`;
  if (typeof value === 'string') return withText(text, value);
  if (typeof value !== 'object') return `${text}${value};`;
  if (isList(value)) return `${value.reduce<string>(withValue, `${text}[`)}]`;
  let all = `${text}{`;
  for (const key of sortedKeys(value)) {
    const inner = value[key];
    if (inner !== undefined && inner !== null) all = withValue(withText(all, key), inner);
  }
  return `${all}}`;
}

// Half a character has no bytes of its own to make a digest of.
const withText = (text: string, value: string): string =>
  value.isWellFormed() ? `${text}"${value.length}:${value}` : `${text}'${JSON.stringify(value)}`;

// By insertion: they are few, and nearly always the same ones in the same order.
function sortedKeys(value: object): readonly string[] {
  const keys = Object.keys(value);
  for (let at = 1; at < keys.length; at += 1) {
    const key = keys[at] ?? '';
    let to = at;
    for (; to > 0 && (keys[to - 1] ?? '') > key; to -= 1) keys[to] = keys[to - 1] ?? '';
    keys[to] = key;
  }
  return keys;
}
