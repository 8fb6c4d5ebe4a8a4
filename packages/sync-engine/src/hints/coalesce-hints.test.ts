import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coalesceHints,
  type CoalescedLooks,
  type LookCosts,
  type PlacedHint,
  unseen,
} from './coalesce-hints.ts';

const hour = 3_600_000;
const hint = fc.record({
  id: fc.integer({ min: 0, max: 30 }).map(String),
  at: fc.option(fc.integer({ min: 0, max: 100 })),
});
const cost = fc.constantFrom(0, 0.01, 0.5, 1, 2, 3);
const costs = fc.record({ perId: cost, perWindow: cost, perMillisecond: fc.constantFrom(0, 0.01, 0.1, 1) });

const costOf = ({ windows, ids }: CoalescedLooks, { perId, perWindow, perMillisecond }: LookCosts): number =>
  ids.length * perId +
  windows.reduce((sum, { from, to }) => sum + perWindow + (to - from) * perMillisecond, 0);

/** The cheapest cover of sorted places, found by trying all of them. */
function leastCost(places: readonly number[], by: LookCosts): number {
  const [first] = places;
  if (first === undefined) return 0;
  const windows = places.map(
    (last, index) =>
      by.perWindow + (last - first) * by.perMillisecond + leastCost(places.slice(index + 1), by),
  );
  return Math.min(by.perId + leastCost(places.slice(1), by), ...windows);
}

describe('coalesced hints', () => {
  it('drop no hint, and cover each record once', () => {
    fc.assert(
      fc.property(fc.array(hint), costs, (hints, by) => {
        const { windows, ids } = coalesceHints(hints, by);
        const covered = [...windows.flatMap((window) => window.ids), ...ids];
        expect(covered.toSorted()).toEqual([...new Set(hints.map(({ id }) => id))].toSorted());
      }),
    );
  });

  it('expect a record only in a window that reaches to its place', () => {
    fc.assert(
      fc.property(fc.array(hint), costs, (hints, by) => {
        for (const { from, to, ids } of coalesceHints(hints, by).windows)
          for (const id of ids)
            expect(
              hints.some((one) => one.id === id && one.at !== null && one.at >= from && one.at <= to),
            ).toBe(true);
      }),
    );
  });

  it('are the cheapest looks that do', () => {
    const distinct = fc.uniqueArray(hint, { selector: ({ id }) => id, maxLength: 9 });
    fc.assert(
      fc.property(distinct, costs, (hints, by) => {
        const places = hints
          .flatMap(({ at }) => (at === null ? [] : [at]))
          .toSorted((left, right) => left - right);
        const unplaced = hints.length - places.length;
        expect(costOf(coalesceHints(hints, by), by)).toBeCloseTo(
          leastCost(places, by) + unplaced * by.perId,
          6,
        );
      }),
    );
  });

  it('bring a storm of 5,000 webhooks through 60 requests a minute', () => {
    const storm = Array.from({ length: 5_000 }, (_, index): PlacedHint => ({
      id: `t${index}`,
      at: index * 720,
    }));
    const old = [
      { id: 'pending-since-May', at: -5_000 * hour },
      { id: 'unknown', at: null },
    ];
    // 5,000 records an hour, 1,000 to a page.
    const by = { perId: 1, perWindow: 1, perMillisecond: 5 / hour };
    const looks = coalesceHints([...storm, ...old], by);
    expect(looks.windows).toHaveLength(1);
    expect(looks.ids).toEqual(['unknown', 'pending-since-May']);
    expect(costOf(looks, by)).toBeLessThan(10);
  });

  it('read by its id what a window would cost more for', () => {
    const far = [
      { id: 'a', at: 0 },
      { id: 'b', at: hour },
    ];
    expect(coalesceHints(far, { perId: 1, perWindow: 2, perMillisecond: 1 })).toEqual({
      windows: [],
      ids: ['a', 'b'],
    });
  });

  it('tell which records a listing did not show, so that they are looked at by their ids', () => {
    expect(unseen({ from: 0, to: 1, ids: ['a', 'b', 'c'] }, ['b', 'x'])).toEqual(['a', 'c']);
  });

  it('remember a place that a later hint of the record does not know', () => {
    const hints = [
      { id: 'a', at: 7 },
      { id: 'a', at: null },
    ];
    expect(coalesceHints(hints, { perId: 9, perWindow: 1, perMillisecond: 0 })).toEqual({
      windows: [{ from: 7, to: 7, ids: ['a'] }],
      ids: [],
    });
  });

  it('take a place that is no number for unknown', () => {
    expect(coalesceHints([{ id: 'a', at: NaN }], { perId: 9, perWindow: 1, perMillisecond: 0 }).ids).toEqual([
      'a',
    ]);
  });

  it.each([-1, NaN, Infinity])('refuse a cost of %d', (perWindow) => {
    expect(() => coalesceHints([], { perId: 1, perWindow, perMillisecond: 0 })).toThrow('perWindow');
  });
});
