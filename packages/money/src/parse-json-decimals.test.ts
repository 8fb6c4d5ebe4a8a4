import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { decimalReviver, parseJsonDecimals } from './parse-json-decimals.ts';

const invoice =
  '{"id":7,"amount":12.50,"lines":[{"cost":0.30000000000000004,"quantity":1e3}],"balance":null,"paid":"3.10"}';

describe('reading the numbers of a JSON text as decimals', () => {
  it('takes every number from its source text', () => {
    expect(parseJsonDecimals(invoice)).toEqual({
      id: '7',
      amount: '12.5',
      lines: [{ cost: '0.30000000000000004', quantity: '1000' }],
      balance: null,
      paid: '3.10',
    });
  });

  it('leaves numbers of other names as they are', () => {
    expect(parseJsonDecimals(invoice, { keys: ['cost', 'balance', 'paid'] })).toMatchObject({
      id: 7,
      amount: 12.5,
      lines: [{ cost: '0.30000000000000004', quantity: 1000 }],
      balance: null,
      paid: '3.10',
    });
  });

  it('keeps digits that a float would drop', () => {
    expect(parseJsonDecimals('{"amount":9007199254740993.01}')).toEqual({ amount: '9007199254740993.01' });
    expect(parseJsonDecimals('-0.10')).toBe('-0.1');
  });

  it('takes the last of two properties with one name, as JSON.parse does', () => {
    expect(parseJsonDecimals('{"amount":1,"amount":2.50}')).toEqual({ amount: '2.5' });
  });

  it.each(['{"amounts":[1.5]}', '{"amounts":[[1.5]]}'])(
    'refuses %s by name, where floats would stay',
    (text) => {
      expect(() => parseJsonDecimals(text, { keys: ['amounts'] })).toThrow('array of numbers');
      expect(parseJsonDecimals(text)).not.toEqual(JSON.parse(text));
    },
  );

  it('takes an array of objects under a named key', () => {
    expect(parseJsonDecimals('{"amount":[{"amount":1.50}]}', { keys: ['amount'] })).toEqual({
      amount: [{ amount: '1.5' }],
    });
  });

  it('refuses a number whose exponent would fill the memory', () => {
    expect(() => parseJsonDecimals('{"amount":1e999999999}')).toThrow(
      expect.objectContaining({ code: 'not_representable' }),
    );
  });

  it('refuses text that is no JSON without quoting it', () => {
    expect(parseBroken).toThrow(expect.objectContaining({ code: 'invalid_json' }));
    expect(inspect(thrownBy(parseBroken))).not.toContain('secret');
  });

  it.each([null, 12.5, { amount: 12.5 }])('refuses %o, which is no text', (value) => {
    expect(() => Reflect.apply(parseJsonDecimals, undefined, [value])).toThrow(
      expect.objectContaining({ code: 'invalid_json' }),
    );
  });

  it('refuses numbers on a runtime that does not show their source, rather than trust the float', () => {
    const revive = decimalReviver();
    expect(() => revive('amount', 12.5)).toThrow(expect.objectContaining({ code: 'not_representable' }));
    expect(() => revive('amount', 12.5, {})).toThrow('decimalFromNumber');
    expect(revive('amount', '12.50')).toBe('12.50');
  });
});

function parseBroken(): unknown {
  return parseJsonDecimals('{"token":secret-value');
}

function thrownBy(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}
