import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sleep } from './sleep.ts';

it('waits', async () => {
  const start = performance.now();
  await sleep(30);
  expect(performance.now() - start).toBeGreaterThanOrEqual(29);
});

describe('a signal that aborts', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('ends the wait with its reason, and takes the timer away', async () => {
    const controller = new AbortController();
    const slept = sleep(60_000, controller.signal);
    expect(vi.getTimerCount()).toBe(1);
    controller.abort('enough');
    await expect(slept).rejects.toBe('enough');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('lets no wait begin afterwards', async () => {
    await expect(sleep(60_000, AbortSignal.abort('before'))).rejects.toBe('before');
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('lets go of the signal when the time is over', async () => {
  const removed: string[] = [];
  const { signal } = new AbortController();
  signal.removeEventListener = (type: string) => void removed.push(type);
  await sleep(1, signal);
  expect(removed).toEqual(['abort']);
});

it('waits as long as a timer can, rather than not at all', async () => {
  const controller = new AbortController();
  const slept = sleep(2 ** 40, controller.signal);
  await expect(Promise.race([slept, sleep(20)])).resolves.toBeUndefined();
  controller.abort('enough');
  await expect(slept).rejects.toBe('enough');
});
