// To be imported before the worker (`--import`): counts the requests that it makes, by server, and writes the counts to
// the file named in `?to=` when the process ends.
import { writeFileSync } from 'node:fs';

const to = new URL(import.meta.url).searchParams.get('to');
if (to === null) throw new Error('count-fetches.ts?to=<file>: the file is missing');
const counts: Record<string, number> = {};
const real = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const { origin } = new URL(input instanceof Request ? input.url : input);
  counts[origin] = (counts[origin] ?? 0) + 1;
  return await real(input, init);
};
process.on('exit', () => writeFileSync(to, JSON.stringify(counts)));
