// How many webhooks a second the worker's ingress acknowledges, beside a bare handler with one INSERT: the same bodies,
// the same PostgreSQL (embedded, fsync on), turn by turn, so that what else the machine does slows both alike. At the
// end every call that was acknowledged must have left its row.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInvoiceNinjaServer } from '@unified-sync/invoice-ninja-client/testing';
import { startEmbeddedPostgres } from '@unified-sync/sync-worker';
import { Client } from 'pg';
import { table, writeResults } from '../results.ts';
import { type LoadResult, loadWebhooks } from './load-webhooks.ts';
import { startServer } from './start-server.ts';

const [rounds = 6, seconds = 4] = process.argv.slice(2).map(Number);
const connections = 32;
const secret = randomBytes(24).toString('hex');
const ninja = createInvoiceNinjaServer({ seed: 7 });
ninja.seedCompany({ clients: 100, invoices: 2_000, payments: 0, products: 50, expenses: 0 });
const invoices = ninja.db.invoices.all();
const bodies = invoices.map((invoice) => JSON.stringify(invoice));

const folder = await mkdtemp(join(tmpdir(), 'unified-sync-bench-'));
const postgres = await startEmbeddedPostgres({ folder });
const contenders = [
  { label: 'bare handler, one INSERT', file: './serve-bare.ts', results: [] as LoadResult[] },
  { label: 'the ingress', file: './serve-ingress.ts', results: [] as LoadResult[] },
];
const servers = await Promise.all(
  contenders.map(async ({ file }) => await startServer(file, [postgres.url, secret])),
);
for (let round = -1; round < rounds; round += 1)
  for (const [at, { results }] of contenders.entries()) {
    const port = servers[at]?.port ?? 0;
    // oxlint-disable-next-line no-await-in-loop -- turn by turn
    const result = await loadWebhooks({ port, secret, bodies, connections, seconds });
    // The first round warms both up.
    if (round >= 0) results.push(result);
  }
await Promise.all(servers.map(async (server) => await server.stop()));
await expectAllStored();
await postgres.stop();
await rm(folder, { recursive: true, force: true });

const rates = contenders.map(({ results }) => sum(results, 'answered') / sum(results, 'seconds'));
const [bare = 0, own = 0] = rates;
const size = Math.round(bodies.reduce((all, body) => all + body.length, 0) / bodies.length);
await writeResults(
  'Webhook acknowledgement',
  [
    `Invoices of ${size} bytes on average, ${connections} connections, ${rounds} rounds of ${seconds} s each, turn by turn; one embedded PostgreSQL with fsync; load average of the machine meanwhile: ${loadavg()[0]?.toFixed(1)}. The ingress checks the secret and the body, and keeps one row for each record, however often it is named; nobody works the rows off meanwhile.`,
    table(
      ['', 'answers/s', 'p50 ms', 'p99 ms'],
      contenders.map(({ label, results }, at) => [
        label,
        Math.round(rates[at] ?? 0).toString(),
        median(results.map(({ p50 }) => p50)).toString(),
        median(results.map(({ p99 }) => p99)).toString(),
      ]),
    ),
    `The ingress has **${((own / bare) * 100).toFixed(0)} %** of the bare handler's throughput; at least 80 % wanted.`,
  ].join('\n\n'),
  [
    {
      what: 'Webhooks acknowledged, beside a bare handler with one INSERT',
      wanted: '>= 80 %',
      measured: `${((own / bare) * 100).toFixed(0)} %`,
      isMet: own / bare >= 0.8,
    },
  ],
);

function sum(results: readonly LoadResult[], name: 'answered' | 'seconds'): number {
  return results.reduce((all, result) => all + result[name], 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

async function expectAllStored(): Promise<void> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query<{ bare: number; marked: number }>(
    'select (select count(*)::integer from bare_hints) as bare, (select count(*)::integer from unified_sync.dirty) as marked',
  );
  await client.end();
  const [stored] = rows;
  const answered = sum(contenders[0]?.results ?? [], 'answered');
  if ((stored?.bare ?? 0) < answered) throw new Error(`${answered} answered, ${stored?.bare} stored`);
  // Every load begins with the first of them.
  const longest = Math.max(...(contenders[1]?.results ?? []).map((result) => result.answered));
  const named = Math.min(invoices.length, longest);
  if ((stored?.marked ?? 0) < named) throw new Error(`${named} invoices named, ${stored?.marked} marked`);
}
