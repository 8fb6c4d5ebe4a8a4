import type { FieldValue } from '@unified-sync/sync-engine';
import type { Filter } from '../directus-client.ts';
import { isUuid } from '../item-id.ts';

/** No item can hold the value; asking for it would make Directus' database fail, and the whole request with it. */
export const nothing: unique symbol = Symbol('nothing');

/**
 * The condition that finds every item whose field holds a value, and maybe more; `undefined` where Directus
 * cannot search such a field.
 */
export function condition(
  field: string,
  type: string,
  value: FieldValue,
): Filter | typeof nothing | undefined {
  if (unsearchable.has(type)) return undefined;
  if (value === null || value === '') return emptyCondition(field, type);
  if (type === 'string' || type === 'text')
    return typeof value === 'string' ? textCondition(field, value) : nothing;
  if (type === 'integer' || type === 'bigInteger') return integerCondition(field, type, value);
  if (type === 'decimal' || type === 'float') return decimalCondition(field, Number(value));
  return isOfType(type, value) ? { [field]: { _eq: value } } : nothing;
}

const unsearchable = new Set(['json', 'csv', 'geometry', 'hash', 'alias', 'binary', 'unknown']);

function emptyCondition(field: string, type: string): Filter {
  const isNull = { [field]: { _null: true } };
  return type === 'string' || type === 'text' ? { _or: [isNull, { [field]: { _empty: true } }] } : isNull;
}

/** Version 10 compares text without case only by its beginning: more is found, and never less. */
function textCondition(field: string, value: string): Filter {
  const beginning = likeText(plainText(value));
  const anyCase = { [field]: { _istarts_with: beginning } };
  // A database may not know the other case of a letter beyond ASCII, where we do.
  return isAscii(value) ? anyCase : { _or: [anyCase, { [field]: { _starts_with: beginning } }] };
}

/** Directus takes some texts of a filter for something else: the beginning of one is only itself. */
function plainText(value: string): string {
  if (['true', 'false', 'null', 'NULL'].includes(value)) return value.slice(0, -1);
  const variable = ['$NOW', '$CURRENT_USER', '$CURRENT_ROLE'].find((name) => value.startsWith(name));
  return variable === undefined ? value : variable.slice(0, -1);
}

// A backslash escapes the next character of a LIKE; `%` and `_` only find more.
const likeText = (text: string): string => text.replaceAll('\\', '\\\\');

// oxlint-disable-next-line no-control-regex -- every ASCII character is meant
const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);

function integerCondition(field: string, type: string, value: FieldValue): Filter | typeof nothing {
  const text = String(typeof value === 'object' ? '' : value);
  const fits = /^-?\d{1,18}$/.test(text) && (type === 'bigInteger' || Math.abs(Number(text)) < 2 ** 31);
  return fits ? { [field]: { _eq: text } } : nothing;
}

/** Directus compares with a float: a small range around it holds every decimal that it may stand for. */
function decimalCondition(field: string, value: number): Filter | typeof nothing {
  if (!Number.isFinite(value)) return nothing;
  const margin = Math.abs(value) * 1e-14;
  return { [field]: { _between: [value - margin, value + margin] } };
}

function isOfType(type: string, value: FieldValue): boolean {
  if (type === 'boolean') return typeof value === 'boolean';
  if (typeof value !== 'string') return false;
  if (type === 'uuid') return isUuid(value);
  if (type === 'time') return /^\d\d:\d\d:\d\d/.test(value);
  return !Number.isNaN(Date.parse(value));
}
