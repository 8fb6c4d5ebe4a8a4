const alphabet = 'VolejRNmkABCDEFGHIJKLMOPQSTUWXYZabcdfghinpqrstuvwxyz0123456789';
const length = 10;
const space = 62n ** BigInt(length);
// Odd and no multiple of 31, so multiplying by it is a permutation of all ids of this length.
const multiplier = 508_112_963_717_339_271n;
const offset = 73_291_845_117n;
const inverse = inverseOf(multiplier, space);
const largestKey = 4_294_967_295n;
const encoded: string[] = [];

/**
 * Gives the id of the row with this number in its table: ten letters and digits, always the same ones.
 * As in the real one (Hashids, empty salt), row 1 of every table and every installation has the same id.
 * The characters differ from those that the real one makes.
 */
export function encodeId(key: number): string {
  return (encoded[key] ??= toText((BigInt(key) * multiplier + offset) % space));
}

/** Gives the number of the row behind an id, or `undefined` where the text is no id at all. */
export function decodeId(id: string): number | undefined {
  if (id.length !== length) return undefined;
  let value = 0n;
  for (const character of id) {
    const digit = alphabet.indexOf(character);
    if (digit === -1) return undefined;
    value = value * 62n + BigInt(digit);
  }
  const key = (((value - offset + space) % space) * inverse) % space;
  return key >= 1n && key <= largestKey ? Number(key) : undefined;
}

function toText(value: bigint): string {
  let rest = value;
  let text = '';
  for (let position = 0; position < length; position += 1) {
    text = alphabet.charAt(Number(rest % 62n)) + text;
    rest /= 62n;
  }
  return text;
}

function inverseOf(value: bigint, modulus: bigint): bigint {
  let [remainder, nextRemainder] = [modulus, value];
  let [factor, nextFactor] = [0n, 1n];
  while (nextRemainder !== 0n) {
    const quotient = remainder / nextRemainder;
    [remainder, nextRemainder] = [nextRemainder, remainder - quotient * nextRemainder];
    [factor, nextFactor] = [nextFactor, factor - quotient * nextFactor];
  }
  return (factor + modulus) % modulus;
}
