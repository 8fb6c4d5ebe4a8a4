import { installedDirectus } from '@unified-sync/directus-server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestDirectus, type TestDirectus } from '@unified-sync/directus-server/testing';
import type { Side } from '@unified-sync/sync-engine';
import { createDirectusHub, type DirectusHub } from './create-directus-hub.ts';
import { companies, createCompanies } from './testing/companies.ts';
import { type DirectusAdmin, directusAdmin } from './testing/directus-admin.ts';
import { create, present, remove, restore } from './testing/requests.ts';
import { runSql } from './testing/run-sql.ts';

// A real server beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let directus: TestDirectus;
let admin: DirectusAdmin;
let hub: DirectusHub;
let side: Side;
beforeAll(async () => {
  directus = await startTestDirectus();
  admin = directusAdmin(directus);
  await createCompanies(admin);
  hub = createDirectusHub({ url: directus.url, token: directus.adminToken, collections: { companies } });
  side = hub.side('companies');
});
afterAll(async () => await directus.stop());

const id = (): string => crypto.randomUUID();
const look = async (itemId: string) => present((await side.look([itemId]))[0]);

it('finds nothing wrong with a collection as configured', async () => {
  expect(await hub.problems()).toEqual([]);
  await hub.ping();
  expect(await hub.serverInfo()).toEqual({ version: installedDirectus.version, mostItems: Infinity });
  expect(await hub.currentUser()).toMatchObject({ email: directus.adminEmail, isAdmin: true });
});

describe('a written item', () => {
  it('is shown in its stored form, by the write and by a look alike', async () => {
    const fields = {
      name: 'Müller & Söhne AG',
      email: `${id()}@example.com`,
      note: 'a\\b 100%',
      balance: '12.5',
      terms: 30,
      serial: '9007199254740993',
      active: false,
      founded: '1999-12-31',
      seen_at: '2026-11-22T10:00:00.000Z',
      parent: null,
      lines: [{ product: 'Beratung', quantity: '1.50000000' }],
    };
    const created = id();
    const [result] = await side.write([create(created, fields)]);
    const record = await look(created);
    expect(result).toEqual({ kind: 'written', part: '', record });
    expect(record).toMatchObject({
      id: created,
      live: true,
      createdAt: expect.stringMatching(/^2\d{3}-.*Z$/),
    });
    expect(record.parts['']?.fields).toEqual({ ...fields, balance: '12.5000' });
  });

  it('is archived and restored, and stays readable', async () => {
    const created = id();
    await side.write([create(created, { name: 'A' })]);
    const [archived] = await side.write([remove(await look(created))]);
    expect(archived).toMatchObject({ kind: 'written', record: { live: false } });
    expect(await look(created)).toMatchObject({ live: false });
    await side.write([restore(await look(created))]);
    expect(await look(created)).toMatchObject({ live: true });
  });

  it('changes its version with every edit, also one that changes no value', async () => {
    const created = id();
    await side.write([create(created, { name: 'A' })]);
    const before = await look(created);
    await admin.call('PATCH', `/items/companies/${created}`, { note: null });
    expect((await look(created)).version).not.toBe(before.version);
    expect((await look(created)).parts).toEqual(before.parts);
  });
});

describe('look', () => {
  it('shows what is there now, however warm the cache is', async () => {
    const created = id();
    await side.write([create(created, { name: 'before' })]);
    const cached = `/items/companies/${created}?fields=name`;
    await admin.call('GET', cached);
    await new Promise((resolve) => setTimeout(resolve, 300));
    // Past Directus, which would empty its cache.
    await runSql(directus, `update companies set name = 'after' where id = '${created}'`);
    expect(await admin.call('GET', cached)).toEqual({ name: 'before' });
    expect((await look(created)).parts['']?.fields).toMatchObject({ name: 'after' });
  });

  it('answers in the order of the ids, with absent where there is none', async () => {
    const [one, two] = [id(), id()];
    await side.write([create(one, { name: 'one' }), create(two, { name: 'two' })]);
    const looks = await side.look([two, id(), one, two.toUpperCase(), 'no uuid', '']);
    expect(
      looks.map((each) => (each.kind === 'present' ? each.record.parts['']?.fields['name'] : each)),
    ).toEqual(['two', { kind: 'absent' }, 'one', 'two', { kind: 'absent' }, { kind: 'absent' }]);
  });

  it('does not take what it cannot read for absent', async () => {
    for (const token of ['wrong', directus.adminToken]) {
      const other = createDirectusHub({
        url: directus.url,
        token,
        collections: {
          companies: { ...companies, ...(token !== 'wrong' && { collection: 'no_such_collection' }) },
        },
      });
      expect(await other.side('companies').look([id()])).toEqual([
        { kind: 'unknown', cause: expect.stringMatching(/401|no_such_collection does not exist/) },
      ]);
    }
  });
});
