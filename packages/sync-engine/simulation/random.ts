/** Seeded pseudo-random numbers: the only source of chance in a simulation. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number between both bounds, inclusive. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  /** @throws {RangeError} where there is nothing to pick from. */
  pick<T>(from: readonly T[]): T;
  /** The same elements in another order. */
  shuffle<T>(from: readonly T[]): T[];
  /** An independent generator: what it gives does not depend on how often this one is asked later. */
  fork(label: string): Random;
}

/** @param seed any text; the same text gives the same numbers */
export function createRandom(seed: string): Random {
  let state = hash(seed);

  // splitmix32
  function next(): number {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  }

  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));

  function pick<T>(from: readonly T[]): T {
    if (from.length === 0) throw new RangeError('nothing to pick from');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the index is within bounds
    return from[int(0, from.length - 1)] as T;
  }

  function shuffle<T>(from: readonly T[]): T[] {
    const left = [...from];
    const shuffled: T[] = [];
    while (left.length > 0) shuffled.push(...left.splice(int(0, left.length - 1), 1));
    return shuffled;
  }

  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick,
    shuffle,
    fork: (label) => createRandom(`${seed}/${label}/${int(0, 2 ** 31)}`),
  };
}

// FNV-1a
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value;
}
