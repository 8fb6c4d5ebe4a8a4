// What a pass over everything costs where nothing has changed, beside fetching and parsing the same pages and doing
// nothing with them: each in a process of its own, turn by turn. And how many requests it makes.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { table, writeResults } from '../results.ts';
import { runCommand } from './run-command.ts';
import { startBackfillWorld } from './start-backfill.ts';

const [scale = 1] = process.argv.slice(2).map(Number);
const serverUrl = process.argv[3] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const rounds = 5;
const times = (count: number): number => Math.ceil(count * scale);

const passAnswer = z.object({ complete: z.literal(true), seconds: z.number(), records: z.number() });
const readAnswer = z.object({ seconds: z.number(), pages: z.number(), records: z.number() });
const counts = z.record(z.string(), z.number());

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;

const world = await startBackfillWorld(serverUrl, {
  clients: times(850),
  invoices: times(4_300),
  payments: times(3_500),
  products: times(450),
  expenses: times(900),
});
const folder = await mkdtemp(join(tmpdir(), 'unified-sync-bench-'));
try {
  await runCommand(world, ['init']);
  await runCommand(world, ['backfill']);
  const file = join(folder, 'fetches.json');
  const counter = new URL('count-fetches.ts', import.meta.url);
  counter.searchParams.set('to', file);
  const reads: number[] = [];
  const passes: number[] = [];
  let pages = 0;
  let records = 0;
  // oxlint-disable no-await-in-loop -- turn by turn
  for (let round = 0; round < rounds; round += 1) {
    const read = readAnswer.parse(
      // With the heap of the image, as the pass.
      (await runCommand(world, [], { entry: 'worker/testing/read-pages.ts', nodeArgs: world.imageArgs }))
        .answer,
    );
    reads.push(read.seconds);
    ({ pages, records } = read);
    const nodeArgs = ['--import', counter.href];
    const pass = passAnswer.parse((await runCommand(world, ['backfill', '--full'], { nodeArgs })).answer);
    passes.push(pass.seconds);
    if (pass.records !== records) throw new Error(`${pass.records} records in the pass, ${records} in pages`);
  }
  // oxlint-enable no-await-in-loop
  const made = Object.values(counts.parse(JSON.parse(await readFile(file, 'utf8')))).reduce(
    (sum, count) => sum + count,
    0,
  );
  const ratio = median(passes) / median(reads);
  await writeResults(
    'A pass in which nothing changed',
    [
      `${records} records of both sides on ${pages} pages, ${rounds} rounds turn by turn, medians; load average meanwhile: ${loadavg()[0]?.toFixed(1)}.`,
      table(
        ['', 'seconds', 'records/s'],
        [
          ['pages fetched and parsed', median(reads).toFixed(2), (records / median(reads)).toFixed(0)],
          ['a full pass of the worker', median(passes).toFixed(2), (records / median(passes)).toFixed(0)],
        ],
      ),
      `The pass takes **${ratio.toFixed(2)} times** as long; at most 1.25 wanted. Its pages are read one after the other, as those of each system are in the pass; the pass asks both systems at the same time. Both run with the heap of the image. It makes ${made} requests, ${(made / pages).toFixed(2)} for each page.`,
    ].join('\n\n'),
    [
      {
        what: 'A pass in which nothing changed, beside fetching and parsing its pages',
        wanted: '<= 1.25 times',
        measured: `${ratio.toFixed(2)} times`,
        isMet: ratio <= 1.25,
      },
    ],
  );
} finally {
  await rm(folder, { recursive: true, force: true });
  await world.stop();
}
