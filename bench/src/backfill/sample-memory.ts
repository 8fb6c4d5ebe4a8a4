// To be imported before the worker (`--import`, with `--expose-gc`): samples its memory every five seconds, and writes
// the samples to the file named in `?to=` when the process ends. Sizes in MB.
import { writeFileSync } from 'node:fs';

const to = new URL(import.meta.url).searchParams.get('to');
if (to === null) throw new Error('sample-memory.ts?to=<file>: the file is missing');
const { gc } = globalThis;
if (gc === undefined) throw new Error('sample-memory.ts: node needs --expose-gc');

const megabyte = 2 ** 20;
const samples: { seconds: number; heap: number; rss: number }[] = [];
setInterval(() => {
  const { rss } = process.memoryUsage();
  gc();
  const seconds = performance.now() / 1_000;
  samples.push({ seconds, heap: process.memoryUsage().heapUsed / megabyte, rss: rss / megabyte });
}, 5_000).unref();
process.on('exit', () => writeFileSync(to, JSON.stringify(samples)));
