import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoff } from './backoff.ts';

const longest = (): number => 1 - Number.EPSILON;

describe('a backoff', () => {
  it('doubles its longest delay with every failure, up to the cap', () => {
    const delays = [0, 1, 2, 3, 60, 5_000].map((attempt) =>
      backoff({ attempt, base: 100, cap: 500, random: longest }),
    );
    expect(delays).toEqual([99, 199, 399, 499, 499, 499]);
  });

  it('spreads over the whole time, from none at all', () => {
    expect(backoff({ attempt: 3, base: 100, random: () => 0 })).toBe(0);
    expect(backoff({ attempt: 3, base: 100, random: () => 0.5 })).toBe(400);
  });

  it('is never longer than the cap', () => {
    const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.nat(3_000), unit, (attempt, at) => {
        const delay = backoff({ attempt, cap: 60_000, random: () => at });
        expect(Number.isInteger(delay) && delay >= 0 && delay < 60_000).toBe(true);
      }),
    );
  });

  it.each([-1, 0.5, NaN])('refuses %d attempts', (attempt) => {
    expect(() => backoff({ attempt, random: longest })).toThrow('attempt must be a whole number from 0');
  });

  it.each([{ base: 0 }, { cap: -1 }, { cap: NaN }])('refuses %j', (limits) => {
    expect(() => backoff({ attempt: 0, random: longest, ...limits })).toThrow('above 0');
  });
});
