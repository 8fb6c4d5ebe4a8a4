import { oncePer } from './once-per.ts';
import type { FieldValue } from './value.ts';

/** The outcome of a conversion: a value, or why there is none. Nothing is ever rounded to make one. */
export type Conversion =
  | { readonly ok: true; readonly value: FieldValue }
  | { readonly ok: false; readonly reason: string };

/**
 * Converts between a side's stored form and the canonical form.
 *
 * Law: `decode(encode(decode(x)))` equals `decode(x)` for everything that decodes, through both sides' codecs.
 * What a side cannot hold is refused with a reason, never rounded or cut.
 */
export interface Codec {
  /** Short name for messages, e.g. `decimal(19,4)`. */
  readonly name: string;
  /** Canonical value of what the side stores. */
  decode(stored: FieldValue): Conversion;
  /** What the side would be sent for a canonical value. */
  encode(value: FieldValue): Conversion;
}

export const converted = (value: FieldValue): Conversion => ({ ok: true, value });
export const refused = (reason: string): Conversion => ({ ok: false, reason });

/** The canonical value that a side shows after it was given `value`: its normal form of it. */
export function normalForm(codec: Codec, value: FieldValue): Conversion {
  if (typeof value !== 'object' || value === null) return convert(codec, value);
  // A plan asks for the form of one list over and over; values never change.
  const forms = formsOf(codec);
  const known = forms.get(value);
  if (known !== undefined) return known;
  const form = convert(codec, value);
  forms.set(value, form);
  return form;
}

const formsOf = oncePer((_codec: Codec) => new WeakMap<object, Conversion>());

function convert(codec: Codec, value: FieldValue): Conversion {
  const stored = codec.encode(value);
  return stored.ok ? codec.decode(stored.value) : stored;
}
