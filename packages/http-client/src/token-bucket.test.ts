import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RateBudget } from './client-options.ts';
import type { Sleep } from './sleep.ts';
import { manualClock } from './testing/manual-clock.ts';
import { createTokenBucket } from './token-bucket.ts';

afterEach(() => vi.useRealTimers());

/** A clock whose sleepers wake only when the test moves it there. */
function steppedClock(): {
  now: () => number;
  sleep: Sleep;
  to(time: number): Promise<void>;
  sleeping: () => number;
} {
  let time = 0;
  const sleepers = new Set<{ at: number; wake: () => void }>();
  return {
    now: () => time,
    sleeping: () => sleepers.size,
    sleep: async (milliseconds, signal) =>
      await new Promise((resolve, reject) => {
        const sleeper = { at: time + milliseconds, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        });
      }),
    async to(target) {
      time = target;
      for (const sleeper of sleepers) {
        if (sleeper.at > time) continue;
        sleepers.delete(sleeper);
        sleeper.wake();
      }
      await wait(0);
    },
  };
}

/** Lets callers in, and writes down who got through. */
function queue(budget: RateBudget): {
  enter: (name: number, signal?: AbortSignal) => void;
  through: number[];
} {
  const through: number[] = [];
  return {
    through,
    enter(name, signal) {
      budget.take(signal).then(
        () => through.push(name),
        () => undefined,
      );
    },
  };
}

it('lets a burst of its capacity through, then one by one at its rate', async () => {
  const clock = steppedClock();
  const { enter, through } = queue(createTokenBucket({ capacity: 2, refillPerSecond: 4, ...clock }));
  for (const name of [1, 2, 3, 4]) enter(name);
  await clock.to(249);
  expect(through).toEqual([1, 2]);
  await clock.to(250);
  expect(through).toEqual([1, 2, 3]);
  await clock.to(499);
  expect(through).toEqual([1, 2, 3]);
  await clock.to(500);
  expect(through).toEqual([1, 2, 3, 4]);
});

it('saves up no more than its capacity', async () => {
  const clock = steppedClock();
  const { enter, through } = queue(createTokenBucket({ capacity: 2, refillPerSecond: 1, ...clock }));
  await clock.to(3_600_000);
  for (const name of [1, 2, 3]) enter(name);
  await wait(0);
  expect(through).toEqual([1, 2]);
});

it('serves callers in the order in which they came, late ones last', async () => {
  const clock = steppedClock();
  const { enter, through } = queue(createTokenBucket({ capacity: 1, refillPerSecond: 1, ...clock }));
  for (const name of [1, 2, 3]) enter(name);
  await clock.to(1500);
  enter(4);
  for (const time of [2000, 3000, 4000]) await clock.to(time);
  expect(through).toEqual([1, 2, 3, 4]);
});

it('lets many waiters through, each once and in order', async () => {
  const clock = manualClock();
  const budget = createTokenBucket({
    capacity: 1,
    refillPerSecond: 1000,
    now: clock.now,
    sleep: clock.sleep,
  });
  const names = Array.from({ length: 5000 }, (_none, index) => index);
  const through: number[] = [];
  await Promise.all(
    names.map(async (name) => {
      await budget.take();
      through.push(name);
    }),
  );
  expect(through).toEqual(names);
  expect(clock.sleeps.reduce((sum, milliseconds) => sum + milliseconds, 0)).toBeGreaterThanOrEqual(4999);
});

describe('a caller that gives up', () => {
  it('is left out, and costs nothing', async () => {
    const clock = steppedClock();
    const { enter, through } = queue(createTokenBucket({ capacity: 1, refillPerSecond: 1, ...clock }));
    const controller = new AbortController();
    enter(1);
    enter(2, controller.signal);
    enter(3);
    controller.abort();
    await clock.to(1000);
    expect(through).toEqual([1, 3]);
  });

  it("gets the signal's reason", async () => {
    const budget = createTokenBucket({ capacity: 1, refillPerSecond: 0.001 });
    await budget.take();
    const controller = new AbortController();
    const taken = budget.take(controller.signal);
    controller.abort('enough');
    await expect(taken).rejects.toBe('enough');
    await expect(budget.take(AbortSignal.abort('before'))).rejects.toBe('before');
  });

  it('leaves no timer behind when it was the last one', async () => {
    const clock = steppedClock();
    const { enter } = queue(createTokenBucket({ capacity: 1, refillPerSecond: 1, ...clock }));
    const controller = new AbortController();
    enter(1);
    enter(2, controller.signal);
    enter(3, controller.signal);
    expect(clock.sleeping()).toBe(1);
    controller.abort();
    await wait(0);
    expect(clock.sleeping()).toBe(0);
  });
});

describe('pause', () => {
  it('stops everybody for as long as it says, and voids what was saved up', async () => {
    const clock = steppedClock();
    const budget = createTokenBucket({ capacity: 10, refillPerSecond: 0.1, ...clock });
    const { enter, through } = queue(budget);
    budget.pause(5000);
    for (const name of [1, 2]) enter(name);
    await clock.to(5000);
    expect(through).toEqual([]);
    await clock.to(10_000);
    expect(through).toEqual([1]);
  });

  it('holds back those who wait already, and a shorter one does not shorten it', async () => {
    const clock = steppedClock();
    const budget = createTokenBucket({ capacity: 1, refillPerSecond: 1, ...clock });
    const { enter, through } = queue(budget);
    for (const name of [1, 2]) enter(name);
    budget.pause(8000);
    budget.pause(10);
    await clock.to(7999);
    expect(through).toEqual([1]);
    await clock.to(8000);
    expect(through).toEqual([1, 2]);
  });
});

it('takes nothing away when the clock is set back', async () => {
  const clock = steppedClock();
  const { enter, through } = queue(createTokenBucket({ capacity: 2, refillPerSecond: 1, ...clock }));
  await clock.to(-50_000);
  for (const name of [1, 2]) enter(name);
  await wait(0);
  expect(through).toEqual([1, 2]);
});

it('works on the real clock', async () => {
  const budget = createTokenBucket({ capacity: 1, refillPerSecond: 50 });
  const start = performance.now();
  await Promise.all([budget.take(), budget.take(), budget.take()]);
  expect(performance.now() - start).toBeGreaterThanOrEqual(39);
});

it('keeps one timer for all who wait, and none when nobody does', async () => {
  vi.useFakeTimers();
  const budget = createTokenBucket({ capacity: 1, refillPerSecond: 1 });
  const all = Promise.all([budget.take(), budget.take(), budget.take()]);
  expect(vi.getTimerCount()).toBe(1);
  budget.pause(5000);
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(10_000);
  await all;
  expect(vi.getTimerCount()).toBe(0);
});

it.each([
  [{ capacity: 0, refillPerSecond: 1 }, 'capacity: expected a number from 1, got 0'],
  [{ capacity: Number.NaN, refillPerSecond: 1 }, 'capacity: expected a number from 1, got NaN'],
  [{ capacity: 1, refillPerSecond: 0 }, 'refillPerSecond: expected a number above 0, got 0'],
  [{ capacity: 1, refillPerSecond: Number.POSITIVE_INFINITY }, 'refillPerSecond: expected a number above 0'],
])('refuses %o', (options, message) => {
  expect(() => createTokenBucket(options)).toThrow(message);
});
