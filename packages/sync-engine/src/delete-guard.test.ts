import { describe, expect, it } from 'vitest';
import { createDeleteGuard, isWithinAllowance } from './delete-guard.ts';
import { defaultOptions, type DeleteGuardOptions } from './options.ts';

const options: DeleteGuardOptions = { within: 1, floor: 2, share: 0.1, wholeFrom: 3 };
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `r${index}`);
const allowed = (guard: (id: string) => boolean, count: number): number => ids(count).filter(guard).length;

describe('the allowance for deletes', () => {
  it.each([
    // The floor, then the share, then the whole stream.
    [10, 2, true],
    [10, 3, false],
    [100, 10, true],
    [100, 11, false],
    [2, 2, true],
    [3, 3, false],
    [3, 2, true],
    [0, 1, true],
  ])('of %i records is %i: %s', (total, deletes, expected) => {
    expect(isWithinAllowance(options, total, deletes)).toBe(expected);
  });

  it('is ten records or 5 % by default, and never a whole stream of three or more', () => {
    const { guard } = defaultOptions;
    expect(isWithinAllowance(guard, 100, 10)).toBe(true);
    expect(isWithinAllowance(guard, 100, 11)).toBe(false);
    expect(isWithinAllowance(guard, 1_000, 50)).toBe(true);
    expect(isWithinAllowance(guard, 1_000, 51)).toBe(false);
    expect(isWithinAllowance(guard, 3, 3)).toBe(false);
    expect(isWithinAllowance(guard, 2, 2)).toBe(true);
  });
});

describe('a delete guard', () => {
  it('stops a batch where the allowance ends', () => {
    expect(allowed(createDeleteGuard(options, { live: 10, deleted: [] }), 5)).toBe(2);
  });

  it('counts what was deleted before', () => {
    expect(allowed(createDeleteGuard(options, { live: 10, deleted: ['x'] }), 5)).toBe(1);
  });

  it('allows a record that was counted already, and counts it once', () => {
    const guard = createDeleteGuard(options, { live: 10, deleted: ['r0'] });
    expect([guard('r0'), guard('r0'), guard('r1'), guard('r2'), guard('r1')]).toEqual([
      true,
      true,
      true,
      false,
      true,
    ]);
  });

  it('does not delete a whole stream one by one, though fewer records are live each time', () => {
    const three = { ...options, floor: 9 };
    expect(createDeleteGuard(three, { live: 2, deleted: ['x'] })('y')).toBe(false);
    expect(createDeleteGuard(three, { live: 1, deleted: ['x', 'y'] })('z')).toBe(false);
  });

  it('lets a stream of two go', () => {
    expect(createDeleteGuard(options, { live: 1, deleted: ['x'] })('y')).toBe(true);
  });
});
