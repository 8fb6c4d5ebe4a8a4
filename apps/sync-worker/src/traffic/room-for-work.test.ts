import { expect, it } from 'vitest';
import { roomForWork } from './room-for-work.ts';
import { paceOf } from './budget-state.ts';

it('is a full page where nobody limits the requests', () => {
  expect(roomForWork(null)).toEqual({ pageSize: 200, engine: {} });
});

it.each([10, 60, 500, 100_000])(
  'is what can be read again and written within its window at %i a minute',
  (limit) => {
    const { pageSize, engine } = roomForWork(limit);
    const seconds = (pageSize * 2) / paceOf(limit).perSecond;
    // At the very lowest rate one record takes what it takes.
    if (pageSize > 1) expect(seconds).toBeLessThanOrEqual((engine.sendWindow ?? 0) / 2000);
    expect(pageSize).toBeGreaterThan(0);
    expect(pageSize).toBeLessThanOrEqual(200);
    expect(engine.leaseFor).toBeGreaterThan(2 * (engine.sendWindow ?? 0));
  },
);
