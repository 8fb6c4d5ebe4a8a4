import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createEngine, type Engine, type FieldValue } from '@unified-sync/sync-engine';
// oxlint-disable-next-line import/no-relative-packages -- the store in memory is part of the simulation, which is not published
import {
  createMemoryStore,
  type MemoryStore,
} from '../../../../packages/sync-engine/simulation/store/memory-store.ts';
import { companyModel } from './testing/company-model.ts';
import { createMemoryStream, type MemoryStream } from './testing/memory-stream.ts';
import { runSql } from './testing/run-sql.ts';
import { type StartedHub, startHub } from './testing/start-hub.ts';

// A real server beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const scans = ['ninja.clients', 'hub.companies'];

let hub: StartedHub;
let store: MemoryStore;
let provider: MemoryStream;
let engine: Engine;
/** Milliseconds that the tests' clock is ahead: nobody waits for what was deferred. */
let ahead = 0;
const now = (): number => Date.now() + ahead;

beforeAll(async () => {
  hub = await startHub({
    now,
    readBatch: 100,
    writeBatch: 50,
    collections: { companies: companiesOf(companyModel) },
  });
});
afterAll(async () => await hub.stop());
beforeEach(async () => {
  await runSql(hub.directus, 'delete from companies');
  store = createMemoryStore({ now });
  provider = createMemoryStream();
  const ports = {
    store,
    hub: (collection: string) => hub.hub.side(collection),
    stream: () => provider.side,
    now,
    uuid,
  };
  engine = createEngine({ model: companyModel, ports });
});

function companiesOf({ collections }: typeof companyModel) {
  return {
    fields: Object.keys(collections['companies']?.columns ?? {}),
    archive: { field: 'archived', archivedValue: true, restoredValue: false },
    dateCreated: 'date_created',
    dateUpdated: 'date_updated',
  };
}

function uuid(name: string): string {
  const hex = createHash('sha1').update(name).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

async function converge(): Promise<void> {
  for (const name of scans) expect(await engine.scan(name)).toMatchObject({ finished: true });
  for (const name of scans) await engine.sweepDeletes(name);
  for (let turn = 0; turn < 100; turn += 1) {
    const next = store.nextDue();
    if (next === undefined) return;
    const due = store.dueDirty(100);
    if (due.length > 0) await engine.converge(due);
    else ahead += Math.max(1, next - now());
  }
  throw new Error('the work does not end');
}

type Company = Readonly<Record<string, FieldValue>>;

/** What the hub holds, by e-mail. */
async function companies(): Promise<Map<FieldValue | undefined, Company>> {
  const items = await hub.admin.call('SEARCH', '/items/companies', {
    query: { fields: ['id', 'name', 'email', 'note', 'balance', 'terms', 'archived'], limit: -1 },
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what Directus answers to this question
  return new Map((items as Company[]).map((item) => [item['email'], item]));
}

async function expectBothSidesEqual(): Promise<void> {
  const hubItems = await companies();
  const remote = new Map([...provider.rows.values()].map((row) => [row.fields['email'], row]));
  expect(new Set(hubItems.keys())).toEqual(new Set(remote.keys()));
  for (const [email, item] of hubItems) {
    const row = remote.get(email);
    expect({ ...item, balance: item['balance'] === null ? null : Number(item['balance']) }).toEqual({
      id: expect.any(String),
      name: row?.fields['name'] ?? null,
      email,
      note: row?.fields['note'] === '' ? null : (row?.fields['note'] ?? null),
      balance: row?.fields['balance'] ?? null,
      terms: row?.fields['days'] ?? null,
      archived: row?.deleted ?? false,
    });
  }
}

/** One more pass over everything writes nothing on either side. */
async function expectRest(): Promise<void> {
  const writes = provider.writes();
  const sent = hub.proxy.requests.length;
  await converge();
  expect(provider.writes()).toBe(writes);
  expect(hub.proxy.requests.slice(sent).filter((request) => !/^(?:SEARCH|GET)/.test(request))).toEqual([]);
}

const client = (name: string, balance = 0, days: number | null = 30) => ({
  fields: { name, email: `${name.toLowerCase()}@example.com`, notes: '', balance, days },
});
async function idOf(email: string): Promise<string> {
  const id = (await companies()).get(email)?.['id'];
  if (typeof id !== 'string') throw new Error(`expected an item with ${email}`);
  return id;
}
const edit = async (email: string, change: Company): Promise<unknown> =>
  await hub.admin.call('PATCH', `/items/companies/${await idOf(email)}`, change);
const findings = (kind: string): unknown[] =>
  store
    .tables()
    .findings.filter((row) => row.open && row.finding.kind === kind)
    .map((row) => row.finding.lost);

it('brings what both have together at first contact, and creates what one lacks', async () => {
  await hub.admin.call('POST', '/items/companies', [
    { name: 'Both', email: 'BOTH@example.com' },
    { name: 'Hub', email: 'hub@example.com', terms: 10 },
  ]);
  provider.edit('c1', client('Both', 1234.5));
  provider.edit('c2', client('Remote', -0.05, null));
  await converge();
  expect((await companies()).size).toBe(3);
  expect(provider.rows.size).toBe(3);
  expect((await companies()).get('remote@example.com')).toMatchObject({ balance: '-0.0500', terms: null });
  expect(provider.rows.get('made-1')).toMatchObject({
    key: await idOf('hub@example.com'),
    fields: { name: 'Hub', days: 10 },
  });
  await expectRest();
});

it('carries edits both ways, merges those of different fields, and keeps the loser of a conflict', async () => {
  for (const name of ['Out', 'In', 'Merge', 'Clash']) provider.edit(name, client(name));
  await converge();
  await edit('out@example.com', { name: 'Out of the hub' });
  provider.edit('In', { fields: { name: 'In from outside', balance: 99.95 } });
  await edit('merge@example.com', { name: 'Merged' });
  provider.edit('Merge', { fields: { days: 60 } });
  await edit('clash@example.com', { name: 'Of the hub' });
  provider.edit('Clash', { fields: { name: 'Of the provider' } });
  await converge();
  await expectBothSidesEqual();
  const all = await companies();
  expect(provider.rows.get('Out')?.fields).toMatchObject({ name: 'Out of the hub' });
  expect(all.get('in@example.com')).toMatchObject({ name: 'In from outside', balance: '99.9500' });
  expect(all.get('merge@example.com')).toMatchObject({ name: 'Merged', terms: 60 });
  expect(all.get('clash@example.com')).toMatchObject({ name: 'Of the hub' });
  expect(findings('conflict')).toEqual(['Of the provider']);
  await expectRest();
});

it('archives and restores with the other side, and creates anew nothing that was deleted', async () => {
  for (const name of ['Stays', 'Gone', 'Back', 'Deleted', 'One', 'Two', 'Three'])
    provider.edit(name, client(name));
  await converge();
  await edit('gone@example.com', { archived: true });
  provider.edit('Back', { deleted: true });
  await hub.admin.call('DELETE', `/items/companies/${await idOf('deleted@example.com')}`);
  await converge();
  expect(provider.rows.get('Gone')).toMatchObject({ deleted: true });
  expect((await companies()).get('back@example.com')).toMatchObject({ archived: true });
  expect(provider.rows.get('Deleted')).toMatchObject({ deleted: true });
  expect((await companies()).has('deleted@example.com')).toBe(false);
  await expectRest();
  await edit('gone@example.com', { archived: false });
  provider.edit('Back', { deleted: false });
  await converge();
  expect(provider.rows.get('Gone')).toMatchObject({ deleted: false });
  expect((await companies()).get('back@example.com')).toMatchObject({ archived: false });
  await expectRest();
});

it('makes one item of a create whose answer was lost', async () => {
  provider.edit('lost', client('Lost'));
  hub.proxy.next('POST', { kind: 'reset-after' });
  await converge();
  expect(hub.proxy.requests.filter((request) => request.startsWith('POST'))).not.toEqual([]);
  expect((await companies()).size).toBe(1);
  await expectBothSidesEqual();
  await expectRest();
});

it('fills an empty hub in pages and batches; what Directus minds does not hold up the rest', async () => {
  for (let at = 0; at < 300; at += 1)
    provider.edit(`c${at}`, client(`Client ${at}`.replace(' ', '-'), at / 4));
  provider.edit('c150', { fields: { email: 'client-7@example.com' } });
  await converge();
  const all = await companies();
  expect(all.size).toBe(299);
  expect(findings('write_refused')).toHaveLength(1);
  await expectRest();
});
