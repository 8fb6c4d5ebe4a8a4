import { randomBytes } from 'node:crypto';
import { appendFile, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@unified-sync/sync-worker';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFinder, type Leak, type Secrets } from './find-secrets.ts';
import { visitFiles, visitTables } from './read-places.ts';
import { type FinishedDemo, runDemo } from './run-demo.ts';

/** Marked: nothing else holds such a text, and a part of an address has to write it otherwise. */
const marked = (name: string): string => `sMARK+${name}=${randomBytes(15).toString('hex')}`;

const given = {
  adminPassword: marked('adminPassword'),
  adminToken: marked('adminToken'),
  directusSecret: marked('directusSecret'),
  workerToken: marked('workerToken'),
  ninjaToken: marked('ninjaToken'),
  webhookSecret: marked('webhookSecret'),
  hintSecret: marked('hintSecret'),
  secretKey: marked('secretKey'),
};

/** Where a secret has to be, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'stdout: adminPassword': 'the demo tells its user how to log in to Directus; it is of this demo alone',
  'file demo.json: adminPassword': 'what the next run needs; only its owner may read the file',
  'file demo.json: adminToken': 'as above',
  'file demo.json: directusSecret': 'as above',
  'file demo.json: workerToken': 'as above',
  'file demo.json: ninjaToken': 'as above',
  'file demo.json: webhookSecret': 'as above',
  'file demo.json: hintSecret': 'as above',
  'file demo.json: secretKey': 'as above',
  'file postgres/password: databasePassword': 'what the next start needs; only its owner may read the file',
  'table directus.public.directus_users.token: adminToken': 'Directus keeps static tokens as they are',
  'table directus.public.directus_users.token: workerToken': 'Directus keeps static tokens as they are',
};

let demo: FinishedDemo;
let postgres: EmbeddedPostgres;
let secrets: Secrets;

beforeAll(async () => {
  demo = await runDemo(given);
  postgres = await startEmbeddedPostgres({ folder: join(demo.folder, 'postgres') });
  const databasePassword = (await readFile(join(demo.folder, 'postgres/password'), 'utf8')).trim();
  secrets = { ...given, databasePassword };
}, 600_000);
afterAll(async () => {
  await postgres?.stop();
  await rm(dirname(dirname(demo.folder)), { recursive: true, force: true });
});

/** Looks everywhere. The files of PostgreSQL itself are its tables once more. */
async function search(): Promise<{ readonly leaks: readonly Leak[]; readonly places: ReadonlySet<string> }> {
  const find = createFinder(secrets);
  const leaks: Leak[] = [];
  const places = new Set<string>();
  const visit = (place: string, text: string): void => {
    places.add(place);
    leaks.push(...find(place, text));
  };
  visit('stdout', demo.stdout);
  visit('stderr', demo.stderr);
  await visitFiles(demo.folder, new Set(['postgres/data']), visit);
  await visitTables(postgres.url, visit);
  return { leaks, places };
}

const named = (leaks: readonly Leak[]): string[] => [
  ...new Set(leaks.map(({ place, secret }) => `${place}: ${secret}`)),
];

describe('the secrets of a demo that has run', () => {
  it('are in no output, log, file, table or item, but where they have to be', async () => {
    expect(demo.code, `${demo.stdout.slice(-2_000)}${demo.stderr}`).toBe(0);
    const { leaks, places } = await search();
    expect(new Set(named(leaks))).toEqual(new Set(Object.keys(exceptions)));
    // What is searched is really there.
    for (const place of ['file worker.log', 'file sync.config.ts', 'file postgres/server.log'])
      expect(places).toContain(place);
    const tables = [
      'worker.unified_sync.history',
      'worker.unified_sync.links',
      'directus.public.directus_revisions',
      'directus.public.directus_activity',
      'directus.public.client_invoices',
    ];
    const searched = tables.filter((table) =>
      [...places].some((place) => place.startsWith(`table ${table}.`)),
    );
    expect(searched).toEqual(tables);
  }, 120_000);

  it('are found wherever somebody writes them, and however', async () => {
    const before = named((await search()).leaks);
    const client = new Client({ connectionString: postgres.url.replace(/\/postgres$/, '/worker') });
    await client.connect();
    const planted = Buffer.from(`{"token":"${given.ninjaToken}"}`).toString('base64');
    await client.query('create table unified_sync.planted as select $1::text as note, $2::bytea as bytes', [
      planted,
      Buffer.from(given.secretKey),
    ]);
    await client.end();
    await appendFile(join(demo.folder, 'worker.log'), `GET /x?t=${encodeURIComponent(given.hintSecret)}\n`);
    const found = named((await search()).leaks).filter((one) => !before.includes(one));
    expect(new Set(found)).toEqual(
      new Set([
        'table worker.unified_sync.planted.note: ninjaToken',
        'table worker.unified_sync.planted.bytes: secretKey',
        'file worker.log: hintSecret',
      ]),
    );
  }, 120_000);
});
