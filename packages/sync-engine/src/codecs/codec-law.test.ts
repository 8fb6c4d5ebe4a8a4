import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalForm, type Codec } from '../codec.ts';
import { equalValues, type FieldValue } from '../value.ts';
import { isList } from './is-list.ts';
import {
  boolean,
  date,
  instant,
  listOf,
  localInstant,
  unixSeconds,
  withDefault,
  choice,
  decimal,
  decimalNumber,
  integer,
  minorUnits,
  reference,
  text,
  textSet,
} from './index.ts';

const codecs: Readonly<Record<string, readonly Codec[]>> = {
  text: [
    text(),
    text({ maxLength: 5, trim: true, lowerCase: true }),
    text({ emptyIsNull: false, lowerCase: true }),
    text({ trim: true, storedEmpty: '' }),
  ],
  decimal: [
    decimal({ precision: 19, scale: 4 }),
    decimal({ precision: 24, scale: 8 }),
    decimal({ precision: 3, scale: 0 }),
    decimalNumber({ precision: 19, scale: 4 }),
    decimalNumber({ precision: 30, scale: 15 }),
    minorUnits({ digits: 2 }),
    minorUnits({ digits: 0 }),
    minorUnits({ digits: 3 }),
  ],
  integer: [integer(), integer({ min: 0, max: 100 }), integer({ stored: 'text' })],
  boolean: [boolean(), boolean({ stored: 'number' }), boolean({ stored: 'text' })],
  choice: [
    choice({ yes: '1', no: 0, maybe: true, empty: '' }),
    choice(['yes', 'no']),
    choice({ draft: 1, sent: 2 }),
  ],
  set: [
    textSet(),
    textSet({ lowerCase: true, maxLength: 3 }),
    textSet({ separator: '|' }),
    textSet({ separator: '||', lowerCase: true }),
    textSet({ separator: ', ' }),
  ],
  date: [date(), date({ storedEmpty: '' })],
  instant: [
    instant(),
    instant({ belowMilliseconds: 'cut' }),
    unixSeconds(),
    unixSeconds({ zeroIsNull: true }),
    localInstant({ zone: 'UTC', fractions: false }),
    localInstant({ zone: 'Europe/Zurich' }),
    localInstant({ zone: 'America/New_York', belowMilliseconds: 'cut' }),
  ],
  list: [
    listOf({ product: text(), quantity: decimal({ precision: 24, scale: 8 }) }),
    listOf({ quantity: decimalNumber({ precision: 24, scale: 8 }), product: { stored: 'a', codec: text() } }),
    listOf(
      { product: text(), quantity: { stored: 'b', codec: minorUnits({ digits: 1 }) } },
      { otherKeys: 'ignore' },
    ),
  ],
  default: [withDefault(boolean({ stored: 'number' }), false), withDefault(boolean(), false)],
  text_default: [withDefault(text({ trim: true }), 'x')],
  reference: [reference(), reference({ stored: 'integer' }), reference({ storedEmpty: '' })],
};

/* Whatever JSON can hold, with the values that are odd for one codec or another in front. */
// prettier-ignore
const oddTexts = [
  '', ' ', '0', '-0', '-0.00', '1', '01', '1.10', '.5', '1e3', 'NaN', 'null', 'yes', 'no', 'draft', 'a|||b', '||',
  'b|a|', '0000-00-00', '2024-02-29', '2023-02-29', '2024-02-30T10:00:00Z', '2024-02-29T10:00:00.123456Z',
  '2024-02-29T10:00:00+02:00', '2024-02-29 10:00:00', '2024-03-31 02:30:00', '2024-10-27 02:30:00',
  '1970-01-01T00:00:00Z', '\ud800', 'a\udc00b', '\0', 'İ', 'ΑΣ', '\u00a0x\u00a0', '🧾🧾🧾🧾🧾🧾', '12345678901234567890.1234',
];
// prettier-ignore
const oddNumbers = [
  0, -0, 1, 2, 12, 12.5, 0.1 + 0.2, 1e21, 1e-7, 5e-324, 2 ** 53, -(2 ** 53) + 1, 253_402_300_799,
];
const oddValues = [null, true, false, [], {}, ['b', 'a', 'b', ''], ['a|b'], ['a', 1]];
const odd = fc.constantFrom<FieldValue>(...oddTexts, ...oddNumbers, ...oddValues);
const digits = fc
  .integer({ min: 1, max: 26 })
  .chain((length) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: length, maxLength: length }),
  );
const decimalText = fc.tuple(fc.constantFrom('', '-'), digits, fc.nat(12)).map(([sign, all, scale]) => {
  const padded = (all.replace(/^0+/, '') || '0').padStart(scale + 1, '0');
  const point = padded.length - scale;
  return `${sign}${padded.slice(0, point)}${scale > 0 ? `.${padded.slice(point)}` : ''}`;
});
const scalar = fc.oneof(
  odd,
  decimalText,
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', 'B', '|', ',', ' ', '\ud83e', '\uddfe') }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.integer({ min: -9_999_999, max: 9_999_999 }).map((cents) => cents / 100),
);
const time = fc
  .oneof(
    fc.date({ min: new Date('0990-01-01'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }),
    fc.date({ min: new Date('9999-12-30'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }),
  )
  .chain((at) => {
    const iso = at.toISOString();
    return fc.constantFrom(
      iso,
      iso.slice(0, 10),
      iso.slice(0, 19).replace('T', ' '),
      iso.slice(0, 23),
      at.getTime() / 1_000,
    );
  });
const line = fc.record({ product: scalar, quantity: scalar, a: scalar, b: scalar }, { requiredKeys: [] });
const lines = fc.array(line, { maxLength: 3 });
const goodLines = fc.array(
  fc.record({ product: fc.string(), quantity: fc.integer({ min: 0, max: 99 }).map((tenths) => tenths / 10) }),
  { maxLength: 3 },
);
const stored = fc.oneof(
  { weight: 3, arbitrary: time },
  { weight: 2, arbitrary: fc.oneof(lines, goodLines) },
  { weight: 8, arbitrary: scalar },
  { weight: 3, arbitrary: fc.array(scalar, { maxLength: 4 }) },
  // JSON holds FieldValues and nothing else.
  { weight: 1, arbitrary: fc.jsonValue().map((value): FieldValue => JSON.parse(JSON.stringify(value))) },
);

const cases = Object.values(codecs)
  .flat()
  .map((codec, index) => ({ label: `${codec.name} #${index}`, codec }));

/** `decode(encode(decode(x))) = decode(x)`, for whatever decodes. */
function keepsTheLaw(codec: Codec, value: FieldValue): boolean {
  const first = codec.decode(value);
  if (!first.ok) return first.reason !== '';
  const shown = normalForm(codec, first.value);
  return shown.ok && equalValues(shown.value, first.value);
}

/** Whatever is sent is in the side's normal form: it is read, and sending what was read sends the same. */
function sendsNormalForms(codec: Codec, value: FieldValue): boolean {
  const sent = codec.encode(value);
  if (!sent.ok) return sent.reason !== '';
  const shown = codec.decode(sent.value);
  const again = shown.ok ? codec.encode(shown.value) : shown;
  return again.ok && equalValues(again.value, sent.value);
}

/** A value that got from one side to the other is the same there, but for what the type's normal form drops. */
function arrivesUnchanged(from: Codec, to: Codec, value: FieldValue, essence: Essence): boolean {
  const read = from.decode(value);
  const arrived = read.ok ? normalForm(to, read.value) : read;
  return !read.ok || !arrived.ok || equalValues(essence(read.value), essence(arrived.value));
}

type Essence = (value: FieldValue) => FieldValue;
const exactly: Essence = (value) => value;
const essences: Readonly<Record<string, Essence>> = {
  text: (value) => JSON.stringify(typeof value === 'string' ? value.trim() : '').toLowerCase(),
  // In lower case, members may be one, and come in another order.
  set: (value) =>
    isList(value)
      ? [...new Set(value.map((member) => JSON.stringify(member).toLowerCase()))].toSorted()
      : value,
};

describe.each(cases)('$label', ({ codec }) => {
  it('reads back what it wrote of anything it could read', () => {
    fc.assert(
      fc.property(stored, (value) => {
        expect(keepsTheLaw(codec, value)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('sends values in their normal form or refuses them, whatever it is given', () => {
    fc.assert(
      fc.property(stored, (value) => {
        expect(sendsNormalForms(codec, value)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe.each(Object.entries(codecs))('two sides that keep the same %s', (type, sides) => {
  it('never change a value silently on its way', () => {
    const side = fc.constantFrom(...sides);
    const essence = essences[type] ?? exactly;
    fc.assert(
      fc.property(side, side, stored, (from, to, value) => {
        expect(arrivesUnchanged(from, to, value, essence)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
