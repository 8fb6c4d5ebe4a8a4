// Items per second through the PostgreSQL store, a page at a time, as a backfill uses it: every page is leased, loaded,
// committed as new, committed again with its writes settled, and released. By default on an embedded PostgreSQL with
// its usual durability (fsync on); `node … store-throughput.ts postgres://…` measures another server, in a schema that
// is dropped again.
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createPostgresStore,
  migrateStore,
  openDatabase,
  type PostgresStore,
  startEmbeddedPostgres,
} from '@unified-sync/sync-worker';
import {
  type Effect,
  type ItemCommit,
  type ItemKey,
  itemText,
  type Lease,
  newLink,
} from '@unified-sync/sync-engine';
import { table, writeResults } from './results.ts';

const pageSize = 500;
const pages = 40;
const target = 3000;
const schema = 'store_throughput';

type Step =
  | 'lease'
  | 'load'
  | 'commit (new)'
  | 'commit (settled)'
  | 'links of records'
  | 'release'
  | 'dirty rows';

const [url, stop] = await server(process.argv[2]);
const db = openDatabase({ url, schema, onError: (error) => console.error(error.message) });
await migrateStore(db, schema);
const spent = new Map<Step, number[]>();
const store = createPostgresStore({ db });
for (let page = 0; page < pages; page += 1) {
  // oxlint-disable-next-line no-await-in-loop -- pages come one after the other
  await runPage(store, page);
}
await db.schema.dropSchema(schema).cascade().execute();
await db.destroy();
await stop();

const rows = [...spent].map(([step, times]) => {
  const median = times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)] ?? 0;
  return [step, median.toFixed(1), Math.round((pageSize * 1000) / median).toString()];
});
const slowestCommit = Math.min(
  ...rows.filter(([step]) => step?.startsWith('commit')).map(([, , rate]) => Number(rate)),
);
const round = rows.reduce((sum, [, median]) => sum + Number(median), 0);
await writeResults(
  'PostgreSQL store',
  [
    `Milliseconds for a page of ${pageSize} items, and items per second: median of ${pages} pages, one worker; load average of the machine meanwhile: ${loadavg()[0]?.toFixed(1)}.`,
    table(['', 'ms', 'items/s'], rows),
    `All of it together: **${Math.round((pageSize * 1000) / round)} items/s**; more than ${target} wanted of a commit.`,
  ].join('\n\n'),
  [
    {
      what: 'Commits of the PostgreSQL store',
      wanted: `> ${target} items/s`,
      measured: `${slowestCommit} items/s`,
      isMet: slowestCommit > target,
    },
  ],
);

async function runPage(to: PostgresStore, page: number): Promise<void> {
  const keys = Array.from({ length: pageSize }, (_, place) => itemOf(page * pageSize + place));
  const hints = keys.map(({ id }) => ({ side: 'ninja-acme.clients', record: `r-${id}` }));
  await timed('dirty rows', async () => {
    await to.markDirty(hints);
    await to.clearDirty(await to.takeDirty({ owner: 'ninja-acme', limit: pageSize }));
  });
  await timed(
    'links of records',
    async () =>
      await to.linksOfRecords(
        'ninja-acme.clients',
        hints.map(({ record }) => record),
      ),
  );
  const leases = await timed('lease', async () => await to.lease(keys.map(itemText), 60_000));
  const states = await timed('load', async () => await to.load(keys));
  const fresh = states.map(({ key, rev }, place) => commitOf(key, rev, leases[place], 'planned'));
  const committed = await timed('commit (new)', async () => await to.commit(fresh));
  const settled = committed.map((result, place) => {
    const key = keys[place];
    if (result.kind !== 'committed' || key === undefined) throw new Error(`a commit was ${result.kind}`);
    return commitOf(key, result.rev, leases[place], 'done');
  });
  await timed('commit (settled)', async () => await to.commit(settled));
  await timed('release', async () => await to.release(leases.flatMap((lease) => lease ?? [])));
}

async function timed<Result>(step: Step, work: () => Promise<Result>): Promise<Result> {
  const start = performance.now();
  const result = await work();
  spent.set(step, [...(spent.get(step) ?? []), performance.now() - start]);
  return result;
}

function itemOf(index: number): ItemKey {
  return { collection: 'companies', id: `c-${index}` };
}

/** A company with two links of twelve fields each, an effect, and an entry of its history. */
function commitOf(key: ItemKey, rev: number, lease: Lease | undefined, state: Effect['state']): ItemCommit {
  if (lease === undefined) throw new Error(`${key.id} is leased to somebody else`);
  const names = Array.from({ length: 12 }, (_, index) => `field_${index}`);
  const base = Object.fromEntries(
    names.map((name) => [name, { hub: `${name} of ${key.id}`, remote: `${name} ${state}` }]),
  );
  const links = ['ninja-acme.clients', 'erp.customers'].map((stream) => ({
    ...newLink({ stream, remoteId: `r-${key.id}`, part: '', createdAt: '2026-01-01T00:00:00.000Z' }),
    alive: { hub: true, remote: true },
    base,
  }));
  const fields = Object.fromEntries(
    names.map((name) => [name, { wanted: `${name} of ${key.id}`, read: null, others: {} }]),
  );
  const effect: Effect = {
    id: `${key.id}-hub`,
    side: 'hub',
    kind: 'create',
    remoteId: null,
    part: '',
    parentId: null,
    fields,
    command: null,
    because: [],
    state,
    sentAt: null,
  };
  return {
    key,
    rev,
    lease,
    links,
    effects: [effect],
    findings: [],
    resolved: [],
    dirty: [],
    waits: [],
    deletions: [],
    history: [{ what: `effect ${state}`, field: null, value: undefined, side: 'hub' }],
  };
}

async function server(given: string | undefined): Promise<[url: string, stop: () => Promise<void>]> {
  if (given !== undefined) return [given, async () => undefined];
  const folder = await mkdtemp(join(tmpdir(), 'unified-sync-bench-'));
  const postgres = await startEmbeddedPostgres({ folder });
  return [
    postgres.url,
    async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  ];
}
