import { installedDirectus } from '@unified-sync/directus-server';
import {
  createTestDatabase,
  startTestDirectus,
  type TestDatabase,
  type TestDirectus,
} from '@unified-sync/directus-server/testing';
import {
  createInvoiceNinjaServer,
  type InvoiceNinjaServer,
  serve,
} from '@unified-sync/invoice-ninja-client/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkConfig } from '../config/check-config.ts';
import { type DirectusAdmin, directusAdmin } from '../hub/testing/directus-admin.ts';
import { runSql } from '../hub/testing/run-sql.ts';
import { silentLog } from '../log.ts';
import { runCli } from './run-cli.ts';

// A real Directus beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 });

const ownerCompany = '6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d';

let directus: TestDirectus;
let admin: DirectusAdmin;
let ninja: InvoiceNinjaServer;
let served: Awaited<ReturnType<typeof serve>>;
let database: TestDatabase;
beforeAll(async () => {
  ninja = createInvoiceNinjaServer({ seed: 7, webhookMode: 'manual' });
  ninja.seedCompany({ clients: 8, invoices: 4, payments: 2, products: 3, expenses: 2 });
  [directus, database, served] = await Promise.all([startTestDirectus(), createTestDatabase(), serve(ninja)]);
  admin = directusAdmin(directus);
});
afterAll(async () => {
  await Promise.all([directus?.stop(), served?.close()]);
  await database?.drop();
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** A command in this process, as a person gives it. */
async function run(
  command: string,
  environment: Record<string, string> = {},
  signal: AbortSignal = AbortSignal.timeout(60_000),
): Promise<Ran> {
  let out = '';
  let error = '';
  const code = await runCli(command.split(' '), {
    readConfig: async () =>
      checkConfig(
        {
          directusUrl: directus.url,
          publicUrl: 'http://127.0.0.1:1',
          port: 0,
          ownerCompanies: [{ id: ownerCompany, code: 'acme', name: 'Acme AG', defaultCurrency: 'CHF' }],
          connections: { 'ninja-acme': { provider: 'invoice-ninja', baseUrl: served.url, ownerCompany } },
        },
        {
          DATABASE_URL: database.url,
          SYNC_SECRET_KEY: 'k'.repeat(32),
          SYNC_HINT_SECRET: 'h'.repeat(32),
          NINJA_ACME_TOKEN: ninja.token,
          ...environment,
        },
      ),
    adminToken: environment['DIRECTUS_ADMIN_TOKEN'],
    out: (text) => (out += text),
    error: (text) => (error += text),
    isTerminal: false,
    signal,
    log: silentLog,
  });
  return { code, out, error };
}

const asAdmin = () => ({ DIRECTUS_ADMIN_TOKEN: directus.adminToken });
const items = async (collection: string): Promise<ReadonlyArray<Record<string, unknown>>> => {
  const found = await admin.call('SEARCH', `/items/${collection}`, { query: { limit: -1 } });
  return Array.isArray(found) ? found : [];
};
const subscriptions = () => ninja.db.webhooks.all().filter(({ archived_at }) => archived_at === 0);

describe('init', () => {
  it('asks for an administrator where the worker has no token and cannot be given one', async () => {
    const { code, error } = await run('init');
    expect({ code, error }).toMatchObject({ code: 1, error: expect.stringMatching(/DIRECTUS_ADMIN_TOKEN/) });
  });

  it('says with --dry-run what it would change, and changes nothing', async () => {
    const { code, out } = await run('init --dry-run', asAdmin());
    expect(code).toBe(2);
    for (const expected of [
      'make and store directus-token, sealed',
      'make and store webhook-secret ninja-acme, sealed',
      'create collection client_invoices',
      'create owner company acme (Acme AG)',
      'create role Unified Sync',
      'ninja-acme: create 27 webhook subscriptions at the provider',
    ])
      expect(out).toContain(expected);
    expect(subscriptions()).toEqual([]);
    await expect(items('companies')).rejects.toThrow(/403/);
    expect((await run('status')).error).toMatch(/DIRECTUS_TOKEN: neither given nor stored/);
  });

  it('first says what it will change, then does it', async () => {
    const { code, out, error } = await run('init', asAdmin());
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out).toMatch(
      /^It will:\n {2}create collection [^]*Done\.\nSYNC_USER_ID of the Directus extension: /,
    );
    expect(await items('owner_companies')).toMatchObject([{ id: ownerCompany, code: 'acme' }]);
    expect(subscriptions()).toHaveLength(27);
  });

  it('subscribes with a secret that it made itself, and that is nowhere to be read', async () => {
    const [{ headers } = { headers: {} }] = subscriptions();
    const secret = new Map(Object.entries(headers)).get('X-Unified-Sync-Secret');
    expect(secret).toMatch(/^s[\da-f]{64}$/);
    const { Client } = await import('pg');
    const client = new Client(database.url);
    await client.connect();
    const { rows } = await client.query(
      `select name, convert_from(sealed, 'utf8') as text from unified_sync.settings`,
    );
    await client.end();
    expect(new Set(rows.map(({ name }) => name))).toEqual(
      new Set(['directus-token', 'webhook-secret ninja-acme']),
    );
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('finds nothing to do the second time, with or without an administrator', async () => {
    const { code, out } = await run('init', asAdmin());
    expect(code).toBe(0);
    expect(out).toMatch(/^Everything is there already\./);
    expect((await run('init --dry-run', asAdmin())).code).toBe(0);
    expect(subscriptions()).toHaveLength(27);
  });
});

describe('the commands on what init made', () => {
  it('backfill brings everything together, as the user that init made', async () => {
    const { code, out } = await run('backfill --json');
    expect(JSON.parse(out)).toMatchObject({ complete: true });
    expect(code).toBe(0);
    expect((await items('companies')).length).toBeGreaterThan(3);
  });

  it('doctor finds everything in order, and says how Directus is heard', async () => {
    const { code, out } = await run('doctor --json');
    const { checks } = JSON.parse(out);
    expect(checks.filter(({ level }: { level: string }) => level === 'fail')).toEqual([]);
    expect(code).toBe(0);
    const shown = (await run('doctor')).out;
    expect(shown).toMatch(/^ok +Directus: version [\d.]+, user .*, role (?:Unified Sync|\(not shown\))$/m);
    expect(shown).toContain(`Directus: version ${installedDirectus.version},`);
    expect(shown).toMatch(/^ok +Directus: clock: -?\d s ahead of this machine$/m);
    expect(shown).toMatch(
      /^ok +Directus: hearing: hints of the extension \(grade 2\), and a scan every 60 s/m,
    );
    expect(shown).toMatch(/^ok +ninja-acme: credentials and account: the account of the first contact$/m);
    expect(shown).toMatch(/^ok +ninja-acme: webhooks: 27 subscriptions work$/m);
    expect(shown).toMatch(/^ok +listings: read to their ends, lately$/m);
  });

  it('doctor fails where the provider has dropped a subscription, and init restores it', async () => {
    const [one] = subscriptions();
    await fetch(`${served.url}/api/v1/webhooks/${one?.id}`, {
      method: 'DELETE',
      headers: { 'x-api-token': ninja.token },
    });
    const { code, out } = await run('doctor');
    expect(code).toBe(1);
    expect(out).toMatch(/^fail +ninja-acme: webhooks: 1 are missing/m);
    const restored = await run('init', asAdmin());
    expect(restored.out).toContain('ninja-acme: create 1 webhook subscriptions');
    expect((await run('doctor')).code).toBe(0);
  });

  it('plan ends with 2 where something is to be written, and with 0 where nothing is', async () => {
    expect(await run('plan')).toMatchObject({ code: 0, out: 'Nothing to write.\n' });
    const [company] = (await items('companies')).filter((item) => item['invoice_ninja_id'] !== null);
    await admin.call('PATCH', `/items/companies/${String(company?.['id'])}`, { city: 'Planwil' });
    const { code, out } = await run('plan');
    expect(code).toBe(2);
    expect(out).toMatch(/^update ninja-acme\.clients \w+\n {2}city: ".*" -> "Planwil"$/m);
    expect((await run('apply')).code).toBe(0);
    expect((await run('plan')).code).toBe(0);
  });

  it('status says that nothing is owed, and what ran', async () => {
    expect(await run('status')).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^Nothing is owed\.\nDirectus is heard by hints of the extension \(grade 2\), and a scan every 60 s/,
      ),
    });
    const { runs, backlog } = JSON.parse((await run('status --json')).out);
    expect(backlog).toEqual([]);
    expect(runs).toContainEqual(
      expect.objectContaining({ kind: 'backfill', listing: 'ninja-acme.clients', status: 'completed' }),
    );
  });

  it('replay marks a record or an item, and apply looks at it again', async () => {
    const [client] = ninja.db.clients.all().filter(({ is_deleted }) => !is_deleted);
    expect((await run(`replay ninja-acme.clients/${client?.id}`)).out).toMatch(
      /^marked ninja-acme\.clients /,
    );
    expect((await run('status')).out).toMatch(/^in ninja-acme user: 1 to look at, 1 due/);
    expect((await run('replay ninja-acme.clients')).out).toMatch(/is read from its beginning/);
    expect((await run('apply')).code).toBe(0);
    expect((await run('status')).out).toMatch(/^Nothing is owed\.\n/);
    const { code, error } = await run('replay nonsense/1');
    expect({ code, error }).toMatchObject({ code: 1, error: expect.stringMatching(/nonsense\/1 is no/) });
  });

  it('apply reads everything of a listing again that has not begun at its start for too long', async () => {
    const edited = ninja.db.products.all().find(({ is_deleted }) => !is_deleted);
    // Without moving `updated_at`, so that no scan shows it.
    ninja.db.products.update(edited?.id ?? '', { notes: 'changed in silence' }, { touch: false });
    const notes = async () =>
      (await items('products')).find((item) => item['invoice_ninja_id'] === edited?.id)?.['description'];
    await run('apply');
    expect(await notes()).not.toBe('changed in silence');
    await runSql(
      { databaseUrl: database.url },
      `update unified_sync.checkpoints set begun_at = now() - interval '8 days' where stream = 'ninja-acme.products'`,
    );
    expect((await run('apply')).code).toBe(0);
    expect(await notes()).toBe('changed in silence');
  });

  it('findings lists what a person must see, and takes what a person decides', async () => {
    expect((await run('findings')).out).toBe('Nothing that a person must see.\n');
    const [company] = (await items('companies')).filter((item) => item['invoice_ninja_id'] !== null);
    await admin.call('PATCH', `/items/companies/${String(company?.['id'])}`, { name: 'Hub AG' });
    ninja.person.edit('clients', String(company?.['invoice_ninja_id']), { name: 'Ninja AG' });
    await run('apply');
    const listed = (await run('findings --kind conflict')).out;
    expect(listed).toMatch(/^[\w-]{10} {2}open {7}conflict {2}companies\//);
    const id = listed.slice(0, 10);
    expect((await run(`findings dismiss ${id}`)).code).toBe(0);
    expect((await run('findings')).out).toBe('Nothing that a person must see.\n');
    expect(JSON.parse((await run('findings --status dismissed --json')).out)).toMatchObject([
      { status: 'dismissed', finding: { kind: 'conflict', field: 'name', lost: 'Ninja AG' } },
    ]);
    expect((await run(`findings resolve ${id}`)).code).toBe(0);
    expect((await run('findings --status resolved')).out).toContain(id);
    expect(await run('findings resolve zzzzzzzz')).toMatchObject({ code: 1 });
  });

  it('start runs until it is told to end, and shows meanwhile what ran and what was found', async () => {
    const ending = new AbortController();
    const running = run('start', {}, ending.signal);
    await vi.waitFor(
      async () => {
        expect(await items('sync_runs')).toContainEqual(
          expect.objectContaining({ kind: 'backfill', connection: 'ninja-acme', stream: 'clients' }),
        );
        expect(await items('sync_findings')).toMatchObject([{ kind: 'conflict', status: 'resolved' }]);
      },
      { timeout: 60_000, interval: 200 },
    );
    ending.abort();
    expect(await running).toEqual({ code: 0, out: '', error: '' });
  });

  it('explain tells where an item is linked, in JSON too', async () => {
    const [company] = (await items('companies')).filter((item) => item['invoice_ninja_id'] !== null);
    const item = `companies/${String(company?.['id'])}`;
    expect((await run(`explain ${item} city`)).out).toMatch(/^linked to ninja-acme\.clients /);
    expect(JSON.parse((await run(`explain ${item} --json`)).out)).toMatchObject({
      item,
      links: [{ state: 'live' }],
    });
  });
});

describe('triggers in the database of Directus', () => {
  const triggers = () => ({ DIRECTUS_DATABASE_URL: directus.databaseUrl });
  const asAdminWith = () => ({ ...asAdmin(), ...triggers() });

  it('are missing until init has installed them: doctor fails, and says what works until then', async () => {
    const { code, out } = await run('doctor', triggers());
    expect(code).toBe(1);
    expect(out).toMatch(
      /^fail +Directus: hearing: there are no triggers .*: run `sync-worker init`\. Until then: hints of the extension \(grade 2\)/m,
    );
    expect((await run('status', triggers())).out).toMatch(
      /grade 2.*; not by triggers: there are no triggers/,
    );
  });

  it('are installed by init, which says so first; then doctor and status show grade 1', async () => {
    const planned = await run('init --dry-run', asAdminWith());
    expect(planned).toMatchObject({ code: 2, out: expect.stringContaining('install triggers in Directus') });
    expect((await run('init', asAdminWith())).out).toMatch(
      /^It will:\n {2}install triggers in Directus' database/,
    );
    expect((await run('init', asAdminWith())).out).toMatch(/^Everything is there already\./);
    const { code, out } = await run('doctor', triggers());
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^ok +Directus: hearing: triggers in its database \(grade 1\), hints of/m),
    });
    await admin.call('POST', '/items/companies', { id: crypto.randomUUID(), name: 'Ungehört AG' });
    expect(JSON.parse((await run('status --json', triggers())).out)).toMatchObject({
      hearing: { grade: 1, text: expect.stringContaining('1 changes to be read'), problem: null },
    });
  });

  it('are removed by init --remove-triggers, and nothing else is', async () => {
    expect((await run('init --remove-triggers')).error).toMatch(/DIRECTUS_DATABASE_URL: expected/);
    expect((await run('init --remove-triggers --dry-run', triggers())).code).toBe(2);
    const { code, out } = await run('init --remove-triggers', triggers());
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringMatching(/remove the triggers[^]*Done/),
    });
    expect(await run('init --remove-triggers', triggers())).toMatchObject({
      code: 0,
      out: 'There are no triggers.\n',
    });
    expect((await run('doctor')).code).toBe(0);
  });

  it('of a database that is not that of Directus are refused before anything is changed', async () => {
    const { code, error } = await run('init', { ...asAdmin(), DIRECTUS_DATABASE_URL: database.url });
    expect(code).toBe(1);
    expect(error).toMatch(/DIRECTUS_DATABASE_URL: database ".*" has no table .*directus_activity/);
  });
});

describe('what a worker refuses', () => {
  it('is a key that did not seal its secrets', async () => {
    const { code, error } = await run('status', { SYNC_SECRET_KEY: 'x'.repeat(32) });
    expect(code).toBe(1);
    expect(error).toMatch(/SYNC_SECRET_KEY is not the key that sealed directus-token/);
  });

  it('is another account than that of the first contact', async () => {
    ninja.addCompany({ token: 'token-of-others' });
    for (const command of ['start', 'apply', 'plan', 'backfill']) {
      const { code, error } = await run(command, { NINJA_ACME_TOKEN: 'token-of-others' });
      expect({ command, code, error }).toMatchObject({
        command,
        code: 1,
        error: expect.stringMatching(/^ninja-acme opens another account than at its first contact/),
      });
    }
  });

  it('is a command that there is not, with the help', async () => {
    const { code, error } = await run('sync');
    expect({ code, error }).toMatchObject({
      code: 1,
      error: expect.stringMatching(/^sync: unknown command[^]*Usage/),
    });
    expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringMatching(/^sync-worker: keeps/) });
    expect((await run('plan --help')).out).toMatch(/^sync-worker plan\n/);
  });
});
