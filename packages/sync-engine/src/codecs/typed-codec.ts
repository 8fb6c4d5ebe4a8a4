import { converted, type Codec, type Conversion } from '../codec.ts';
import { equalValues, type FieldValue } from '../value.ts';
import { shapeOf } from './shape-of.ts';

/** What a canonical value means. Two sides of a field must agree on it: minor units never meet major ones. */
export type CanonicalType =
  | 'text'
  | 'decimal'
  | 'integer'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'choice'
  | 'set'
  | 'list'
  | 'reference';

/** As {@link Conversion}, with the type of the value. */
export type ConversionTo<Value extends FieldValue> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: string };

/** A codec that says what its canonical values are, so that a mapping of unlike sides does not compile. */
export interface TypedCodec<
  Type extends CanonicalType = CanonicalType,
  Value extends FieldValue = FieldValue,
> extends Codec {
  readonly type: Type;
  /** Canonical values of a choice, canonical keys of a list; `undefined` where any value of the type will do. */
  readonly members?: readonly string[];
  decode(stored: FieldValue): ConversionTo<Value>;
}

/** Canonical value type of a codec; any value for a codec that does not say. */
export type CanonicalOf<Source extends Codec> =
  Source extends TypedCodec<CanonicalType, infer Value> ? Value : FieldValue;

/** What {@link defineCodec} makes a codec of. */
export interface CodecRules<Type extends CanonicalType, Value extends FieldValue> {
  /** Short name for messages. */
  readonly name: string;
  readonly type: Type;
  readonly members?: readonly string[];
  /** Canonical form of a stored value that is not `null`. */
  read(stored: NonNullable<FieldValue>): ConversionTo<Value>;
  /** Checks a canonical value that is not `null`, and puts it into its normal form. @default `read` */
  check?(value: NonNullable<FieldValue>): ConversionTo<Value>;
  /** Stored form of a checked canonical value. @default the value itself */
  write?(value: NonNullable<Value>): Conversion;
  /** Stored form of an empty value. @default null */
  readonly empty?: FieldValue;
  /** Canonical form of `null`. */
  readonly none: Value;
}

/**
 * Builds a codec that keeps the law by construction: what cannot be stored and read back is refused when it
 * is read, and when it is written. Values of the wrong type are refused with the expectation and their shape.
 * @throws {Error} if the stored form of an empty value would not be read as empty: a mistake in the definition.
 */
export function defineCodec<Type extends CanonicalType, Value extends FieldValue>(
  rules: CodecRules<Type, Value>,
): TypedCodec<Type, Value> {
  const { name, type, members, empty = null, none } = rules;
  const check = (value: NonNullable<FieldValue>): ConversionTo<Value> =>
    rules.check ? rules.check(value) : rules.read(value);
  const encodeChecked = (value: Value): Conversion => {
    if (value === null || equalValues(value, none)) return converted(empty);
    return rules.write ? rules.write(value) : converted(value);
  };
  const decode = (stored: FieldValue | undefined): ConversionTo<Value> =>
    stored === null || stored === undefined ? holds(none) : rules.read(stored);

  const emptied = decode(empty);
  if (!emptied.ok || !equalValues(emptied.value, none))
    throw new Error(`codec ${name}: its empty stored form (${shapeOf(empty)}) must be read as empty`);

  return {
    name,
    type,
    ...(members && { members }),
    decode,
    encode(value) {
      const checked = value === null || value === undefined ? holds(none) : check(value);
      return checked.ok ? encodeChecked(checked.value) : checked;
    },
  };
}

/** A conversion that succeeded, with its type kept. */
export const holds = <Value extends FieldValue>(value: Value): ConversionTo<Value> => ({ ok: true, value });

/** A refusal, with its reason. */
export const refuse = (reason: string): { readonly ok: false; readonly reason: string } => ({
  ok: false,
  reason,
});

/** A refusal of what something else was expected for. */
export const expected = (what: string, got: FieldValue): ReturnType<typeof refuse> =>
  refuse(`expected ${what}, got ${shapeOf(got)}`);
