import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalFromJsonText } from './decimal-from-json-text.ts';

describe('decimal text from the source of a JSON number', () => {
  it.each([
    ['1.50', '1.5'],
    ['12e-3', '0.012'],
    ['1.25E+2', '125'],
    ['-1.5e0', '-1.5'],
    ['-0.0', '0'],
    ['0e999999999', '0'],
    ['100.00000000000000001', '100.00000000000000001'],
    ['0.30000000000000004', '0.30000000000000004'],
  ])('writes %s as %s', (source, text) => {
    expect(decimalFromJsonText(source)).toBe(text);
  });

  it.each(['', '"1"', '01', '+1', '.5', '1.', 'e5', '1e', '1e1.5', 'null', 'NaN', ' 1', '1\n'])(
    'refuses %j',
    (source) => {
      expect(() => decimalFromJsonText(source)).toThrow(expect.objectContaining({ code: 'invalid_decimal' }));
    },
  );

  it.each([null, undefined, 5])('refuses %s, which is no text', (source) => {
    expect(() => Reflect.apply(decimalFromJsonText, undefined, [source])).toThrow(
      expect.objectContaining({ code: 'invalid_decimal' }),
    );
  });

  it.each(['1e999999999', '1e-999999999', `1e${'9'.repeat(400)}`, '-1e1001'])(
    'refuses the exponent of %s at once',
    (source) => {
      expect(() => decimalFromJsonText(source)).toThrow(
        expect.objectContaining({ code: 'not_representable' }),
      );
    },
  );

  it('accepts what JSON accepts as a number, with the value that JSON gives it', () => {
    const sources = fc.string({ unit: fc.constantFrom(...'00123456789..--++eE'.split('')), maxLength: 9 });
    // Beyond a float's range JSON.parse gives infinity or zero: there it cannot judge.
    const judged = sources.filter((source) => !/[eE][+-]?\d{3}/.test(source));
    fc.assert(
      fc.property(judged, (source) => {
        expect(outcome(() => Number(decimalFromJsonText(source)))).toBe(
          outcome(() => Number(JSON.parse(source)) + 0),
        );
      }),
      { numRuns: 5_000 },
    );
  });
});

function outcome(read: () => number): number | 'refused' {
  try {
    return read();
  } catch {
    return 'refused';
  }
}
