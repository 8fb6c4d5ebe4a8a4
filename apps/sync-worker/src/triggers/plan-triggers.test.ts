import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkTriggers } from './check-triggers.ts';
import { planTriggerRemoval, planTriggers } from './plan-triggers.ts';
import { startTriggerWorld, type TriggerWorld } from './testing/trigger-world.ts';
import { triggerNames, triggerSchema } from './trigger-sql.ts';

// A real Directus beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let world: TriggerWorld;
let url: string;
const role = `unified_sync_test_${randomBytes(4).toString('hex')}`;
const password = randomBytes(12).toString('hex');
let asRole: string;
beforeAll(async () => {
  world = await startTriggerWorld();
  url = world.directus.databaseUrl;
  await world.sql.query(`create role ${role} login password '${password}'`);
  const withRole = new URL(url);
  withRole.username = role;
  withRole.password = password;
  asRole = withRole.href;
});
afterAll(async () => {
  await world?.sql.query(`drop owned by ${role} cascade`);
  await world?.sql.query(`drop role ${role}`);
  await world?.stop();
});
beforeEach(async () => await install());

const plan = async (of = url) => await planTriggers({ url: of, tables: world.tables });
const install = async (of = url): Promise<void> => await (await plan(of)).apply();
const remove = async (of = url): Promise<void> => await (await planTriggerRemoval(of)).apply();
const problem = async (of = url): Promise<string | null> => (await checkTriggers(of, world.tables)).problem;

/** Everything in the database that has our name. */
async function ours(): Promise<unknown[]> {
  const { rows } = await world.sql.query(
    `select tgname as name from pg_trigger where tgname like '%unified_sync%'
     union all select nspname from pg_namespace where nspname like 'unified_sync%'
     union all select proname from pg_proc where proname in ('note_change', 'note_author')
     union all select relname from pg_class where relname = 'changes'`,
  );
  return rows;
}

describe('installing', () => {
  it('is planned once: the second time there is nothing to do', async () => {
    expect((await plan()).lines).toEqual([]);
    expect(await problem()).toBeNull();
    await remove();
    expect((await plan()).lines).toEqual([
      `install triggers in Directus' database, schema ${triggerSchema}, on ${world.tables.map(({ collection }) => collection).join(', ')}`,
    ]);
    expect(await problem()).toMatch(/there are no triggers in Directus' database: run `sync-worker init`/);
  });

  it('mends what somebody dropped or switched off, and keeps what was noted and not read', async () => {
    await world.createCompany('Ungelesen AG');
    for (const harm of ['drop trigger', 'disable trigger']) {
      const what = harm.split(' ')[0];
      await world.sql.query(
        what === 'drop'
          ? `drop trigger ${triggerNames.row} on companies`
          : `alter table companies disable trigger ${triggerNames.row}`,
      );
      expect(await problem()).toMatch(/no trigger watches companies: run `sync-worker init`/);
      expect((await plan()).lines).toMatchObject([expect.stringMatching(/anew/)]);
      await install();
      expect(await problem()).toBeNull();
    }
    expect(await world.noted()).toMatchObject([{ collection: 'companies', operation: 'insert' }]);
    await world.forget();
  });

  it('is planned anew for another collection', async () => {
    const fewer = world.tables.slice(1);
    await (await planTriggers({ url, tables: fewer })).apply();
    expect(await problem()).toMatch(new RegExp(`no trigger watches ${world.tables[0]?.collection}:`));
    await install();
    expect(await problem()).toBeNull();
  });

  it('gives up where a long transaction holds a table, and changes nothing', async () => {
    await remove();
    await world.sql.query('begin');
    await world.sql.query('lock table companies in row exclusive mode');
    await expect(install()).rejects.toThrow(/A long transaction .* Nothing was changed/);
    await world.sql.query('rollback');
    expect(await ours()).toEqual([]);
  });

  it('waits for collections that Directus is about to get, and refuses a database that is not its own', async () => {
    const missing = { name: 'boats', collection: 'boats', primaryKey: 'id', ignored: [] };
    await expect(planTriggers({ url, tables: [missing] })).rejects.toThrow(
      /DIRECTUS_DATABASE_URL: database ".*" has no table boats: expected the database of the Directus/,
    );
    const later = await planTriggers({ url, tables: [missing], coming: ['boats'] });
    expect(later.lines).toHaveLength(1);
    await world.sql.query('create table boats (id uuid primary key)');
    await later.apply();
    await world.sql.query(`insert into boats values (gen_random_uuid())`);
    expect(await world.noted()).toMatchObject([{ collection: 'boats' }]);
    await world.sql.query('drop table boats');
  });

  it('removes everything, whatever was noted', async () => {
    await world.createCompany('Weg AG');
    expect(await ours()).not.toEqual([]);
    await remove();
    expect(await ours()).toEqual([]);
    expect((await planTriggerRemoval(url)).lines).toEqual([]);
  });
});

describe('a role that may not', () => {
  it('install is told every right that it lacks, as statements that work', async () => {
    await remove();
    const refusal = await plan(asRole).then(
      () => '',
      (error: unknown) => String(error),
    );
    expect(refusal).toMatch(/DIRECTUS_DATABASE_URL: role \S+ may not install the triggers/);
    expect(refusal).not.toContain(password);
    const grants = /tables: (.*)$/.exec(refusal)?.[1]?.split('; ') ?? [];
    expect(grants).toHaveLength(1 + world.tables.length + 1);
    for (const grant of grants) await world.sql.query(grant);
    await install(asRole);
    await world.createCompany('Rolle AG');
    expect(await problem(asRole)).toBeNull();
    expect(await world.noted()).toHaveLength(1);
    await remove(asRole);
    expect(await ours()).toEqual([]);
    for (const grant of grants)
      await world.sql.query(grant.replace('grant', 'revoke').replace(' to ', ' from '));
  });

  it('read is told what it lacks, as statements that work', async () => {
    for (let round = 0; round < 2; round += 1) {
      const told = await problem(asRole);
      expect(told).toMatch(/role \S+ may not read what the triggers note. Run as their owner: /);
      for (const grant of told?.split('owner: ')[1]?.split('; ') ?? []) await world.sql.query(grant);
      expect(await problem(asRole)).toBeNull();
      await world.sql.query(`revoke delete on ${triggerSchema}.changes from ${role}`);
    }
    await expect(planTriggerRemoval(asRole)).rejects.toThrow(/belongs to another role/);
  });

  it('that is of another Directus is found out by the user that this one does not know', async () => {
    expect((await checkTriggers(url, world.tables, randomUUID())).problem).toMatch(
      /does not know the worker's user: expected the database of the Directus at directusUrl/,
    );
    const { id } = await world.worker.hub.currentUser();
    expect((await checkTriggers(url, world.tables, id)).problem).toBeNull();
  });

  it('connect is told where it tried, without the password', async () => {
    const wrong = new URL(asRole);
    wrong.pathname = '/no_such_database';
    const told = await problem(wrong.href);
    expect(told).toMatch(
      /DIRECTUS_DATABASE_URL: PostgreSQL at .*, database "no_such_database", cannot be used/,
    );
    expect(told).not.toContain(password);
  });
});
