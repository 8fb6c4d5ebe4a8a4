import { readFile } from 'node:fs/promises';
import { createDatabase, dropDatabase, startDirectus } from '@unified-sync/directus-server';
import type { Fields, Side, WriteRequest } from '@unified-sync/sync-engine';
import { createDirectusHub } from '../create-directus-hub.ts';
import { companies, createCompanies } from './companies.ts';
import { directusAdmin } from './directus-admin.ts';
import { create, present, update } from './requests.ts';

/**
 * Prints how many items a second a real Directus takes: sent to it as plain arrays, and through the hub.
 *
 *     pnpm --filter @unified-sync/sync-worker bench:hub [items] [PostgreSQL URL]
 */
const [items = '4000', serverUrl = 'postgres://postgres@127.0.0.1:5432/postgres'] = process.argv.slice(2);
const count = Number(items);
const name = `unified_sync_bench_${process.pid}`;
const databaseUrl = await createDatabase({ serverUrl, name });
const directus = await startDirectus({ databaseUrl, cache: 'memory' });
const admin = directusAdmin(directus);

const fieldsOf = (at: number): Fields => ({
  name: `Muster Maschinenbau AG ${at}`,
  email: `rechnung-${at}-${crypto.randomUUID()}@muster-maschinenbau.example.com`,
  note: 'Zahlbar innert 30 Tagen netto. Bitte geben Sie die Rechnungsnummer an.',
  balance: '12345.6700',
  terms: 30,
  serial: String(1_000_000 + at),
  active: true,
  founded: '1987-04-01',
  seen_at: '2026-11-22T10:00:00.000Z',
  lines: [{ product: 'Beratung', quantity: '1.5', unit_price: '180' }],
});

const newIds = (): string[] => Array.from({ length: count }, () => crypto.randomUUID());

interface Way {
  readonly label: string;
  /** Sends these of the items, by their position. */
  readonly send: (from: number, to: number) => Promise<unknown>;
}

const rounds = 8;

/** Runs several ways turn by turn, so that what else the machine does slows all of them alike. */
async function compare(ways: readonly Way[]): Promise<void> {
  const spent = ways.map(() => ({ wall: 0, server: 0, own: 0 }));
  for (let round = 0; round < rounds; round += 1)
    for (const [at, { send }] of ways.entries()) {
      const before = { wall: performance.now(), server: await serverCpu(), own: ownCpu() };
      await send(Math.round((count * round) / rounds), Math.round((count * (round + 1)) / rounds));
      const sum = spent[at];
      if (sum === undefined) throw new Error('unreachable: one sum for each way');
      sum.wall += performance.now() - before.wall;
      sum.server += (await serverCpu()) - before.server;
      sum.own += ownCpu() - before.own;
    }
  for (const [at, { label }] of ways.entries()) {
    const { wall = 0, server = 0, own = 0 } = spent[at] ?? {};
    const cpu = (milliseconds: number): string => (milliseconds / count).toFixed(3).padStart(7);
    const perSecond = Math.round((count * 1000) / wall)
      .toString()
      .padStart(7);
    console.log(
      `${label.padEnd(34)} ${perSecond} items/s   CPU ms/item: Directus ${cpu(server)}, here ${cpu(own)}`,
    );
  }
}

const ownCpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Milliseconds of CPU that Directus has used; 0 where the system does not tell (it does on Linux). */
async function serverCpu(): Promise<number> {
  const stat = await readFile(`/proc/${directus.pid}/stat`, 'utf8').catch(() => '');
  const [user = 0, system = 0] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number);
  return (user + system) * 10;
}

/** As plain as it gets: arrays of `batch`, `concurrency` at a time, an answer of ids alone. */
async function sendRaw(
  method: string,
  collection: string,
  rows: readonly Fields[],
  batch: number,
  concurrency: number,
): Promise<void> {
  const starts = Array.from({ length: Math.ceil(rows.length / batch) }, (_, at) => at * batch).values();
  const worker = async (): Promise<void> => {
    for (const start of starts)
      await admin.call(method, `/items/${collection}?fields=id`, rows.slice(start, start + batch));
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

async function writeAll(side: Side, requests: readonly WriteRequest[]): Promise<void> {
  const results = await side.write(requests);
  const kinds = new Set(results.map(({ kind }) => kind));
  if (kinds.size !== 1 || !kinds.has('written'))
    throw new Error(`not all were written: ${[...kinds].join(', ')}`);
}

const changed = (at: number): Fields => ({ name: `Neuer Name ${at}`, balance: '1.0000', terms: at });

const sideOf = (collection: string): Side =>
  createDirectusHub({
    url: directus.url,
    token: directus.adminToken,
    collections: { companies: { ...companies, collection } },
  }).side('companies');

try {
  for (const accountability of [null, 'all']) {
    const collection = `companies_${accountability ?? 'off'}`;
    await createCompanies(admin, collection);
    await admin.call('PATCH', `/collections/${collection}`, { meta: { accountability } });
    console.log(`\n${count} items, accountability ${accountability ?? 'null'}`);
    for (const [batch, concurrency] of [
      [100, 4],
      [200, 3],
    ] as const) {
      console.log(`arrays of ${batch}, ${concurrency} at a time`);
      const side = createDirectusHub({
        url: directus.url,
        token: directus.adminToken,
        collections: { companies: { ...companies, collection } },
        writeBatch: batch,
        writeConcurrency: concurrency,
      }).side('companies');
      const [raw, own] = [newIds(), newIds()];
      const raws = (method: string, rows: readonly Fields[]) => async (from: number, to: number) =>
        await sendRaw(method, collection, rows.slice(from, to), batch, concurrency);
      const hubs = (requests: readonly WriteRequest[]) => async (from: number, to: number) =>
        await writeAll(side, requests.slice(from, to));
      await compare([
        {
          label: 'POST plain arrays',
          send: raws(
            'POST',
            raw.map((id, at) => ({ id, ...fieldsOf(at) })),
          ),
        },
        { label: 'POST through the hub', send: hubs(own.map((id, at) => create(id, fieldsOf(at)))) },
      ]);
      const records = (await side.look(own)).map(present);
      await compare([
        {
          label: 'PATCH plain arrays',
          send: raws(
            'PATCH',
            raw.map((id, at) => ({ id, ...changed(at) })),
          ),
        },
        {
          label: 'PATCH through the hub',
          send: hubs(records.map((record, at) => update(record, changed(at)))),
        },
      ]);
    }
    const all = await sideOf(collection).listIds();
    await compare([
      { label: 'look', send: async (from, to) => await sideOf(collection).look(all.ids.slice(from, to)) },
      {
        label: 'look at what is absent',
        send: async (from, to) => await sideOf(collection).look(newIds().slice(from, to)),
      },
    ]);
  }
} finally {
  await directus.stop();
  await dropDatabase({ serverUrl, name });
}
