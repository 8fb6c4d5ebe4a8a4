/**
 * A field's value in its canonical form: what codecs decode to and what plans compare. Money and rates are
 * decimal text, dates are `YYYY-MM-DD`, instants are UTC ISO text. `null` means empty, never zero.
 */
export type FieldValue =
  | null
  | boolean
  | number
  | string
  | readonly FieldValue[]
  | { readonly [key: string]: FieldValue };

/** Values by field name. */
export type Fields = Readonly<Record<string, FieldValue>>;

/** Empty: nothing is there to be kept or erased. */
export function isEmpty(value: FieldValue | undefined): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** Deep equality; the order of object keys does not matter, and absent equals `null`. */
export function equalValues(left: FieldValue | undefined, right: FieldValue | undefined): boolean {
  if (left === right) return true;
  if (left === undefined || right === undefined || left === null || right === null)
    return (left ?? null) === (right ?? null);
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  if (isList(left) || isList(right))
    return (
      isList(left) &&
      isList(right) &&
      left.length === right.length &&
      left.every((value, index) => equalValues(value, right[index]))
    );
  return (
    Object.keys(left).every((key) => equalValues(left[key], right[key])) &&
    Object.keys(right).every(
      (key) => right[key] === null || right[key] === undefined || Object.hasOwn(left, key),
    )
  );
}

/** Text that is equal exactly where the values are: for keys and fingerprints. */
export function valueText(value: FieldValue | undefined): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(valueText).join(',')}]`;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null);
  entries.sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${valueText(inner)}`).join(',')}}`;
}

// Array.isArray does not narrow readonly arrays out of a union.
function isList(value: FieldValue): value is readonly FieldValue[] {
  return Array.isArray(value);
}
