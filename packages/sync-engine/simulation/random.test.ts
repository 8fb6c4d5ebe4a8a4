import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

const draw = (seed: string): number[] => {
  const random = createRandom(seed);
  return [random.next(), random.next(), random.int(1, 1000)];
};

const second = (draws: number): number => {
  const random = createRandom('a');
  const [one, other] = [random.fork('one'), random.fork('other')];
  for (let count = 0; count < draws; count++) one.next();
  return other.next();
};

describe('seeded random', () => {
  it('gives the same numbers for the same seed, others for another', () => {
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });

  it('stays within bounds and reaches both', () => {
    const random = createRandom('a');
    const dice = new Set(Array.from({ length: 200 }, () => random.int(1, 6)));
    expect(dice).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  });

  it('shuffles without losing anything', () => {
    const random = createRandom('a');
    expect(new Set(random.shuffle([1, 2, 3, 4]))).toEqual(new Set([1, 2, 3, 4]));
    const orders = new Set(Array.from({ length: 300 }, () => random.shuffle([1, 2, 3]).join()));
    expect(orders.size).toBe(6);
  });

  it('forks generators whose draws do not move each other', () => {
    expect(second(0)).toBe(second(7));
  });

  it('refuses to pick from nothing', () => {
    expect(() => createRandom('a').pick([])).toThrow(RangeError);
  });
});
