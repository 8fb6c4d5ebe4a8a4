import { z } from 'zod';
import { table } from '../../../src/results.ts';
import { type Provider, providers } from '../providers.ts';
import { mainEntities } from '../records/records-of.ts';
import { digits, more, type Part } from '../report.ts';
import { runPart } from '../run-part.ts';
import { withServer } from '../with-server.ts';
import { names } from './contenders.ts';
import { callsPerRound, rounds } from './sizes.ts';

/** Microseconds over ky. */
const limit = 40;
const schema = z.array(z.object({ name: z.string(), median: z.number(), p10: z.number(), p90: z.number() }));

/** CPU of one request of each client, beside others. */
export async function reportRequests(): Promise<Part> {
  const parts: string[] = [];
  const missed: string[] = [];
  for (const provider of providers) {
    const { text, added } = await reportProvider(provider);
    parts.push(text);
    if (!(added <= limit)) missed.push(`${provider}: ${digits(added)} µs over ky`);
  }
  const text = `## CPU per request

User and system time of the whole process for one record read by its id, kernel and garbage collection included; ${rounds} rounds of ${callsPerRound} calls, in turns. What counts is the fastest tenth of the rounds (p10), since a busy machine only ever adds. fetch, ky, axios, frappe-js-sdk and node-mautic read the JSON and check nothing; ky is there once more with the check that the client makes. Same hooks: credentials before each attempt, once more after a 401, a time limit, retries.

There is no published client for Invoice Ninja v5 or Revolut Business to compare with. vision-ocr is not here: its HTTP is that of OpenAI's own SDK.

${parts.join('\n\n')}`;
  return { text, missed };
}

async function reportProvider(provider: Provider): Promise<{ text: string; added: number }> {
  const figures = await withServer(
    provider,
    async (args) => await runPart({ file: 'requests/measure-requests.ts', args, schema }),
  );
  const costOf = (name: string): number => figures.find((row) => row.name === name)?.p10 ?? Number.NaN;
  const added = costOf(names.client) - costOf(names.ky);
  const rows = figures.map(({ name, median, p10, p90 }) => [
    name,
    ...[p10, p10 - costOf(names.fetch), median, p90].map((value) => digits(value)),
  ]);
  const text = `### ${provider}, one of ${mainEntities[provider]}

${table(['', 'p10 µs', 'over fetch', 'median', 'p90'], rows)}

The client, its check included, minus ky with the same hooks and no check: **${more(added, 1)} µs**; at most ${limit} µs wanted.`;
  return { text, added };
}
