// How fast a backfill fills Directus, beside the raw rate of the same Directus taking the same items as plain arrays:
// raw first, in several batch sizes, of which the best one counts; then the worker, from nothing. And how long a pass
// takes that finds nothing new.
import { loadavg } from 'node:os';
import { z } from 'zod';
import { table, writeResults } from '../results.ts';
import { rawRate, readItems, startOver, type Way } from './raw-items.ts';
import { runCommand } from './run-command.ts';
import { type CompanySize, startBackfillWorld } from './start-backfill.ts';

const [scale = 1] = process.argv.slice(2).map(Number);
const serverUrl = process.argv[3] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const times = (count: number): number => Math.ceil(count * scale);
const size: CompanySize = {
  clients: times(1_000),
  invoices: times(5_000),
  payments: times(4_000),
  products: times(500),
  expenses: times(1_000),
};
const ways: readonly Way[] = [
  { batch: 100, concurrency: 4 },
  { batch: 200, concurrency: 3 },
  { batch: 500, concurrency: 2 },
];

const backfillAnswer = z.object({
  complete: z.literal(true),
  seconds: z.number(),
  listings: z.record(z.string(), z.object({ records: z.number() })),
});

const world = await startBackfillWorld(serverUrl, size);
try {
  await runCommand(world, ['init']);
  // It makes the items, and warms Directus up.
  await runCommand(world, ['backfill']);
  const items = await readItems(world);
  const count = items.reduce((sum, { rows }) => sum + rows.length, 0);
  const raw: { readonly way: Way; readonly rate: number }[] = [];
  for (const way of ways) {
    // oxlint-disable no-await-in-loop -- each by itself
    await startOver(world);
    raw.push({ way, rate: await rawRate(world, items, way) });
    // oxlint-enable no-await-in-loop
  }
  await startOver(world);
  const run = await runCommand(world, ['backfill']);
  const { seconds, listings } = backfillAnswer.parse(run.answer);
  const made = (await readItems(world)).reduce((sum, { rows }) => sum + rows.length, 0);
  if (made !== count) throw new Error(`${made} items after the second backfill, ${count} after the first`);
  const best = Math.max(...raw.map(({ rate }) => rate));
  const own = count / seconds;
  const read = Object.values(listings).reduce((sum, { records }) => sum + records, 0);
  await writeResults(
    'Backfill into Directus',
    [
      `${count} items of one company (${size.invoices} invoices, ${size.payments} payments, ${size.clients} clients, ${size.expenses} expenses, ${size.products} products), each with its revision and activity; the mock of Invoice Ninja, Directus and PostgreSQL on the same machine, load average meanwhile: ${loadavg()[0]?.toFixed(1)}.`,
      table(
        ['', 'items/s'],
        [
          ...raw.map(({ way, rate }) => [
            `raw, arrays of ${way.batch}, ${way.concurrency} at once`,
            Math.round(rate).toString(),
          ]),
          ['backfill, both sides read to their end', Math.round(own).toString()],
        ],
      ),
      `The backfill reaches **${((own / best) * 100).toFixed(0)} %** of the best raw rate; at least 90 % wanted. It took ${seconds.toFixed(1)} s, read ${read} records (the provider's, then Directus' own), and had ${run.peakRss.toFixed(0)} MB at most.`,
    ].join('\n\n'),
    [
      {
        what: 'Backfill into Directus, beside its raw rate',
        wanted: '>= 90 %',
        measured: `${((own / best) * 100).toFixed(0)} %`,
        isMet: own / best >= 0.9,
      },
    ],
  );
} finally {
  await world.stop();
}
