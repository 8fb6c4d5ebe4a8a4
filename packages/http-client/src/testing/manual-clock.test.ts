import { expect, it } from 'vitest';
import { manualClock } from './manual-clock.ts';

it('moves instead of waiting, and writes down the waits', async () => {
  const clock = manualClock(1000);
  await clock.sleep(60_000);
  clock.advance(5);
  expect(clock.now()).toBe(61_005);
  expect(clock.sleeps).toEqual([60_000]);
});

it('does not wait for an aborted signal', async () => {
  const clock = manualClock(0);
  await expect(clock.sleep(5, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  expect(clock.now()).toBe(0);
});
