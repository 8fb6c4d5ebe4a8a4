import * as fc from 'fast-check';
import { wireText } from './call.ts';

const lookAlikes: Readonly<Record<string, string>> = {
  a: '\u0430',
  c: '\u0441',
  e: '\u0435',
  s: '\u0455',
  A: '\uFF21',
  '1': '\uFF11',
  '0': '\u041E',
};

const swapCase = (text: string): string =>
  Array.from(text, (one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase())).join('');

/** Texts that are nearly the secret, and are not. One byte a character. */
export function nearMisses(secret: string): Readonly<Record<string, fc.Arbitrary<string>>> {
  const at = fc.integer({ min: 0, max: secret.length - 1 });
  return {
    'one character off': fc
      .tuple(at, fc.constantFrom('g', 'G', '_', 'z', '!'))
      .map(([index, other]) => secret.slice(0, index) + other + secret.slice(index + 1)),
    'one character less': at.map((index) => secret.slice(0, index) + secret.slice(index + 1)),
    'one character more': fc
      .tuple(at, fc.constantFrom('g', 'G', '_', 'z', '!'))
      .map(([index, other]) => secret.slice(0, index) + other + secret.slice(index)),
    'a beginning': at.map((length) => secret.slice(0, length)),
    'an end': at.map((index) => secret.slice(index + 1)),
    'another case': fc.constantFrom(secret.toUpperCase(), secret.toLowerCase(), swapCase(secret)),
    'a look-alike letter': fc
      .constantFrom(...Object.entries(lookAlikes).filter(([plain]) => secret.includes(plain)))
      .map(([plain, other]) => wireText(secret.replace(plain, other))),
    'quoted or decorated': fc.constantFrom(
      `"${secret}"`,
      `'${secret}'`,
      `Bearer ${secret}`,
      `${secret},`,
      `${secret};`,
      `=${secret}`,
    ),
    'twice in one value': fc.constantFrom(`${secret}, ${secret}`, `${secret}${secret}`, `x, ${secret}`),
    encoded: fc.constantFrom(
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('hex'),
      encodeURIComponent(secret).replaceAll('-', '%2D'),
    ),
    'an odd byte inside': fc
      .tuple(at, fc.constantFrom('\u00A0', '\u00FF', '\t', ' '))
      .map(([index, odd]) => secret.slice(0, index + 1) + odd + (secret.slice(index + 1) || 'x')),
  };
}
