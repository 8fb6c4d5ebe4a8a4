// To be imported before the worker (`--import`): samples its memory every five seconds, and writes the samples to the
// file named in `?to=` when the process ends. Sizes in MB. It makes Node collect nothing: that would make the process
// smaller than a user's; the heap is what the last full collection of its own has left.
import { writeFileSync } from 'node:fs';
import { constants, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';

const to = new URL(import.meta.url).searchParams.get('to');
if (to === null) throw new Error('sample-memory.ts?to=<file>: the file is missing');

const megabyte = 2 ** 20;
const samples: { seconds: number; heap: number; rss: number }[] = [];
let heap = process.memoryUsage().heapUsed;

// Node's own types leave out what it says of a collection: https://nodejs.org/api/perf_hooks.html
interface Collection extends PerformanceEntry {
  readonly detail?: { readonly kind?: number };
}

const isFull = ({ detail }: Collection): boolean => detail?.kind === constants.NODE_PERFORMANCE_GC_MAJOR;

new PerformanceObserver((list) => {
  if (list.getEntries().some(isFull)) heap = process.memoryUsage().heapUsed;
}).observe({ entryTypes: ['gc'] });

setInterval(() => {
  const { rss } = process.memoryUsage();
  samples.push({ seconds: performance.now() / 1_000, heap: heap / megabyte, rss: rss / megabyte });
}, 5_000).unref();
process.on('exit', () => writeFileSync(to, JSON.stringify(samples)));
