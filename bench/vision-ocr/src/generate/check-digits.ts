import type { Random } from './random.ts';

const carries = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.below(10)).join('');

function remainder97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

const twoCheckDigits = (rearranged: string): string => String(98 - remainder97(rearranged)).padStart(2, '0');

/** An IBAN of a country whose account numbers are digits. */
export function iban(country: 'CH' | 'DE', account: string): string {
  return `${country}${twoCheckDigits(`${account}${country}00`)}${account}`;
}

/** A QR-IBAN (institution 30000 to 31999), or any other Swiss account. */
export const swissAccount = (random: Random, isQr: boolean): string =>
  iban('CH', `${isQr ? 30_000 + random.below(2_000) : '00762'}${digits(random, 12)}`);

export const germanAccount = (random: Random): string => iban('DE', `51210800${digits(random, 10)}`);

/** 27 digits, the last one by modulo 10, recursive. */
export function qrReference(random: Random): string {
  const number = digits(random, 26);
  let carry = 0;
  for (const digit of number) carry = carries[(carry + Number(digit)) % 10] ?? 0;
  return `${number}${(10 - carry) % 10}`;
}

/** `RF` and check digits by modulo 97 (ISO 11649). */
export function creditorReference(random: Random): string {
  const body = digits(random, 12);
  return `RF${twoCheckDigits(`${body}RF00`)}${body}`;
}

/** A Swiss UID; its check digit is by modulo 11, and some numbers have none. */
export function swissVatId(random: Random): string {
  const number = digits(random, 8);
  const sum = [5, 4, 3, 2, 7, 6, 5, 4].reduce(
    (total, weight, index) => total + weight * Number(number[index]),
    0,
  );
  const check = (11 - (sum % 11)) % 11;
  if (check === 10) return swissVatId(random);
  const uid = `${number}${check}`;
  return `CHE-${uid.slice(0, 3)}.${uid.slice(3, 6)}.${uid.slice(6)} MWST`;
}

/** A German VAT id, ISO 7064 modulo 11, 10. */
export function germanVatId(random: Random): string {
  const number = `${1 + random.below(9)}${digits(random, 7)}`;
  let product = 10;
  for (const digit of number) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return `DE${number}${(11 - product) % 10}`;
}
