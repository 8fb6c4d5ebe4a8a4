import { expect, it } from 'vitest';
import { silentLog } from '../log.ts';
import type { Metric, MetricSource } from './metric.ts';
import { keptFor, readMetrics } from './read-metrics.ts';

const metric: Metric = { name: 'one', help: '', type: 'gauge', samples: [{ labels: {}, value: 1 }] };
const good: MetricSource = { name: 'good', read: async () => [metric] };

it('leaves out what fails or hangs, says so, and reads the rest', async () => {
  const warned: unknown[] = [];
  const log = { ...silentLog, warn: (_: string, details?: unknown) => void warned.push(details) };
  const sources = [
    { name: 'broken', read: async () => await Promise.reject(new Error('no database')) },
    good,
    { name: 'hanging', read: async () => await new Promise<never>(() => undefined) },
  ];
  expect(await readMetrics(sources, { log, within: 20 })).toEqual([metric]);
  expect(warned).toEqual([
    { source: 'broken', cause: 'no database' },
    { source: 'hanging', cause: 'no answer within 20 ms' },
  ]);
});

it('asks a source that is kept once, however many ask, and again when its time is over', async () => {
  let asked = 0;
  let now = 0;
  const source = keptFor(1000, { ...good, read: async () => ((asked += 1), [metric]) }, () => now);
  await Promise.all([source.read(), source.read()]);
  now = 999;
  await source.read();
  expect(asked).toBe(1);
  now = 1000;
  await source.read();
  expect(asked).toBe(2);
});

it('asks a source that takes long less often, and never twice at a time', async () => {
  let asked = 0;
  let now = 0;
  let answer = Promise.withResolvers<readonly Metric[]>();
  const source = keptFor(
    1000,
    { name: 'slow', read: async () => ((asked += 1), await answer.promise) },
    () => now,
  );
  const first = source.read();
  now = 500;
  const second = source.read();
  answer.resolve([metric]);
  await Promise.all([first, second]);
  // Half a second of asking is worth ten.
  now = 9999;
  await source.read();
  expect(asked).toBe(1);
  now = 10_000;
  answer = Promise.withResolvers();
  answer.resolve([metric]);
  await source.read();
  expect(asked).toBe(2);
});

it('does not keep a failure', async () => {
  let asked = 0;
  const read = async () => ((asked += 1) === 1 ? await Promise.reject(new Error('down')) : [metric]);
  const source = keptFor(1000, { name: 'flaky', read }, () => 0);
  await expect(source.read()).rejects.toThrow('down');
  expect(await source.read()).toEqual([metric]);
});
