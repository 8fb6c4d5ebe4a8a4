import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Fields } from '@unified-sync/sync-engine';
import { create } from '../testing/requests.ts';
import { type StartedHub, startHub } from '../testing/start-hub.ts';

// A real server beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let hub: StartedHub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(async () => await hub.stop());

async function made(fields: Fields): Promise<string> {
  const id = crypto.randomUUID();
  const [result] = await hub.side.write([create(id, fields)]);
  expect(result?.kind).toBe('written');
  return id;
}

const find = async (query: Fields): Promise<readonly string[]> =>
  ((await hub.side.findByFields([query]))[0] ?? []).map(({ id }) => id);

describe('a value finds every item that holds it', () => {
  it.each<[string, Fields]>([
    ['name', { name: 'Muster AG' }],
    ['name', { name: 'Zürcher Kantonalbank' }],
    ['name', { name: "O'Brien & Söhne" }],
    ['name', { name: '100% _natural_' }],
    ['name', { name: 'C:\\temp\\' }],
    ['name', { name: '$NOW(+1 year)' }],
    ['name', { name: '$CURRENT_USER' }],
    ['name', { name: 'null' }],
    ['name', { name: 'NULL' }],
    ['name', { name: 'true' }],
    ['name', { name: 'a,b' }],
    ['email', { email: 'first.last@example.com' }],
    ['note', { note: 'line\nbreak' }],
    ['balance', { balance: '1234567.8900' }],
    ['balance', { balance: '123456789012345.6789' }],
    ['terms', { terms: 30 }],
    ['serial', { serial: '9007199254740993' }],
    ['active', { active: false }],
    ['founded', { founded: '1999-12-31' }],
    ['seen_at', { seen_at: '2026-11-22T10:00:00.123Z' }],
    ['parent', { parent: '3f0c1c86-0000-4000-8000-00000000000a' }],
  ])('%s: %j', async (_, fields) => {
    const id = await made(fields);
    expect(await find(fields)).toContain(id);
  });
});

it('compares text without case', async () => {
  const id = await made({ name: 'Ärzte-Verein GmbH' });
  expect(await find({ name: 'ärzte-verein gmbh' })).toContain(id);
  expect(await find({ name: 'ÄRZTE-VEREIN GMBH' })).toContain(id);
});

it('finds a decimal in any form of it', async () => {
  const id = await made({ balance: '77.5' });
  expect(await find({ balance: '77.5' })).toEqual([id]);
  expect(await find({ balance: '77.50000' })).toEqual([id]);
});

it('wants every value of a query, and answers in the order of the queries', async () => {
  const both = await made({ name: 'Both', terms: 77 });
  const other = await made({ name: 'Both', terms: 78 });
  const third = await made({ name: 'Third', terms: 77 });
  const found = await hub.side.findByFields([
    { name: 'third' },
    { name: 'both', terms: 78 },
    { name: 'nobody' },
    { terms: 77, name: 'BOTH' },
  ]);
  expect(found.map((records) => records.map(({ id }) => id))).toEqual([[third], [other], [], [both]]);
});

it.each<[string, Fields]>([
  ['no UUID in a field of UUIDs', { parent: 'acme' }],
  ['no number in a field of numbers', { terms: 'soon' }],
  ['a number beyond the column', { terms: 99_999_999_999 }],
  ['no day', { founded: 'someday' }],
  ['no yes or no', { active: 'maybe' }],
])('finds nothing by %s, and the other queries find theirs', async (_, query) => {
  const id = await made({ name: 'Beside' });
  const [nothing, beside] = await hub.side.findByFields([query, { name: 'Beside' }]);
  expect(nothing).toEqual([]);
  expect(beside?.map((record) => record.id)).toContain(id);
});

it('leaves out what Directus cannot search by, and refuses a query of nothing else', async () => {
  const id = await made({ name: 'With lines', lines: [{ a: 1 }] });
  expect(await find({ name: 'With lines', lines: [{ a: 1 }] })).toEqual([id]);
  await expect(find({ lines: [{ a: 1 }] })).rejects.toThrow('lines: Directus cannot search companies');
});

it('finds empty fields by null', async () => {
  const id = await made({ name: 'Empty', note: null });
  expect(await find({ name: 'Empty', note: null })).toEqual([id]);
});

it('asks for many in a few requests', async () => {
  const all = await Promise.all([made({ name: 'many 1' }), made({ name: 'many 2' })]);
  const before = hub.proxy.requests.length;
  const queries = Array.from({ length: 250 }, (_, at) => ({ name: `many ${at}` }));
  const found = await hub.side.findByFields(queries);
  expect(hub.proxy.requests.length - before).toBeLessThanOrEqual(3);
  expect(
    found
      .map((records) => records.map(({ id }) => id))
      .flat()
      .toSorted(),
  ).toEqual(all.toSorted());
});

it('finds an item by its id in the key slot of a stream', async () => {
  const id = await made({ name: 'Keyed' });
  expect((await hub.side.findByKey(id)).map((record) => record.id)).toEqual([id]);
  expect(await hub.side.findByKey(crypto.randomUUID())).toEqual([]);
  expect(await hub.side.findByKey('what a person typed')).toEqual([]);
});
