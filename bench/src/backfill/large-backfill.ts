// A backfill of 200,000 records at flat memory: the heap behind its last full collection and the resident size, sampled
// from its beginning to its end by the process itself.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { table, writeResults } from '../results.ts';
import { runCommand } from './run-command.ts';
import { startBackfillWorld } from './start-backfill.ts';

const [scale = 1] = process.argv.slice(2).map(Number);
const serverUrl = process.argv[3] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const times = (count: number): number => Math.ceil(count * scale);
const size = {
  clients: times(17_000),
  invoices: times(86_000),
  payments: times(70_000),
  products: times(9_000),
  expenses: times(18_000),
};
const total = Object.values(size).reduce((sum, count) => sum + count, 0);

const answer = z.object({ complete: z.literal(true), seconds: z.number(), records: z.number() });
const samples = z.array(z.object({ seconds: z.number(), heap: z.number(), rss: z.number() }));

const world = await startBackfillWorld(serverUrl, size);
const folder = await mkdtemp(join(tmpdir(), 'unified-sync-bench-'));
try {
  await runCommand(world, ['init']);
  const file = join(folder, 'memory.json');
  const sampler = new URL('sample-memory.ts', import.meta.url);
  sampler.searchParams.set('to', file);
  const run = await runCommand(world, ['backfill'], {
    nodeArgs: ['--import', sampler.href],
  });
  const { seconds, records } = answer.parse(run.answer);
  const taken = samples.parse(JSON.parse(await readFile(file, 'utf8')));
  const early = taken.find((sample) => sample.seconds >= seconds / 10) ?? taken[0];
  const highest = Math.max(...taken.map(({ heap }) => heap));
  const grown = highest - (early?.heap ?? 0);
  const peak = Math.max(run.peakRss, ...taken.map(({ rss }) => rss));
  const shown = taken.filter((_, at) => at % Math.ceil(taken.length / 12) === 0);
  await writeResults(
    'Memory of a large backfill',
    [
      `${total} records of the provider, ${records} read with Directus' own, in ${seconds.toFixed(0)} s (${(records / seconds).toFixed(0)} a second); load average at its end: ${loadavg()[0]?.toFixed(1)}. Every five seconds; the heap is what its last full collection has left: nothing makes the process collect but Node itself.`,
      table(
        ['after seconds', 'heap MB', 'resident MB'],
        shown.map(({ seconds: at, heap, rss }) => [at.toFixed(0), heap.toFixed(0), rss.toFixed(0)]),
      ),
      `Peak resident size **${peak.toFixed(0)} MB**, at most 350 wanted; the heap grew by **${grown.toFixed(0)} MB** behind the first tenth of the time, less than 64 wanted.`,
    ].join('\n\n'),
    [
      {
        what: `Resident memory of a backfill of ${total} records, at its peak`,
        wanted: '<= 350 MB',
        measured: `${peak.toFixed(0)} MB`,
        isMet: peak <= 350,
      },
      {
        what: 'Its heap, behind the first tenth',
        wanted: '< 64 MB more',
        measured: `${grown.toFixed(0)} MB more`,
        isMet: grown < 64,
      },
    ],
  );
} finally {
  await rm(folder, { recursive: true, force: true });
  await world.stop();
}
