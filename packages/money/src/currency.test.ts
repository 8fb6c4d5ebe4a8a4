import { describe, expect, it } from 'vitest';
import { minorUnits } from './currency.ts';
import { codesWithoutMinorUnits, isoMinorUnits } from './iso-4217.ts';

describe('digits of a currency', () => {
  it.each([
    [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
    [2, 'CHF EUR USD GBP HUF MGA MRU RSD XCG ZWG'],
    [3, 'BHD IQD JOD KWD LYD OMR TND'],
    [4, 'CLF UYW'],
    [2, 'ANG BGN CUC'],
  ])('are %d for %s', (digits, codes) => {
    expect(codes.split(' ').map((code) => minorUnits(code))).toEqual(codes.split(' ').map(() => digits));
  });

  it('are known for every code of ISO 4217 List One of 2026-09-17 that has them, once each', () => {
    const withdrawn = 3;
    expect(isoMinorUnits.size).toBe(17 + 139 + 7 + 2 + withdrawn);
    expect([...isoMinorUnits.keys()].filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
    expect([...isoMinorUnits.values()].filter((digits) => digits === 2)).toHaveLength(139 + withdrawn);
    expect([...codesWithoutMinorUnits].filter((code) => isoMinorUnits.has(code))).toEqual([]);
    expect(codesWithoutMinorUnits.size).toBe(13);
  });

  it.each(['ABC', 'BTC', 'constructor', 'toString', '__proto__', '', '1', null, undefined])(
    'are refused for %s',
    (code) => {
      expect(() => Reflect.apply(minorUnits, undefined, [code])).toThrow(
        expect.objectContaining({ code: 'unknown_currency' }),
      );
      expect(() => Reflect.apply(minorUnits, undefined, [code, { currencies: { XBT: 8 } }])).toThrow(
        'currency: ',
      );
    },
  );

  it('names an unknown code and how to declare it', () => {
    expect(() => minorUnits('BTC')).toThrow('"BTC" is not in ISO 4217');
    expect(() => minorUnits('BTC')).toThrow('{ currencies: { BTC: 2 } }');
  });

  it('says that gold has no minor unit instead of guessing one', () => {
    expect(() => minorUnits('XAU')).toThrow('"XAU" has no minor unit in ISO 4217');
    expect(minorUnits('XAU', { currencies: { XAU: 6 } })).toBe(6);
  });

  it('takes capitals only, and says so', () => {
    expect(() => minorUnits('chf')).toThrow('write "CHF"');
  });

  it('lets a declaration win, for one call', () => {
    expect(minorUnits('UGX', { currencies: { UGX: 2 } })).toBe(2);
    expect(minorUnits('UGX')).toBe(0);
  });

  it.each([-1, 0.5, 21, Number.NaN, '2'])('refuses to declare %s digits', (digits) => {
    expect(() => Reflect.apply(minorUnits, undefined, ['BTC', { currencies: { BTC: digits } }])).toThrow(
      expect.objectContaining({ code: 'invalid_option' }),
    );
  });

  it('does not show what is no code', () => {
    expect(() => minorUnits('token-abc')).toThrow('"aaaaa-aaa"');
  });
});
