// Reads the whole list record by record, once for time and once for memory. Needs --expose-gc.
import { providerOf } from '../providers.ts';
import { subjectOf } from '../subjects.ts';

const sampleEvery = 2_000;
const [provider, baseUrl = ''] = process.argv.slice(2);
const subject = subjectOf(providerOf(provider), baseUrl);

async function measureSpeed(): Promise<{ records: number; seconds: number; cpu: number }> {
  const began = performance.now();
  const before = process.cpuUsage();
  let records = 0;
  for await (const record of subject.list()) if (record !== undefined) records += 1;
  const { user, system } = process.cpuUsage(before);
  return { records, seconds: (performance.now() - began) / 1000, cpu: (user + system) / records };
}

function heap(): number {
  if (globalThis.gc === undefined) throw new Error('gc: expected node --expose-gc, got none.');
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

/** Heap after each collection, as far as it is more than before the list began. */
async function measureHeap(): Promise<{ peak: number; first: number; last: number }> {
  const start = heap();
  const samples: number[] = [];
  let records = 0;
  for await (const record of subject.list()) {
    if (record !== undefined) records += 1;
    if (records % sampleEvery === 0) samples.push(heap() - start);
  }
  const half = samples.length / 2;
  return {
    peak: Math.max(...samples),
    first: Math.max(...samples.slice(0, half)),
    last: Math.max(...samples.slice(half)),
  };
}

const speed = await measureSpeed();
process.send?.({ ...speed, ...(await measureHeap()) });
