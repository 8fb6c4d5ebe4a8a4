import { expect, it } from 'vitest';
import { roomForWork } from './room-for-work.ts';
import { paceOf } from './budget-state.ts';

it('is a full page where nobody limits the requests', () => {
  expect(roomForWork(null)).toEqual({ pageSize: 200, engine: {} });
});

it.each([60, 500, 3000])(
  'is what can be read again and written in half of its window at %i a minute',
  (limit) => {
    const { pageSize, engine } = roomForWork(limit);
    const { sendWindow = 0, leaseFor = 0 } = engine;
    expect((pageSize * 2) / paceOf(limit).perSecond).toBeLessThanOrEqual(sendWindow / 2000);
    expect(leaseFor).toBeGreaterThan(2 * sendWindow);
  },
);

it('is one record at least, and a full page at most', () => {
  expect(roomForWork(10).pageSize).toBe(1);
  expect(roomForWork(100_000).pageSize).toBe(200);
});
