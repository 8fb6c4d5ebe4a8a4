import { expect, it } from 'vitest';
import { sleep } from './sleep.ts';

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

it('waits', async () => {
  const start = performance.now();
  await sleep(30);
  expect(performance.now() - start).toBeGreaterThanOrEqual(29);
});

it("rejects with the signal's reason when it aborts, and takes its timer away", async () => {
  const before = timers();
  const controller = new AbortController();
  const slept = sleep(60_000, controller.signal);
  expect(timers()).toBe(before + 1);
  controller.abort('enough');
  await expect(slept).rejects.toBe('enough');
  expect(timers()).toBe(before);
});

it('does not begin for an aborted signal', async () => {
  const before = timers();
  await expect(sleep(60_000, AbortSignal.abort('before'))).rejects.toBe('before');
  expect(timers()).toBe(before);
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
