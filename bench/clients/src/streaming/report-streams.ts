import { z } from 'zod';
import { table } from '../../../src/results.ts';
import { providers } from '../providers.ts';
import { mainEntities } from '../records/records-of.ts';
import { digits, type Part } from '../report.ts';
import { runPart } from '../run-part.ts';
import { rowCount } from '../server/dialect.ts';
import { withServer } from '../with-server.ts';

/** Megabytes of heap. */
const limit = 32;
const megabyte = 1_000_000;
const schema = z.object({
  records: z.literal(rowCount),
  seconds: z.number(),
  cpu: z.number(),
  peak: z.number(),
  first: z.number(),
  last: z.number(),
});

/** Speed and memory of a whole list of each client. */
export async function reportStreams(): Promise<Part> {
  const rows: string[][] = [];
  const missed: string[] = [];
  for (const provider of providers) {
    const { records, seconds, cpu, peak, first, last } = await withServer(
      provider,
      async (args) =>
        await runPart({
          file: 'streaming/measure-stream.ts',
          args,
          schema,
          execArgv: ['--expose-gc'],
        }),
    );
    if (!(peak / megabyte < limit)) missed.push(`${provider}: ${digits(peak / megabyte)} MB of heap`);
    rows.push([
      `${provider}: ${mainEntities[provider]}`,
      digits(records / seconds, 0),
      digits(cpu),
      ...[peak, first, last].map((bytes) => digits(bytes / megabyte)),
    ]);
  }
  const text = `## Streams of ${rowCount.toLocaleString('en')} records

\`for await\` over the client's \`list()\`, every record checked, pages of the client's own size. Records a second of wall time, with the server on the other core; CPU of the reading process. Heap is measured after a collection every 2,000 records, as growth over the start: its peak, and the highest of the first and of the second half; less than ${limit} MB wanted.

${table(['', 'records/s', 'CPU µs a record', 'heap peak MB', 'first half', 'second half'], rows)}`;
  return { text, missed };
}
