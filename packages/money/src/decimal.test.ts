import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalDecimal, formatDecimal, maxDecimalLength, parseDecimal } from './decimal.ts';

const decimals = fc.record({
  unscaled: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
  scale: fc.nat(24),
});

describe('reading decimal text', () => {
  it.each([
    ['12.5000', { unscaled: 125n, scale: 1 }],
    ['-0.05', { unscaled: -5n, scale: 2 }],
    ['1200', { unscaled: 1200n, scale: 0 }],
    ['-0.00', { unscaled: 0n, scale: 0 }],
    ['123456789012345678901234.12345678', { unscaled: 12345678901234567890123412345678n, scale: 8 }],
  ])('reads %s exactly', (text, decimal) => {
    expect(parseDecimal(text)).toEqual(decimal);
  });

  const outsideTheGrammar = [
    [
      '+1',
      '.5',
      '5.',
      '007',
      '-',
      '1e3',
      '1E-3',
      '0x10',
      '1_000',
      '١٢',
      '12\n',
      ' 12',
      '12 ',
      '1.2.3',
      '--1',
    ],
    ['NaN', 'Infinity', "1'234.50", '1,234.50', '12,50', 'CHF 12'],
  ];
  it.each(outsideTheGrammar.flat())('refuses %j', (text) => {
    expect(() => parseDecimal(text)).toThrow(expect.objectContaining({ code: 'invalid_decimal' }));
  });

  it.each([null, undefined, ''])('never takes %j for zero', (absent) => {
    expect(() => Reflect.apply(parseDecimal, undefined, [absent])).toThrow('Absent means unknown, not zero');
  });

  it('accepts a text exactly when it fits the grammar', () => {
    const almost = fc.string({ unit: fc.constantFrom(...'00123456789..--+eE ,\n٣'.split('')), maxLength: 8 });
    fc.assert(
      fc.property(almost, (text) => {
        expect(isAccepted(text)).toBe(fitsGrammar(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it('refuses a text that is too long to be an amount, before it costs time', () => {
    expect(isAccepted('1'.repeat(maxDecimalLength))).toBe(true);
    expect(isAccepted('1'.repeat(maxDecimalLength + 1))).toBe(false);
  });

  it.each([
    [12.5, 'decimalFromNumber'],
    [1250n, 'fromMinorUnits'],
    ['1.5e-7', 'decimalFromJsonText'],
  ])('names the function that reads %s', (value, name) => {
    expect(() => Reflect.apply(parseDecimal, undefined, [value])).toThrow(name);
  });
});

describe('writing decimal text', () => {
  it.each([
    ['12.5000', '12.5'],
    ['12.00', '12'],
    ['1200', '1200'],
    ['-0', '0'],
    ['-0.000', '0'],
    ['-0.050', '-0.05'],
  ])('writes %s as %s', (text, canonical) => {
    expect(canonicalDecimal(text)).toBe(canonical);
  });

  it('reads back what it wrote, and writes equal numbers as equal texts', () => {
    fc.assert(
      fc.property(decimals, fc.nat(5), ({ unscaled, scale }, zeros) => {
        const text = formatDecimal({ unscaled, scale });
        expect(formatDecimal(parseDecimal(text))).toBe(text);
        expect(formatDecimal({ unscaled: unscaled * 10n ** BigInt(zeros), scale: scale + zeros })).toBe(text);
        expect(parseDecimal(text).unscaled * 10n ** BigInt(scale - parseDecimal(text).scale)).toBe(unscaled);
      }),
    );
  });

  it.each([-1, 0.5, Number.NaN, maxDecimalLength])('refuses a scale of %d', (scale) => {
    expect(() => formatDecimal({ unscaled: 1n, scale })).toThrow(
      expect.objectContaining({ code: 'invalid_option' }),
    );
  });

  it('refuses to write what it would not read', () => {
    expect(() => formatDecimal({ unscaled: 10n ** 1000n, scale: 0 })).toThrow('1001 characters');
  });
});

function isAccepted(text: string): boolean {
  try {
    parseDecimal(text);
    return true;
  } catch {
    return false;
  }
}

// Written without a regular expression, so that it cannot repeat a mistake of the one under test.
function fitsGrammar(text: string): boolean {
  const parts = (text.startsWith('-') ? text.slice(1) : text).split('.');
  const [whole = ''] = parts;
  return parts.length <= 2 && parts.every(isDigits) && (whole === '0' || !whole.startsWith('0'));
}

function isDigits(part: string): boolean {
  return part !== '' && part.split('').every((char) => '0123456789'.includes(char));
}
