import { describe, expect, expectTypeOf, it } from 'vitest';
import { decimal, decimalNumber } from './decimal.ts';
import { listOf } from './list-of.ts';
import { text } from './text.ts';

const hubLines = listOf({ product: text(), quantity: decimal({ precision: 24, scale: 8 }) });
const remoteLines = listOf(
  {
    product: { stored: 'product_key', codec: text() },
    quantity: decimalNumber({ precision: 24, scale: 8 }),
  },
  { otherKeys: 'ignore' },
);

describe('a list of lines', () => {
  it('reads each key by its own codec and its own name on the side', () => {
    expect(remoteLines.decode([{ product_key: 'hours', quantity: 1.5, sort_id: 7 }])).toEqual({
      ok: true,
      value: [{ product: 'hours', quantity: '1.5' }],
    });
  });

  it('goes from one side to the other', () => {
    expect(hubLines.encode([{ product: 'hours', quantity: '1.5' }])).toEqual({
      ok: true,
      value: [{ product: 'hours', quantity: '1.5' }],
    });
    expect(remoteLines.encode([{ product: 'hours', quantity: '1.5' }])).toEqual({
      ok: true,
      value: [{ product_key: 'hours', quantity: 1.5 }],
    });
  });

  it('keeps its order', () => {
    const lines = [
      { product: 'b', quantity: null },
      { product: 'a', quantity: null },
    ];
    expect(hubLines.decode(lines)).toEqual({ ok: true, value: lines });
  });

  it('gives every item every key', () => {
    expect(hubLines.decode([{}])).toEqual({ ok: true, value: [{ product: null, quantity: null }] });
  });

  it('takes what every object inherits for no key of it', () => {
    expect(listOf({ constructor: text() }).decode([{}])).toEqual({
      ok: true,
      value: [{ constructor: null }],
    });
  });

  it('says which item and which key it refuses', () => {
    expect(hubLines.decode([{ quantity: '1' }, { quantity: '0.123456789' }])).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^item 2, quantity: .*9 digits/),
    });
  });

  it('refuses a key that it would lose', () => {
    expect(hubLines.decode([{ product: 'hours', note: 'by night' }])).toEqual({
      ok: false,
      reason: 'item 1: it has another key than product, quantity',
    });
  });

  it('gives no two keys one stored name', () => {
    expect(() => listOf({ a: text(), b: { stored: 'a', codec: text() } })).toThrow('one stored name');
  });

  it('knows the type of its items', () => {
    const decoded = hubLines.decode([]);
    if (!decoded.ok) throw new Error(decoded.reason);
    expectTypeOf(decoded.value[0]?.quantity).toEqualTypeOf<string | null | undefined>();
  });
});
