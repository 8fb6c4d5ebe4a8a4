// To be imported before the worker (`--import`, with `--expose-gc`): samples its memory every five seconds, beside how
// many records its answers have brought, and writes the samples to the file named in `?to=` when the process ends.
import { writeFileSync } from 'node:fs';

const to = new URL(import.meta.url).searchParams.get('to');
if (to === null) throw new Error('sample-memory.ts?to=<file>: the file is missing');
const { gc } = globalThis;
if (gc === undefined) throw new Error('sample-memory.ts: node needs --expose-gc');

const megabyte = 2 ** 20;
const samples: { records: number; heap: number; rss: number }[] = [];
let records = 0;
const real = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const response = await real(input, init);
  // Whoever listed says in its address how many records a page has; the last one may have fewer.
  const { searchParams } = new URL(input instanceof Request ? input.url : input);
  records += Number(searchParams.get('per_page') ?? 0);
  return response;
};
setInterval(() => {
  const { rss } = process.memoryUsage();
  gc();
  samples.push({ records, heap: process.memoryUsage().heapUsed / megabyte, rss: rss / megabyte });
}, 5_000).unref();
process.on('exit', () => writeFileSync(to, JSON.stringify(samples)));
