import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalValues, isEmpty, valueText, type FieldValue } from './value.ts';

const { value } = fc.letrec<{ value: FieldValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<FieldValue>(null, true, false, 0, 1, '', '0', 'a', 'null'),
    fc.string(),
    fc.integer(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }),
  ),
}));

describe('an empty value', () => {
  it.each<[FieldValue | undefined]>([[null], [undefined], [''], [[]]])('is %j', (empty) => {
    expect(isEmpty(empty)).toBe(true);
  });

  it.each<[FieldValue]>([[0], ['0'], [false], [' '], [[null]], [{}]])(
    'is not %j: that says something',
    (full) => {
      expect(isEmpty(full)).toBe(false);
    },
  );
});

describe('equal values', () => {
  it.each<[FieldValue | undefined, FieldValue | undefined]>([
    [null, undefined],
    [
      { a: 1, b: [1, { c: 2 }] },
      { b: [1, { c: 2 }], a: 1 },
    ],
    [{ a: 1 }, { a: 1, b: null }],
    [[], []],
  ])('%j equals %j', (left, right) => {
    expect(equalValues(left, right)).toBe(true);
    expect(equalValues(right, left)).toBe(true);
  });

  it.each<[FieldValue | undefined, FieldValue | undefined]>([
    [0, null],
    ['', null],
    [false, null],
    ['1', 1],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [[], {}],
    [['a'], { 0: 'a' }],
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
  ])('%j does not equal %j', (left, right) => {
    expect(equalValues(left, right)).toBe(false);
    expect(equalValues(right, left)).toBe(false);
  });
});

describe('the text of a value', () => {
  it('is the same exactly where the values are', () => {
    fc.assert(
      fc.property(value, value, (left, right) => {
        expect(valueText(left) === valueText(right)).toBe(equalValues(left, right));
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not depend on the order of keys', () => {
    expect(valueText({ b: 1, a: [null, 'x'] })).toBe(valueText({ a: [null, 'x'], b: 1 }));
  });

  it('is that of null where there is none', () => {
    expect([valueText(undefined), valueText(null)]).toEqual(['null', 'null']);
  });
});
