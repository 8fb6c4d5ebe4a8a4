export { boolean, type BooleanOptions } from './boolean.ts';
export { choice, type StoredChoice } from './choice.ts';
export { date, type DateOptions } from './date.ts';
export { decimal, decimalNumber, type DecimalOptions } from './decimal.ts';
export { instant, type InstantOptions } from './instant.ts';
export { integer, type IntegerOptions } from './integer.ts';
export { listOf, type ListItem, type ListKey, type ListOfOptions } from './list-of.ts';
export { localInstant, type LocalInstantOptions } from './local-instant.ts';
export { minorUnits, type MinorUnitsOptions } from './minor-units.ts';
export { reference, type ReferenceOptions } from './reference.ts';
export { text, type TextOptions } from './text.ts';
export { textSet, type TextSetOptions } from './text-set.ts';
export {
  type CanonicalOf,
  type CanonicalType,
  type CodecRules,
  type ConversionTo,
  defineCodec,
  type TypedCodec,
} from './typed-codec.ts';
export { unixSeconds, type UnixSecondsOptions } from './unix-seconds.ts';
export { withDefault } from './with-default.ts';
