import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CurrencyMismatchError, MoneyError } from './money-error.ts';
import { valueShape } from './value-shape.ts';

describe('errors', () => {
  it('knows its own, and those of another copy of this package', () => {
    const foreign = Object.assign(new Error('from another copy'), {
      [Symbol.for('@unified-sync/money.MoneyError')]: true,
    });
    expect(MoneyError.isInstance(new CurrencyMismatchError('CHF', 'EUR'))).toBe(true);
    expect(MoneyError.isInstance(foreign)).toBe(true);
    expect(MoneyError.isInstance(new Error('unrelated'))).toBe(false);
    expect(MoneyError.isInstance({ code: 'invalid_decimal' })).toBe(false);
  });

  it('shows no text that is not a currency code, in no part of it', () => {
    const error = new CurrencyMismatchError('CHF', 'sk_live_123');
    expect(inspect(error)).not.toContain('live');
    expect(error.message).toContain('CHF and text of the shape');
  });
});

describe('the shape of a value', () => {
  it.each([
    ["1'234.50", 'text of the shape "9\'999.99"'],
    ['secret', 'text of the shape "aaaaaa"'],
    ['Zürich ٣', 'text of the shape "aaaaaa 9"'],
    ['', 'empty text (absent)'],
    [null, 'null (absent)'],
    [undefined, 'undefined (absent)'],
    [12.5, 'a number'],
    [Number.NaN, 'the number NaN'],
    [5n, 'a bigint'],
    [[], 'an array'],
    [{}, 'an object'],
  ])('of %o is %s', (value, shape) => {
    expect(valueShape(value)).toBe(shape);
  });

  it('cuts long text short and says how long it was', () => {
    expect(valueShape('1'.repeat(5_000))).toBe(
      `text of 5000 characters that begins like "${'9'.repeat(40)}"`,
    );
  });
});
