import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runSql } from './testing/run-sql.ts';
import { type StartedHub, startHub } from './testing/start-hub.ts';

/**
 * What the hub takes for granted of Directus, tried without the hub. Where one of these fails with a later version,
 * the code that names it can go, or has to change.
 */

// A real server beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let hub: StartedHub;
beforeAll(async () => {
  hub = await startHub();
});
beforeEach(async () => await runSql(hub.directus, 'delete from companies'));
afterAll(async () => await hub.stop());

const items = '/items/companies';
const id = (): string => crypto.randomUUID();
const count = async (): Promise<unknown> =>
  await hub.admin.call('SEARCH', items, { query: { aggregate: { count: '*' } } });
const search = async (filter: unknown): Promise<unknown> =>
  await hub.admin.call('SEARCH', items, { query: { filter, fields: ['name'], limit: -1 } });

describe('an array with one item that Directus minds', () => {
  it('creates nothing', async () => {
    const rows = [
      { id: id(), name: 'a' },
      { id: id(), terms: 'soon' },
      { id: id(), name: 'c' },
    ];
    await expect(hub.admin.call('POST', items, rows)).rejects.toThrow('500');
    expect(await count()).toEqual([{ count: '0' }]);
  });

  it('updates nothing', async () => {
    const [one, two] = [id(), id()];
    await hub.admin.call('POST', items, [
      { id: one, terms: 1 },
      { id: two, terms: 2 },
    ]);
    const changes = [
      { id: one, terms: 10 },
      { id: two, terms: 'soon' },
    ];
    await expect(hub.admin.call('PATCH', items, changes)).rejects.toThrow('500');
    expect(await hub.admin.call('SEARCH', items, { query: { fields: ['terms'], sort: ['terms'] } })).toEqual([
      { terms: 1 },
      { terms: 2 },
    ]);
  });
});

describe('Directus reports success', () => {
  it('for an update of an item that does not exist, which it leaves out of its answer', async () => {
    expect(await hub.admin.call('PATCH', `${items}?fields=id`, [{ id: id(), terms: 1 }])).toEqual([]);
  });

  it('for a field that it does not have', async () => {
    const created = id();
    expect(await hub.admin.call('POST', `${items}?fields=id`, [{ id: created, color: 'red' }])).toEqual([
      { id: created },
    ]);
  });

  it('for an update that changes nothing, and records it as one', async () => {
    const created = id();
    await hub.admin.call('POST', items, [{ id: created, terms: 1 }]);
    for (const _ of [1, 2]) await hub.admin.call('PATCH', items, [{ id: created, terms: 1 }]);
    const query = { filter: { item: { _eq: created } }, fields: ['id'] };
    expect(await hub.admin.call('SEARCH', '/revisions', { query })).toHaveLength(3);
  });
});

it('gives decimals and large integers as text, and instants in UTC', async () => {
  const row = { id: id(), balance: 12.5, serial: '9007199254740993', seen_at: '2026-11-22T10:00:00+01:00' };
  expect(await hub.admin.call('POST', `${items}?fields=balance,serial,seen_at`, [row])).toEqual([
    { balance: '12.5000', serial: '9007199254740993', seen_at: '2026-11-22T09:00:00.000Z' },
  ]);
});

it('sets date_updated on update alone', async () => {
  const created = id();
  const [made] = await answered(`${items}?fields=date_created,date_updated`, 'POST', [{ id: created }]);
  expect(made).toEqual({ date_created: expect.stringMatching(/Z$/), date_updated: null });
  const [changed] = await answered(`${items}?fields=date_updated`, 'PATCH', [{ id: created, terms: 1 }]);
  expect(changed).toEqual({ date_updated: expect.stringMatching(/\.\d{3}Z$/) });
});

describe('a search', () => {
  it('cannot compare UUIDs, nor text without case but by its beginning', async () => {
    await expect(search({ id: { _gt: id() } })).rejects.toThrow('INVALID_QUERY');
    await expect(search({ name: { _ieq: 'a' } })).rejects.toThrow('INVALID_QUERY');
    expect(await search({ name: { _istarts_with: 'A' } })).toEqual([]);
  });

  it('takes some texts for something else', async () => {
    await hub.admin.call('POST', items, [{ id: id(), name: 'null' }, { id: id() }]);
    expect(await search({ name: { _eq: 'null' } })).toEqual([{ name: null }]);
  });

  it('fails for all ids where one is no UUID', async () => {
    await expect(search({ id: { _in: [id(), 'no uuid'] } })).rejects.toThrow('500');
  });

  it('of 500 ids is too long for an address', async () => {
    const ids = Array.from({ length: 500 }, id).join(',');
    await expect(hub.admin.call('GET', `${items}?filter[id][_in]=${ids}`)).rejects.toThrow('431');
  });
});

async function answered(path: string, method: string, body: unknown): Promise<unknown[]> {
  const data = await hub.admin.call(method, path, body);
  if (!Array.isArray(data)) throw new Error(`expected a list, got ${JSON.stringify(data)}`);
  return data;
}
