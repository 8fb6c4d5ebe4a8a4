import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../value.ts';
import { choice } from './choice.ts';
import { boolean } from './boolean.ts';
import { integer } from './integer.ts';
import { withDefault } from './with-default.ts';

const value = (of: FieldValue): unknown => ({ ok: true, value: of });

describe('a default', () => {
  it('is what nothing means on this side, and what nothing is sent as', () => {
    const muted = withDefault(boolean({ stored: 'number' }), false);
    expect(muted.decode(null)).toEqual(value(false));
    expect(muted.encode(null)).toEqual(value(0));
    expect(muted.decode(1)).toEqual(value(true));
  });

  it('must be a value of the side', () => {
    const currency: string = 'GBP';
    // @ts-expect-error -- it may be any text, and the side has two currencies
    expect(() => withDefault(choice({ CHF: '17', EUR: '3' }), currency)).toThrow('does not hold the default');
  });

  it('is none for a number: absent is unknown there', () => {
    // @ts-expect-error -- an absent count is not 0
    expect(withDefault(integer(), 0)).toBeDefined();
  });
});
