import * as fc from 'fast-check';
import type { Codec } from '../../codec.ts';
import { boolean, choice, decimal, decimalNumber, reference, text, textSet } from '../../codecs/index.ts';
import type { Column } from '../../model.ts';
import type { FieldValue } from '../../value.ts';

/** A field that models are made of: its column, the codecs that streams may have for it, values that people enter. */
export interface FieldKit {
  readonly column: Column;
  readonly codecs: readonly Codec[];
  /** Canonical, but for text: that is entered as it is, and normalised by who reads it. */
  readonly values: readonly FieldValue[];
  /** Values that win over any other, for the authority `either`. */
  readonly wins?: FieldValue;
}

const words = ['ann', 'bob', 'cyd', 'dee', 'eve'];
const texts = [...words, ' ann ', 'Bob', 'CYD', 'Dee ', '', null];

/** By hub field. */
export const fieldKits: Readonly<Record<string, FieldKit>> = {
  email: {
    column: { kind: 'value', codec: text({ lowerCase: true, trim: true }) },
    codecs: [text(), text({ trim: true }), text({ lowerCase: true, maxLength: 4 })],
    values: texts,
  },
  name: {
    column: { kind: 'value', codec: text() },
    codecs: [text(), text({ trim: true }), text({ lowerCase: true }), text({ trim: true, lowerCase: true })],
    values: texts,
  },
  opt_out: {
    column: { kind: 'value', codec: boolean() },
    codecs: [boolean(), boolean({ stored: 'number' })],
    values: [true, false, null],
    wins: true,
  },
  owner: {
    column: { kind: 'reference', codec: reference(), to: 'people' },
    codecs: [reference(), reference({ storedEmpty: '' })],
    values: ['p1', 'p2', 'p3', 'stray', null],
  },
  rate: {
    column: { kind: 'value', codec: decimal({ precision: 24, scale: 8 }) },
    codecs: [decimal({ precision: 10, scale: 2 }), decimalNumber({ precision: 24, scale: 8 })],
    values: ['1.25', '2', '0.3333', '7.00000001', '0', null],
  },
  status: {
    column: { kind: 'value', codec: choice(['draft', 'sent', 'paid']) },
    codecs: [choice({ draft: '1', sent: '2', paid: '4' }), choice(['draft', 'sent', 'paid'])],
    values: ['draft', 'sent', 'paid'],
  },
  tags: {
    column: { kind: 'set', codec: textSet() },
    codecs: [textSet(), textSet({ separator: '|' }), textSet({ lowerCase: true })],
    values: [[], ['a'], ['a', 'b'], ['b', 'C'], ['d'], ['a', 'd', 'E']],
  },
};

export const fieldNames: readonly string[] = Object.keys(fieldKits);

export const kitOf = (field: string): FieldKit => {
  const kit = fieldKits[field];
  if (kit === undefined) throw new Error(`there is no field ${field}`);
  return kit;
};

export const arbitraryCodec = (field: string): fc.Arbitrary<Codec> => fc.constantFrom(...kitOf(field).codecs);
