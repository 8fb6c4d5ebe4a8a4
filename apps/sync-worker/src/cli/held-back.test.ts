import { createTestDatabase, type TestDatabase } from '@unified-sync/directus-server/testing';
import { finding } from '@unified-sync/sync-engine';
import { commitItem } from '@unified-sync/sync-engine/simulation/store/contract/harness';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkConfig } from '../config/check-config.ts';
import { silentLog } from '../log.ts';
import { migrateStore } from '../store/migrate.ts';
import { type Database, openDatabase } from '../store/open-database.ts';
import { createPostgresStore, type PostgresStore } from '../store/postgres-store.ts';
import { breakerRules } from '../traffic/breaker-state.ts';
import { runCli } from './run-cli.ts';

const schema = 'unified_sync';
const company = { collection: 'companies', id: '6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d' };

let database: TestDatabase;
let db: Database;
let store: PostgresStore;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase({ url: database.url, schema, onError: () => undefined });
  await migrateStore(db, schema);
  store = createPostgresStore({ db });
});
afterAll(async () => {
  await db?.destroy();
  await database?.drop();
});

/** A command, as a person gives it; nobody answers, neither Directus nor the provider. */
async function run(command: string): Promise<{ readonly code: number; readonly out: string }> {
  let out = '';
  const code = await runCli(command.split(' '), {
    readConfig: async () =>
      checkConfig(
        {
          directusUrl: 'http://127.0.0.1:1',
          connections: {
            'ninja-acme': {
              provider: 'invoice-ninja',
              baseUrl: 'http://127.0.0.1:1',
              ownerCompany: company.id,
            },
          },
        },
        { DATABASE_URL: database.url, DIRECTUS_TOKEN: 'd'.repeat(32), NINJA_ACME_TOKEN: 't' },
      ),
    adminToken: undefined,
    out: (text) => (out += text),
    error: (text) => (out += text),
    isTerminal: false,
    signal: AbortSignal.timeout(60_000),
    log: silentLog,
  });
  return { code, out };
}

async function bringDown(owner: string): Promise<void> {
  for (let count = 0; count < breakerRules.failuresToOpen; count += 1)
    // oxlint-disable-next-line no-await-in-loop -- failures in a row
    await store.traffic.endRequest(owner, {
      kind: 'failed',
      request: 'GET /clients',
      mayBeItsOwn: false,
      cause: 'it answers 503',
    });
}

describe('while a provider is down', () => {
  const isDown =
    /^ninja-acme is down since 20\S+Z \(it answers 503\): its changes wait, next try in [01] s$/m;

  it('replay marks all the same, keeps what it marked, and says that it waits', async () => {
    expect((await run('replay ninja-acme.clients/VolejRejNm')).out).not.toMatch(/down/);
    await bringDown('ninja-acme');
    const { code, out } = await run('replay ninja-acme.clients/Wpmbk5ezJn');
    expect(code).toBe(0);
    expect(out).toMatch(/^marked ninja-acme\.clients Wpmbk5ezJn$/m);
    expect(out).toMatch(isDown);
    expect((await store.status()).backlog).toMatchObject([
      { connection: 'ninja-acme', lane: 'user', rows: 2 },
    ]);
    expect(JSON.parse((await run('replay ninja-acme.invoices --json')).out)).toMatchObject({
      waitsFor: [{ owner: 'ninja-acme', phase: 'open', cause: 'it answers 503' }],
    });
  });

  it('status says so, and findings are there and take a decision', async () => {
    expect((await run('status')).out).toMatch(isDown);
    const message = 'two edits collide';
    await store.report([
      finding({ kind: 'conflict', item: company, side: 'hub', field: 'name', lost: 'x', message }),
    ]);
    const listed = (await run('findings')).out;
    expect(listed).toMatch(message);
    expect((await run(`findings resolve ${listed.slice(0, 10)}`)).code).toBe(0);
    expect((await run('findings')).out).toBe('Nothing that a person must see.\n');
  });
});

describe('what was pruned', () => {
  it('explain names, and from when on the history is there', async () => {
    const item = `${company.collection}/${company.id}`;
    const entry = { what: 'update written', field: 'city', value: 'Bern', side: 'hub' };
    await commitItem(store, company, { history: [entry] });
    expect((await run(`explain ${item} city`)).out).not.toMatch(/no longer kept/);
    await sql`update ${sql.table(`${schema}.history`)} set at = at - interval '1000 days'`.execute(db);
    await sql`delete from ${sql.table(`${schema}.dirty`)}`.execute(db);
    expect((await store.prune({ history: 730 * 86_400_000 })).history).toBe(1);
    const { out } = await run(`explain ${item} city`);
    expect(out).toMatch(/^What happened before 20\S+Z is no longer kept \(retention > historyDays\)\.$/m);
    expect(out).not.toMatch('update written');
  });
});
