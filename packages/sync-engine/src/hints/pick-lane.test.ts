import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByLane, defaultShares, type Lane, lanes, noCredit, pickLane } from './pick-lane.ts';

const everyone: ByLane = { webhook: 1, user: 1, reconcile: 1, backfill: 1 };

/** Lanes in the order they were picked. */
function picks(waiting: readonly ByLane[], shares?: ByLane): readonly (Lane | undefined)[] {
  let credit = noCredit;
  return waiting.map((now) => {
    const choice = pickLane({ waiting: now, credit, ...(shares && { shares }) });
    credit = choice.credit;
    return choice.lane;
  });
}

const count = (picked: readonly (Lane | undefined)[], lane: Lane): number =>
  picked.filter((one) => one === lane).length;

const shares = fc
  .record({
    webhook: fc.integer({ min: 1, max: 40 }),
    user: fc.integer({ min: 1, max: 20 }),
    reconcile: fc.integer({ min: 1, max: 20 }),
    backfill: fc.integer({ min: 1, max: 20 }),
  })
  .map((one): ByLane => one);
const flag = fc.integer({ min: 0, max: 1 });
const crowd = fc.record({ webhook: flag, user: flag, reconcile: flag, backfill: flag });

describe('the next pick', () => {
  it('keeps shares that do not divide a hundred', () => {
    const own = { webhook: 30, user: 30, reconcile: 30, backfill: 10 };
    const picked = picks(
      Array.from({ length: 1_000 }, () => everyone),
      own,
    );
    expect(count(picked, 'reconcile')).toBeGreaterThanOrEqual(298);
  });

  it.each<[Partial<ByLane>, Lane]>([
    [{}, 'webhook'],
    [{ webhook: 0 }, 'user'],
    [{ webhook: 0, user: 0 }, 'reconcile'],
    [{ webhook: 0, user: 0, reconcile: 0 }, 'backfill'],
  ])('is the most urgent lane that waits (%j: %s)', (idle, lane) => {
    expect(pickLane({ waiting: { ...everyone, ...idle }, credit: noCredit }).lane).toBe(lane);
  });

  it('is none where nothing waits', () => {
    expect(pickLane({ waiting: noCredit, credit: noCredit })).toEqual({ lane: undefined, credit: noCredit });
  });

  it('gives a backfill its twentieth of a busy budget', () => {
    const picked = picks(Array.from({ length: 1_000 }, () => everyone));
    expect(count(picked, 'backfill')).toBeGreaterThanOrEqual(49);
    expect(count(picked, 'backfill')).toBeLessThanOrEqual(51);
  });

  it('starves no lane that keeps waiting, whatever the others do and whatever it had before', () => {
    const busy = fc.array(crowd, { minLength: 300, maxLength: 300 });
    fc.assert(
      fc.property(shares, fc.constantFrom(...lanes), fc.nat(200), busy, (own, lane, alone, crowds) => {
        const before = Array.from({ length: alone }, () => ({ ...noCredit, [lane]: 1 }));
        const picked = picks([...before, ...crowds.map((one) => ({ ...one, [lane]: 1 }))], own).slice(alone);
        // Owed at once, the four lanes still have to be served one after the other.
        const due = Math.floor((crowds.length * own[lane]) / 100) - lanes.length;
        expect(count(picked, lane)).toBeGreaterThanOrEqual(due);
      }),
    );
  });

  it('lets a less urgent lane pass by no more than its share', () => {
    fc.assert(
      fc.property(shares, fc.array(crowd, { maxLength: 300 }), (own, crowds) => {
        const waiting = crowds.map((one) => ({ ...one, webhook: 1 }));
        const picked = picks(waiting, own);
        for (const lane of lanes.slice(1))
          expect(count(picked, lane)).toBeLessThanOrEqual(Math.ceil((waiting.length * own[lane]) / 100));
      }),
    );
  });

  it('is always a lane that waits', () => {
    fc.assert(
      fc.property(shares, fc.array(crowd, { maxLength: 100 }), (own, crowds) => {
        const picked = picks(crowds, own);
        for (const [index, now] of crowds.entries()) {
          const lane = picked[index];
          expect(lane === undefined ? lanes.every((one) => now[one] === 0) : now[lane] === 1).toBe(true);
        }
      }),
    );
  });

  it('saves nothing up for a lane that did not wait', () => {
    const quiet = Array.from({ length: 1_000 }, () => ({ ...everyone, backfill: 0 }));
    const picked = picks([...quiet, everyone, everyone, everyone]).slice(1_000);
    expect(picked).not.toContain('backfill');
  });

  it.each([{ backfill: 0 }, { webhook: 66 }, { user: NaN }])(
    'refuses shares that starve a lane: %j',
    (change) => {
      const wrong = { ...defaultShares, ...change };
      expect(() => pickLane({ waiting: everyone, credit: noCredit, shares: wrong })).toThrow('above 0 each');
    },
  );
});
