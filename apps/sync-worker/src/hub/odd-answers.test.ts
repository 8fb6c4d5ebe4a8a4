import { expect, it } from 'vitest';
import type { FieldValue, Side } from '@unified-sync/sync-engine';
import { createDirectusHub } from './create-directus-hub.ts';
import type { HubCollection, Item } from './hub-options.ts';
import { create, update } from './testing/requests.ts';
import { toRecord } from './to-record.ts';
import { resolveCollections } from './hub-options.ts';

const things: HubCollection = { fields: ['name'], archive: null, dateCreated: null, dateUpdated: null };
const one = '00000000-0000-4000-8000-000000000001';
const two = '00000000-0000-4000-8000-000000000002';

const field = (name: string, type: string) => ({
  field: name,
  type,
  schema: { is_primary_key: name === 'id' },
  meta: null,
});

/** What a Directus of these answers shows; those that are not given are as they should be. */
function sideOf(answers: {
  readonly items?: readonly Item[];
  readonly count?: number;
  readonly written?: readonly Item[];
  readonly fields?: readonly FieldValue[];
  readonly max?: number;
  readonly users?: readonly FieldValue[];
}): Side {
  const { items = [], count = items.length, written = [], max = -1 } = answers;
  const admin = { id: one, email: null, role: { name: 'Administrator', admin_access: true } };
  const bodies: Readonly<Record<string, FieldValue>> = {
    'GET /server/info': { data: { version: '10.13.4', queryLimit: { default: 100, max } } },
    'GET /fields/things': { data: answers.fields ?? [field('id', 'uuid'), field('name', 'string')] },
    'SEARCH /permissions': { data: [] },
    'SEARCH /users': { data: answers.users ?? [admin] },
    'SEARCH /items/things': { data: items, meta: { filter_count: count, total_count: count } },
    'POST /items/things': { data: written },
    'PATCH /items/things': { data: written },
  };
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const body = bodies[`${request.method} ${new URL(request.url).pathname}`];
    return body === undefined ? new Response(null, { status: 404 }) : Response.json(body);
  };
  return createDirectusHub({
    url: 'https://directus.test',
    token: 'token',
    fetch,
    collections: { things },
  }).side('things');
}

const record = (item: Item) => {
  const collection = resolveCollections({ things }).get('things');
  if (collection === undefined) throw new Error('unreachable');
  return toRecord(collection, item);
};

it('never takes a field that is not shown for an empty one', async () => {
  const side = sideOf({ items: [{ id: one }, { id: two, name: null }] });
  expect(await side.look([one, two])).toMatchObject([
    { kind: 'unknown', cause: expect.stringContaining('does not show things.name') },
    { kind: 'present', record: { parts: { '': { fields: { name: null } } } } },
  ]);
  expect(await side.list({ cursor: null, lookBack: 0, page: null })).toMatchObject({
    records: [{ id: two }],
    poison: [{ id: one, cause: expect.stringContaining('does not show things.name') }],
  });
  await expect(side.findByFields([{ name: 'x' }])).rejects.toThrow('does not show things.name');
});

it('calls nothing absent while Directus counts more items than it shows', async () => {
  const side = sideOf({ items: [], count: 1 });
  expect(await side.look([one])).toEqual([
    { kind: 'unknown', cause: 'things shows fewer items than it counts' },
  ]);
  expect(await side.listIds()).toEqual({ ids: [], complete: false });
  const hiding = sideOf({ items: [{ id: one, name: 'a' }], count: 2 });
  await expect(hiding.list({ cursor: null, lookBack: 0, page: null })).rejects.toThrow('shows fewer items');
});

it('calls nothing absent where it cannot tell who it is', async () => {
  const side = sideOf({ items: [], users: [] });
  expect((await side.look([one]))[0]).toMatchObject({ kind: 'unknown' });
});

it('does not believe an answer that is as long as the server lets one be', async () => {
  const items = [{ id: one, name: 'a' }];
  await expect(sideOf({ items, max: 1 }).listIds()).rejects.toThrow(
    'QUERY_LIMIT_MAX cuts the answer of things at 1',
  );
  await expect(sideOf({ items, max: 1 }).list({ cursor: null, lookBack: 0, page: null })).rejects.toThrow(
    'QUERY_LIMIT_MAX',
  );
  expect(await sideOf({ items, max: 2 }).listIds()).toEqual({ ids: [one], complete: true });
});

it('finds each item in an answer that is in another order', async () => {
  const written = [
    { id: two, name: 'b' },
    { id: one, name: 'a' },
  ];
  const side = sideOf({ written });
  expect(await side.write([create(one, { name: 'a' }), create(two, { name: 'b' })])).toMatchObject([
    { kind: 'written', record: { id: one } },
    { kind: 'written', record: { id: two } },
  ]);
});

it('is unclear about an item that the answer to its create does not show, and about one shown without its fields', async () => {
  const side = sideOf({ written: [{ id: two }] });
  expect(await side.write([create(one, { name: 'a' }), create(two, { name: 'b' })])).toMatchObject([
    { kind: 'unclear', cause: 'its answer shows no such item' },
    { kind: 'unclear', cause: expect.stringContaining('does not show things.name') },
  ]);
});

it.each([
  [
    'a field that is gone',
    [{ field: 'id', type: 'uuid', schema: { is_primary_key: true } }],
    'things.name does not exist',
  ],
  [
    'a masked field',
    [{ field: 'name', type: 'string', meta: { special: ['conceal'] } }],
    'things.name is shown masked',
  ],
  [
    'a field without a value of its own',
    [{ field: 'name', type: 'alias' }],
    'things.name holds no value of its own',
  ],
  [
    'a key that is no UUID',
    [{ field: 'id', type: 'integer', schema: { is_primary_key: true } }],
    'things.id is of type integer',
  ],
  ['another primary key', [{ field: 'id', type: 'uuid' }], 'things.id is not the primary key'],
])('touches nothing of a collection with %s', async (_, fields, problem) => {
  const side = sideOf({ fields, items: [{ id: one, name: 'a' }], written: [{ id: one, name: 'b' }] });
  const unknown = { kind: 'unknown', cause: expect.stringContaining(problem) };
  expect(await side.look([one])).toEqual([unknown]);
  const request = update(record({ id: one, name: 'a' }), { name: 'b' });
  expect(await side.write([request])).toEqual([{ ...unknown, kind: 'not_sent' }]);
});

it('asks for all fields at once where their names would not fit into an address', async () => {
  const names = Array.from({ length: 100 }, (_, at) => `a_field_with_a_long_name_${at}`);
  const item = Object.fromEntries([['id', one], ...names.map((name) => [name, null])]);
  const addresses: URL[] = [];
  const hub = createDirectusHub({
    url: 'https://directus.test',
    token: 'token',
    collections: { things: { ...things, fields: names } },
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const url = new URL(request.url);
      addresses.push(url);
      if (url.pathname === '/server/info') return Response.json({ data: {} });
      if (url.pathname === '/permissions') return Response.json({ data: [] });
      if (url.pathname === '/users')
        return Response.json({ data: [{ id: one, email: null, role: { name: 'a', admin_access: true } }] });
      if (request.method === 'POST') return Response.json({ data: [item] });
      return Response.json({
        data: ['id', ...names].map((name) => field(name, name === 'id' ? 'uuid' : 'string')),
      });
    },
  });
  expect(await hub.side('things').write([create(one, {})])).toMatchObject([{ kind: 'written' }]);
  expect(addresses.at(-1)?.search).toBe('?fields=*');
});
