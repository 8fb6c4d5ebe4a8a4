import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { agreedText, agreedTextOf } from './agreed-text.ts';
import { equalValues, type Fields, type FieldValue } from './value.ts';

const value = fc.letrec<{ value: FieldValue }>((tie) => ({
  value: fc.oneof(
    fc.constantFrom(null, '', 'a', '1', '~', '1.00', true, 0, 1, -1, -5),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b'), tie('value'), { maxKeys: 2 }),
  ),
})).value;
const fields = fc.dictionary(fc.constantFrom('a', 'b', '","', 'a":'), value, { maxKeys: 3 });
const textOf = (values: Fields): string => agreedText(values, Object.keys(values).toSorted());

it('is equal exactly where fields and values are', () => {
  fc.assert(
    fc.property(fields, fields, (left, right) => {
      const isSame =
        JSON.stringify(Object.keys(left).toSorted()) === JSON.stringify(Object.keys(right).toSorted()) &&
        Object.keys(left).every((field) => equalValues(left[field], right[field]));
      expect(textOf(left) === textOf(right)).toBe(isSame);
    }),
    { numRuns: 5_000 },
  );
});

it('nothing beside a number is not a number of another sign', () => {
  const names = ['a', 'b', 'c'];
  expect(agreedText({ a: null, b: 1, c: -5 }, names)).not.toBe(agreedText({ a: -1, b: null, c: 5 }, names));
  expect(agreedText({ a: [null, 1] }, ['a'])).not.toBe(agreedText({ a: [-1] }, ['a']));
});

it('a field that has agreed on nothing is not one that has never agreed', () => {
  expect(agreedTextOf({ base: { a: { hub: null, remote: null } } }, 'hub')).not.toBe(
    agreedTextOf({ base: {} }, 'hub'),
  );
});

it('each side has its own half', () => {
  const link = { base: { b: { hub: '1', remote: '1.00' }, a: { hub: 'x', remote: 'y' } } };
  expect(agreedTextOf(link, 'remote')).toBe(agreedText({ a: 'y', b: '1.00' }, ['a', 'b']));
  expect(agreedTextOf(link, 'hub')).toBe(agreedText({ a: 'x', b: '1' }, ['a', 'b']));
});
